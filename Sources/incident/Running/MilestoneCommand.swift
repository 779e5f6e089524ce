internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Says that a milestone was reached.
struct MilestoneCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "milestone",
    abstract: "Say when a milestone was reached; metrics are the times between them.",
    discussion: """
      Given again it takes the new time. An order that cannot be is refused.

        incident milestone mitigated --at 14:31
        incident milestone impactStarted 'first failed order' --at 13:48
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which milestone.") var name: Milestone
  @Argument(help: "What was seen.") var words: [String] = []
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      let text = writer.people.storingMentions(in: words.joined(separator: " "))
      return .reach(name, text: text.isEmpty ? nil : text)
    }
  }
}
