internal import ArgumentParser
internal import IncidentModel

/// Puts the next update off.
struct UpdateSnoozeCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "snooze",
    abstract: "Put the next update off.",
    discussion: """
        incident update snooze 10m
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "For how long: 10m, 20m, 30m.") var duration: String

  func run(in session: Session) throws {
    let seconds = try parseDuration(duration)
    try session.perform { _ in .snoozeUpdate(seconds: seconds) }
  }
}
