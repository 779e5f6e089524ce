internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Raises a hypothesis.
struct HypothesisAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Say what may be going on.",
    discussion: """
        incident hypothesis add the DNS TTL is too long
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var what: TextArgument
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      .log(.hypothesis(Hypothesis(text: writer.people.storingMentions(in: what.text))))
    }
  }
}
