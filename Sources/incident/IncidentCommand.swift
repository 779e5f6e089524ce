internal import ArgumentParser
internal import Glibc
internal import IncidentModel

/// The program: its subcommands, and the way it ends.
@main
struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "incident",
    abstract: "Run an incident from the terminal, and learn from it.",
    discussion: """
      Declare one, log what happens, read it back:

        incident declare EU checkout errors --severity SEV1
        incident log '= drain eu for checkout'
        incident timeline

      Options such as --logbook may stand before or after the subcommand.
      """,
    version: Version.text,
    groupedSubcommands: [
      CommandGroup(name: "Running an incident", subcommands: running),
      CommandGroup(name: "Reading it back", subcommands: reading),
      CommandGroup(name: "Health", subcommands: health),
      CommandGroup(name: "Runbooks", subcommands: runbooks),
      CommandGroup(name: "Learning", subcommands: learning),
      CommandGroup(name: "The program", subcommands: setup),
    ])

  private static let running: [any ParsableCommand.Type] = [
    DeclareCommand.self, UseCommand.self, ListCommand.self, ShowCommand.self, LogCommand.self,
    RunCommand.self, StatusCommand.self, SeverityCommand.self,
    MilestoneCommand.self, RoleCommand.self, HandoffCommand.self, TaskCommand.self,
    QuestionCommand.self, HypothesisCommand.self, ActionCommand.self, UpdateCommand.self,
    FollowupCommand.self, CorrectCommand.self, RetractCommand.self, RedactCommand.self,
  ]

  private static let reading: [any ParsableCommand.Type] = [
    TimelineCommand.self, SearchCommand.self, MetricsCommand.self, ExportCommand.self,
    ImportCommand.self, PeopleCommand.self,
  ]

  private static let health: [any ParsableCommand.Type] = [HealthCommand.self, SLOCommand.self]

  private static let runbooks: [any ParsableCommand.Type] = [RunbookCommand.self]

  private static let learning: [any ParsableCommand.Type] = [
    SurpriseCommand.self, PostmortemCommand.self, ReviewCommand.self, ExperimentCommand.self,
    DrillCommand.self, RiskCommand.self, LintCommand.self,
  ]

  private static let setup: [any ParsableCommand.Type] = [
    ConsoleCommand.self, DemoCommand.self, DoctorCommand.self, BackupCommand.self,
    RestoreCommand.self, PurgeCommand.self, ManualCommand.self,
  ]

  /// Runs the program with its arguments; every end of it but a signal passes here.
  static func main() {
    // A reader that goes away is noticed by the write that fails, not by a signal.
    signal(SIGPIPE, SIG_IGN)
    let given = Array(CommandLine.arguments.dropFirst())
    do {
      var command = try command(
        for: openingConsole(movingGlobalOptions(given, behindSubcommandsOf: IncidentCommand.self)))
      try command.run()
    } catch {
      end(with: error)
    }
  }

  /// The command that is meant.
  ///
  /// The tree of a hundred commands takes milliseconds to build: it is needed for help and for what is wrong.
  private static func command(for arguments: [String]) throws -> any ParsableCommand {
    let groups = [running, reading, health, runbooks, learning, setup]
    if let first = arguments.first,
      let named = groups.joined().first(where: { $0._commandName == first }),
      let command = try? named.parseAsRoot(Array(arguments.dropFirst()))
    {
      return command
    }
    return try parseAsRoot(arguments)
  }

  /// Without a subcommand the console is meant: `incident`, `incident --scribe`, `incident -i REF`.
  private static func openingConsole(_ arguments: [String]) -> [String] {
    guard let first = arguments.first else { return [ConsoleCommand._commandName] }
    let own = ["-h", "--help", "--help-hidden", "--version", "--generate-completion-script"]
    // The completion scripts ask with `---completion`.
    let isOption =
      first.hasPrefix("-") && !first.hasPrefix("---") && !first.hasPrefix("--experimental")
    let isOwn = own.contains { first == $0 || first.hasPrefix("\($0)=") }
    return isOption && !isOwn ? [ConsoleCommand._commandName] + arguments : arguments
  }

  private static func end(with error: any Error) -> Never {
    let output = Output()
    if let complaint = error as? Complaint {
      output.message("incident: \(complaint.text)")
      Glibc.exit(complaint.status)
    }
    let status = exitCode(for: error).rawValue
    let text = wrappingUsage(fullMessage(for: error))
    if status == 0 {
      // Help, a completion script, the version.
      do { try output.line(text) } catch { Glibc.exit(ExitStatus.cannotWrite) }
    } else if !text.isEmpty {
      // It repeats what was typed.
      output.message(visible(text, multiline: true))
    }
    Glibc.exit(status)
  }
}
