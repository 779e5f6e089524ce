internal import Glibc
internal import HealthSources
internal import IncidentModel
internal import IncidentTUI
internal import Logbook
internal import Processes

/// Turns errors into sentences: what happened, why, and what to do next.
///
/// The only place that does; everything that came from outside passes ``visible(_:multiline:)``.
struct ErrorMessages {
  var people = People()
  var zone = Zone.utc
  /// The logbook in use.
  var path: String

  /// The sentence and the exit status for an error of ours; throws errors of the parser again.
  func complaint(for error: any Error) throws -> Complaint {
    switch error {
    case let complaint as Complaint: complaint
    case let failure as Failure: complaint(failure)
    case let rejection as Rejection: Complaint(text: sentence(rejection), status: 1)
    case let error as LogbookError: complaint(error)
    case let failure as TerminalFailure: complaint(failure)
    case let refusal as HealthRefusal: complaint(refusal)
    case let refusal as RunbookRefusal: complaint(refusal)
    case let error as TimeError: Complaint(text: sentence(error), status: ExitStatus.refused)
    case let error as TextFormError: Complaint(text: sentence(error), status: ExitStatus.refused)
    default: throw error
    }
  }

  private func complaint(_ failure: Failure) -> Complaint {
    switch failure {
    case .whichIncident(let open):
      guard !open.isEmpty else {
        return refused(
          "no incident is open; declare one with `incident declare TITLE`, or name one with -i REF")
      }
      return refused(
        "\(open.count) incidents are open and none is chosen; say which with -i REF or `incident use REF`:",
        list: open.map(row))
    case .unknownIncident(let text, let closest):
      let start = "no incident matches \(quoted(text))"
      return closest.isEmpty
        ? refused("\(start); the logbook is empty, `incident declare TITLE` begins one")
        : refused(
          "\(start); `incident list --all` shows all, the closest are:",
          list: closest.map { visible($0) })
    case .ambiguousIncident(let text, let matches):
      return refused(
        "\(quoted(text)) matches \(matches.count) incidents; type more of one of these:",
        list: matches.map(row))
    case .unknownEntry(let text, let ref):
      return refused(
        "no entry of \(visible(ref)) matches \(quoted(text)); `incident timeline \(visible(ref))` prints the ids"
      )
    case .unknownSurprise(let text):
      return refused(
        "no surprise has the id \(quoted(text)); `incident surprise list` prints them all")
    case .unknownItem(let sort, let text, let known):
      return known.isEmpty
        ? refused("there is no \(sort.words) yet, so none is \(quoted(text))")
        : refused(
          "no \(sort.words) is \(quoted(text)); there are:", list: known.map { "\($0)" })
    case .ambiguousItem(let sort, let text, let ids):
      return refused(
        "\(quoted(text)) is the name of \(ids.count) \(sort.words)s, which were made apart; type the whole id:",
        list: ids.map(\.description))
    case .ambiguousEntry(let text, let lines):
      return refused(
        "\(quoted(text)) matches \(lines.count) entries; type the whole id of one of these:",
        list: lines.map(row))
    case .unknownPerson(let name, let closest):
      return refused(
        "nobody here is called \(quoted(name)); `incident people` shows all, the closest are:",
        list: closest.map { visible($0) })
    case .isThere(let path, let option):
      let way = option.map { ", or replace it with \($0)" } ?? ""
      return Complaint(
        text: "\(visible(path)) is there already; choose another file\(way)",
        status: ExitStatus.cannotCreate)
    case .isTheLogbook(let path):
      return refused("\(visible(path)) is the logbook itself; name another file")
    case .wantsYes(let what): return refused("\(what); add --yes to do it")
    case .nothingToPurge: return refused("no incident is as old as that; nothing to do")
    case .erasesAuthor(let handle):
      return refused(
        "\(quoted(handle)) is who writes now, and would be there again at once; let another do it, or say who you are with --by"
      )
    case .notSaved(let error, let kept, let count):
      return notSaved(error, kept: kept, count: count)
    case .noLogbook(let path):
      return Complaint(
        text:
          "there is no logbook at \(visible(path)) yet; `incident declare TITLE` makes it, or name another with --logbook FILE",
        status: ExitStatus.noInput)
    case .unknownZone(let name):
      return Complaint(
        text:
          "no time zone \(quoted(name)) on this machine; give a name such as Europe/Madrid, an offset such as +02:00, or --utc",
        status: ExitStatus.usage)
    case .badName(let name, let source):
      return Complaint(
        text:
          "\(quoted(name)) from \(source) cannot be a name; use letters, digits, . _ or - and at most 40 of them",
        status: ExitStatus.usage)
    case .notALink(let text):
      return Complaint(
        text: "\(quoted(text)) is not a link; give one that starts with http:// or https://",
        status: ExitStatus.usage)
    case .notADate(let text):
      return Complaint(
        text:
          "\(quoted(text)) is not a date; write one like 2026-12-01, or a number of days like 14d",
        status: ExitStatus.usage)
    case .noInput(let path, let code):
      return Complaint(
        text: "cannot read \(visible(path)): \(reason(code)); check the path and its permissions",
        status: ExitStatus.noInput)
    case .notText(let path, let line):
      return Complaint(
        text: "\(visible(path)):\(line): not UTF-8; convert the file, e.g. with iconv -t UTF-8",
        status: ExitStatus.badData)
    case .badLine(let file, let line, let reason, let isKept):
      let why = (try? complaint(for: reason).text) ?? visible("\(reason)")
      let what = isKept ? "kept as a note" : "nothing was written, --keep-going keeps it as a note"
      return Complaint(
        text: "\(visible(file)):\(line): \(why); \(what)",
        status: ExitStatus.badData)
    case .badFile(let path, let problems):
      let shown = problems.prefix(10).map { "\(visible(path)):\(sentence($0))" }
      let more = problems.count > 10 ? ["and \(problems.count - 10) more"] : []
      return Complaint(
        text: (shown + more).joined(separator: "\n")
          + "\nnothing was written; correct the file, or --keep-going keeps such lines as notes",
        status: ExitStatus.badData)
    case .badInput(let file, let line, let problem):
      let place = line.map { "\(visible(file)):\($0)" } ?? visible(file)
      return Complaint(
        text: "\(place): \(visible(problem)); nothing was written", status: ExitStatus.badData)
    case .cannotWrite(let path, let code):
      return Complaint(
        text: "cannot write \(visible(path)): \(reason(code)); choose another place with -o FILE",
        status: ExitStatus.cannotCreate)
    case .outputFailed(let code):
      return Complaint(
        text:
          "the result could not be written: \(reason(code)); free space or choose another place",
        status: ExitStatus.cannotWrite)
    case .cannotRun(let name, let code):
      return Complaint(
        text:
          "cannot run \(quoted(name)): \(reason(code)); nothing was recorded, check the command",
        status: code == ENOENT ? 127 : 126)
    case .nothingOnInput:
      return Complaint(
        text: "standard input is a terminal or empty; pipe lines in, or give the text as arguments",
        status: ExitStatus.usage)
    case .exists(let path):
      return Complaint(
        text:
          "\(visible(path)) is there and is no postmortem of this incident; choose another file or remove it",
        status: ExitStatus.cannotCreate)
    case .badConfiguration(let path, let problems): return complaint(path, problems)
    case .badForm(let path, let problems): return complaint(form: path, problems)
    case .learning(let failure): return complaint(failure)
    case .untrustedConfiguration(let path, let distrust): return complaint(path, distrust)
    }
  }

  // MARK: Pieces of sentences

  func refused(_ sentence: String, list: [String] = []) -> Complaint {
    Complaint(
      text: ([sentence] + list.map { "  \($0)" }).joined(separator: "\n"),
      status: ExitStatus.refused)
  }

  func quoted(_ text: String) -> String { "'\(visible(text))'" }

  func reason(_ code: Int32) -> String { errorText(code).lowercased() }

  /// A moment with its date, in the zone in which times are shown.
  func moment(_ instant: Instant) -> String {
    let civil = zone.civil(instant)
    return "\(civil.dateText) \(civil.secondText)\(zone.suffix(at: instant))"
  }

  func name(_ person: PersonID) -> String { visible(people.handle(of: person)) }

  private func row(_ incident: IncidentSummary) -> String {
    visible(
      "\(incident.ref)  \(incident.severity.rawValue) \(incident.status.rawValue)  \(incident.title)"
    )
  }

  private func row(_ line: TimelineLine) -> String {
    let text = people.showingMentions(in: line.entry.event.text(name: people.handle(of:)))
    return "\(line.id)  \(moment(line.entry.happenedAt))  "
      + visible("\(line.entry.event.kindName)  \(text.prefix(60))")
  }
}
