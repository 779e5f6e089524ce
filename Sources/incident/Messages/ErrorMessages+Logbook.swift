internal import IncidentModel
internal import Logbook

extension ErrorMessages {
  func complaint(_ error: LogbookError) -> Complaint {
    switch error {
    case .cannotOpen(let path, _, let message):
      Complaint(
        text:
          "cannot open the logbook \(visible(path)): \(visible(message)); check the folder and its permissions, or name another with --logbook FILE",
        status: ExitStatus.cannotCreate)
    case .notALogbook(let path):
      Complaint(
        text: "\(visible(path)) is not a logbook of this program; name another with --logbook FILE",
        status: ExitStatus.badData)
    case .corrupt(let path, let detail):
      Complaint(
        text:
          "the logbook \(visible(path)) is damaged: \(visible(detail)); keep a copy of the file, `incident doctor --salvage FILE` writes what can be read",
        status: ExitStatus.badData)
    case .readOnly(let reason, let path): readOnly(reason, path)
    case .moved(let path):
      Complaint(
        text:
          "\(visible(path)) was moved, deleted or replaced while it was open; NOT SAVED: look where it is and begin again",
        status: ExitStatus.cannotWrite)
    case .noSuchPerson(let handle):
      refused("nobody in the logbook is called \(quoted(handle)); `incident people` shows all")
    case .diskFull(let path):
      Complaint(
        text: "the disk of \(visible(path)) is full; NOT SAVED: free space and do it again",
        status: ExitStatus.cannotWrite)
    case .failed(let path, _, let message):
      Complaint(
        text:
          "writing \(visible(path)) failed: \(visible(message)); NOT SAVED: run `incident doctor`",
        status: ExitStatus.cannotWrite)
    case .inDoubt(let path, _, let message):
      Complaint(
        text:
          "the disk failed while saving to \(visible(path)): \(visible(message)); it may be saved or not: look with `incident timeline` before doing it again",
        status: ExitStatus.cannotWrite)
    case .busy(let path):
      refused(
        "another program is writing to \(visible(path)) and does not finish; nothing was written, try again"
      )
    case .noSuchIncident(let id):
      refused("there is no incident \(id); `incident list --all` shows all")
    case .noSuchEntry(let id):
      refused("there is no entry \(id); `incident timeline` prints the ids")
    case .badHandle(let handle):
      Complaint(
        text:
          "\(quoted(handle)) cannot be a name; use letters, digits, . _ or - and at most 40 of them",
        status: ExitStatus.usage)
    case .differentEntry(let id):
      Complaint(
        text:
          "entry \(id) is in the logbook with another content; nothing was written, compare the two exports",
        status: ExitStatus.badData)
    case .damagedRecord(let id):
      Complaint(
        text: "entry \(id) does not match its own hashes; nothing was written, export it again",
        status: ExitStatus.badData)
    }
  }

  /// What became of entries that the logbook did not take.
  func notSaved(_ error: LogbookError, kept: String?, count: Int) -> Complaint {
    let end =
      kept.map {
        "\(entryCount(count)) \(count == 1 ? "is" : "are") kept in \(visible($0)): `incident import` takes that file in when the disk is well"
      } ?? "nor could \(entryCount(count)) be kept elsewhere: write it down and do it again"
    return Complaint(
      text: "NOT SAVED, \(reason(error)); \(end)", status: ExitStatus.cannotWrite)
  }

  /// Why the logbook did not take something, in a few words.
  func reason(_ error: LogbookError) -> String {
    switch error {
    case .diskFull: "the disk is full"
    case .failed(_, _, let message), .inDoubt(_, _, let message), .cannotOpen(_, _, let message):
      "the disk failed: \(visible(message))"
    case .readOnly: "the logbook cannot be written"
    case .moved: "the logbook was moved or replaced"
    case .busy: "another program holds the logbook"
    default: complaint(error).text
    }
  }

  private func readOnly(_ reason: ReadOnlyReason, _ path: String) -> Complaint {
    switch reason {
    case .asked: refused("the logbook \(visible(path)) was opened for reading; nothing was written")
    case .newerSchema(let found, let known):
      refused(
        "the logbook \(visible(path)) is of a newer version (\(found), this program knows \(known)) and can only be read; update incident"
      )
    case .notWritable:
      Complaint(
        text:
          "the logbook \(visible(path)) or its folder cannot be written; nothing was saved, check the permissions or name another with --logbook FILE",
        status: ExitStatus.cannotCreate)
    }
  }
}
