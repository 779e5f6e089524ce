internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Adds a risk.
struct RiskAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Add a risk to the register, with estimates.",
    discussion: """
      With --incident the times to detect and to repair are those that it took.

        incident risk add 'EU region loss' --detect 14m --repair 47m --impact 40% --every 90d
        incident risk add 'bad release' --incident 7k3f --impact 100% --every 90d
      """)
  static let makesLogbook = true

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var title: TextArgument
  @OptionGroup var options: RiskOptions
  @Option(
    help: ArgumentHelp("The service that it harms.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: String?
  @Option(
    help: ArgumentHelp("The objective whose budget it spends.", valueName: "name"),
    completion: .custom(CompletionLists.slos))
  var slo: String?
  @Option(
    help: ArgumentHelp("Who looks after it.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var owner: String?

  func validate() throws {
    guard globals.incident == nil else { return }
    for (name, given) in [
      ("detect", options.detect), ("repair", options.repair), ("impact", options.impact),
      ("every", options.every),
    ] where given == nil {
      throw ValidationError("Give --\(name); an estimate will do.")
    }
  }

  func run(in session: Session) throws {
    let inputs = try options.inputs()
    let now = session.now
    var risk = RegisteredRisk(
      title: title.text, detectMinutes: .init(.nan), repairMinutes: .init(.nan),
      impact: .init(.nan), daysBetween: .init(.nan))
    if session.options.incident != nil {
      let summary = try session.incident()
      risk.seeds = [Experiment.Seed(incident: summary.id)]
      if let evidence = MeasuredInputs.IncidentEvidence(
        try session.book.incident(summary.id), ref: summary.ref, now: now)
      {
        // How often it happens does not follow from one.
        var measured = MeasuredInputs(incidents: [evidence], windowDays: 0, now: now)
        measured.inputs[.daysBetween] = nil
        risk = risk.measured(by: measured)
      }
    }
    for (quantity, value) in inputs { risk[quantity] = .init(value, at: now) }
    risk.service = service
    risk.slo = slo
    let entries = try session.change { writer in
      risk.owner = try owner.map { try writer.person(handle: $0) }
      return .addRisk(risk)
    }
    guard let entry = entries.first, let figures = try? risk.figures() else { return }
    try session.confirm(
      .risk, entry.id, "\(significantText(figures.badMinutesPerYear)) bad minutes a year")
  }
}
