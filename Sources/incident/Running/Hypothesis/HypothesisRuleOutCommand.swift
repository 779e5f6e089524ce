internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Say that it cannot be that.
struct HypothesisRuleOutCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "rule-out",
    abstract: "Say that it cannot be that.",
    discussion: """
        incident hypothesis rule-out 7k3f TTL is 30 s on every record
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var judgement: JudgementArguments
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let hypothesis = try session.entry(judgement.entry, in: session.incident())
    try session.perform(at: moment) { writer in
      let text = writer.people.storingMentions(in: judgement.words.joined(separator: " "))
      return .judge(hypothesis, .ruledOut, text: text.isEmpty ? nil : text)
    }
  }
}
