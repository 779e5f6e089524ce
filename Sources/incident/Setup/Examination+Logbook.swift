internal import Glibc
internal import IncidentModel
internal import Logbook

extension Examination {
  /// The logbook, and what belongs to it outside of it.
  func logbook() throws -> [LogbookFinding] {
    let path = globals.logbookPath()
    guard fileExists(path) else {
      if errno == EACCES {
        return [
          LogbookFinding(
            grade: .red, subject: "logbook",
            detail: "\(path) cannot be looked at: permission denied",
            remedy: "ask its owner for access, or name another with --logbook FILE")
        ] + unsaved(path)
      }
      return [
        LogbookFinding(
          grade: .ok, subject: "logbook",
          detail: "none yet at \(path); the first `declare` makes it")
      ] + unsaved(path)
    }
    do {
      let book = try Logbook(opening: path, .examining)
      return [
        writing(
          book, isWritable: unsafe access(path, W_OK) == 0 && access(folder(of: path), W_OK) == 0),
        secondFolder(path),
      ]
        + unsaved(path)
        + (try book.check())
    } catch LogbookError.busy {
      return [
        LogbookFinding(
          grade: .warning, subject: "logbook",
          detail: "another program has held \(path) for longer than five seconds",
          remedy: "look who it is: fuser -v '\(path)'; then ask again")
      ] + unsaved(path)
    } catch {
      let complaint = try ErrorMessages(path: path).complaint(for: error)
      return [
        LogbookFinding(
          grade: .red, subject: "logbook", detail: complaint.text,
          remedy: LogbookFinding.rescue
        )
      ] + unsaved(path)
    }
  }

  private func writing(_ book: Logbook, isWritable: Bool) -> LogbookFinding {
    var reason: (String, String)?
    if case .newerSchema(let found, let known) = book.readOnlyReason {
      reason = (
        "can only be read: its form is \(found), this program knows \(known)", "update incident"
      )
    } else if !isWritable {
      reason = ("can only be read", "check its owner and permissions: chmod u+w FILE")
    }
    return LogbookFinding(
      grade: reason == nil ? .ok : .warning, subject: "logbook",
      detail: "\(book.path)\(reason.map { " \($0.0)" } ?? "")", remedy: reason?.1)
  }

  /// Where entries would go that the logbook does not take.
  private func secondFolder(_ path: String) -> LogbookFinding {
    let subject = "second folder"
    guard let folder = UnsavedFolder.all(for: path).first(where: UnsavedFolder.make) else {
      return LogbookFinding(
        grade: .warning, subject: subject,
        detail: "none can be written: what a bad disk does not take would be on the screen alone",
        remedy: "name one of your own on another disk: export INCIDENT_EMERGENCY=/PATH")
    }
    return LogbookFinding(
      grade: .ok, subject: subject, detail: "\(folder), for what the logbook does not take")
  }

  /// Entries that a logbook did not take and that are still outside of it.
  private func unsaved(_ path: String, _ book: Logbook? = nil) -> [LogbookFinding] {
    UnsavedFolder.leftBehind(for: path).map { file in
      let content = (try? readBytes(ofFile: file)).map {
        Exchange.content(ofJSONLines: String(decoding: $0, as: UTF8.self))
      }
      let missing = content?.unsaved.count { (try? book?.contains($0.id)) != true } ?? 1
      if missing == 0, content?.problems.isEmpty == true {
        return LogbookFinding(
          grade: .ok, subject: "not saved", detail: "all of \(file) is in the logbook now",
          remedy: "rm \(file)")
      }
      return LogbookFinding(
        grade: .red, subject: "not saved",
        detail: "\(entryCount(missing)) in \(file) that the logbook did not take",
        remedy: "`incident import \(file)`; the console takes it in when it is opened")
    }
  }
}
