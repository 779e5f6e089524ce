internal import ArgumentParser
internal import IncidentModel

/// Prints the board.
struct HealthShowCommand: HealthDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the board: what to do, how everything is, what is wrong.",
    discussion: """
      The status is 2 when something is critical, else 0. With --once it is that of a monitoring \
      plugin: 0 ok, 1 warning, 2 critical, 3 unknown or nothing is watched.

        incident health --once --service checkout-api
        incident health --watch
        incident health --json
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "End with the exit status of a monitoring plugin.") var once = false
  @Flag(help: "Print the board again whenever it changes, until interrupted.") var watch = false
  @Option(
    help: ArgumentHelp("Only this region.", valueName: "name"),
    completion: .custom(CompletionLists.regions))
  var region: String?
  @Option(
    help: ArgumentHelp("Only this service.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: String?

  func validate() throws {
    if once, watch { throw ValidationError("--once and --watch exclude each other.") }
  }

  func run(at desk: HealthDesk) throws {
    let plan: HealthPlan
    do { plan = try desk.plan() } catch  where once {
      var complaint = try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
      complaint.status = HealthStatus.unknown.pluginStatus
      throw complaint
    }
    try desk.checkNames(region: region, service: service)
    if watch {
      return try BoardFollower(desk: desk, plan: plan, region: region, service: service).run()
    }
    let start = Session.clock()
    let board = plan.look(held: try desk.held(), clock: Session.clock).board(at: Session.clock())
    let shown = ShownBoard(
      board: board, configuration: plan.configuration, region: region, service: service)
    let people = try desk.people()
    if globals.json {
      try desk.output.document(shown.document(people))
    } else {
      let text = BoardText(
        shown, people: people, zone: desk.zone, output: desk.output, firstLook: start)
      try desk.output.line(text.lines.joined(separator: "\n"))
    }
    let status = once ? shown.status.pluginStatus : shown.status == .critical ? 2 : 0
    if status != 0 { throw ExitCode(status) }
  }
}
