internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Say that the evidence speaks for a hypothesis.
struct HypothesisSupportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "support",
    abstract: "Say that the evidence speaks for a hypothesis.",
    discussion: """
        incident hypothesis support 7k3f clients use the old address
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var judgement: JudgementArguments
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let hypothesis = try session.entry(judgement.entry, in: session.incident())
    try session.perform(at: moment) { writer in
      let text = writer.people.storingMentions(in: judgement.words.joined(separator: " "))
      return .judge(hypothesis, .supported, text: text.isEmpty ? nil : text)
    }
  }
}
