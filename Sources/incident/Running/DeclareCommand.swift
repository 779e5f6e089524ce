internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Declares an incident and prints its ref.
struct DeclareCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "declare",
    abstract: "Declare an incident; prints its ref.",
    discussion: """
      Whoever declares it is its commander unless --commander says otherwise.

        incident declare Checkout errors --severity SEV1 --impact-start -10m
        incident declare 'Lost replica' --backfill --at '2026-11-20 14:02'
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var title: TextArgument
  @Option(help: "How bad it is; when unsure take the higher.")
  var severity: Severity?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("When customers began to be affected.", valueName: "time"))
  var impactStart: String?
  @Option(
    parsing: .unconditional, help: ArgumentHelp("When it was noticed.", valueName: "time"))
  var detected: String?
  @Option(
    help: ArgumentHelp("Who commands.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var commander: String?
  @Option(
    help: ArgumentHelp("Who keeps the log.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var scribe: String?
  @Option(
    help: ArgumentHelp("An affected service; may be given again.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: [String] = []
  @Option(
    help: ArgumentHelp("An affected region; may be given again.", valueName: "name"),
    completion: .custom(CompletionLists.regions))
  var region: [String] = []
  @Option(help: "Drills and tests never enter the metrics.")
  var mode: Mode = .live
  @Flag(help: "It is written down after the fact.")
  var backfill = false
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    session.pointOutSlips(services: service, regions: region)
    var new = NewIncident(title: title.text)
    new.mode = mode
    new.isBackfilled = backfill
    new.severity = severity
    new.impactStarted = try session.instant(impactStart, allowFuture: moment.future)
    new.detected = try session.instant(detected, allowFuture: moment.future)
    new.services = service
    new.regions = region
    let (now, at) = (session.now, try session.instant(moment.at, allowFuture: moment.future))
    let declared = try session.write { writer, author in
      new.commander = try commander.map { try writer.person(handle: $0) }
      new.scribe = try scribe.map { try writer.person(handle: $0) }
      return try writer.declare(
        new, Occasion(author: author, now: now, at: at, allowsFuture: moment.future))
    }
    session.tellMasked(declared.title.contains(SecretMask.sign) ? 1 : 0)
    if session.options.json {
      try session.output.document(["incident": declared.json])
    } else {
      try session.output.line(visible(declared.ref))
    }
  }
}
