internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the incidents.
struct ListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the incidents that are open, the newest first.",
    discussion: """
      Open means not closed: resolved ones are still there to be learnt from.

        incident list
        incident list --all --since 2026-11-01 --severity SEV1
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(name: .customLong("open"), help: "Those not closed. (default)") var isOpen = false
  @Flag(help: "The closed ones too.") var all = false
  @Option(
    parsing: .unconditional, help: ArgumentHelp("Declared since then.", valueName: "time"))
  var since: String?
  @Option(help: "Of that severity.") var severity: Severity?
  @Option(help: "Of that mode.") var mode: Mode?

  func validate() throws {
    if isOpen, all { throw ValidationError("Give --open or --all, not both.") }
  }

  func run(in session: Session) throws {
    var filter = IncidentFilter()
    filter.scope = all ? .all : .open
    filter.since = try session.since(since)
    filter.severity = severity
    filter.mode = mode
    filter.limit = session.output.width == nil || session.options.json ? 100_000 : 200
    let incidents = try session.book.incidents(filter)
    if session.options.json {
      try session.output.document(["incidents": .array(incidents.map(\.json))])
      return
    }
    if incidents.isEmpty {
      session.output.message(
        all ? "no incidents" : "no open incidents; --all shows the closed ones")
    }
    try session.output.table(
      incidents.map { incident in
        [
          incident.ref, incident.severity.rawValue, incident.status.rawValue,
          incident.mode == .live ? "" : incident.mode.rawValue,
          session.clockTime(incident.declaredAt), "\(incident.entries)",
          incident.surprises == 0 ? "" : "‼ \(incident.surprises)", incident.title,
        ]
      })
  }
}
