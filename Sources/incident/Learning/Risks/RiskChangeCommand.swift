internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Says what an experiment, a drill or a follow-up would change.
struct RiskChangeCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "change",
    abstract: "Say what an experiment, a drill or a follow-up would make of a risk.",
    discussion: """
      The difference is what it would save; `risk backlog` is in that order.

        incident risk change RISK-7k3f --with EXP-2xq9 --detect 3m --repair 9m
        incident risk change RISK-7k3f --with 46mr --every 365d
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which risk.", valueName: "id"),
    completion: .custom(CompletionLists.risks))
  var id: String
  @Option(
    name: .customLong("with"),
    help: ArgumentHelp("An experiment, a drill, or the id of a follow-up.", valueName: "id"))
  var with: String
  @OptionGroup var options: RiskOptions

  func run(in session: Session) throws {
    let known = try session.risk(id)
    let inputs = try options.inputs()
    if inputs.isEmpty {
      throw Failure.learning(
        .notAQuantity("", wanted: "a change: add --detect, --repair, --impact or --every"))
    }
    var change = RiskChange(by: try name(session))
    change.detectMinutes = inputs[.detectMinutes]
    change.repairMinutes = inputs[.repairMinutes]
    change.impact = inputs[.impact]
    change.daysBetween = inputs[.daysBetween]
    try session.change { _ in .proposeChange(known.id, change) }
    let saving = try? SavingEstimate(known.risk, changing: inputs)
    try session.confirm(
      .risk, known.id,
      "\(change.by) would \(savingText(saving?.minutesPerYear ?? 0)) bad minutes a year")
  }

  /// The name under which it is kept: whatever is meant has to be there.
  private func name(_ session: Session) throws -> String {
    let register = try session.book.register()
    let names =
      register.experiments.map(\.name) + register.drills.map(\.name)
    if let found = names.first(where: { $0.isMeant(by: with) }) { return "\(found)" }
    let followups = try session.book.followups().filter {
      $0.followup.id.shortText == with.lowercased()
    }
    if followups.count > 1 {
      throw Failure.ambiguousEntry(
        with, try followups.compactMap { try session.book.line($0.followup.id) })
    }
    guard let followup = followups.first else {
      throw Failure.unknownItem(.experiment, with, known: names)
    }
    return followup.followup.id.shortText
  }
}

/// What a change makes of bad minutes, as a verb and a number: `save 79.5`, `cost 12`.
func savingText(_ minutes: Double) -> String {
  minutes < 0 ? "cost \(significantText(-minutes))" : "save \(significantText(minutes))"
}
