internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Says how far an experiment is.
struct ExperimentMoveCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Say how far an experiment is: draft, ready, scheduled, running, done, retired.",
    discussion: """
      Ready needs a hypothesis, a measurement that can be within tolerance, a method, a rollback, a \
      blast radius, a condition to stop, and an owner.

        incident experiment move EXP-7k3f ready
        incident experiment move EXP-7k3f scheduled --on 2026-12-01
        incident experiment move EXP-7k3f retired --because 'the service is gone'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which experiment.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var id: String
  @Argument(help: "How far it is from here on.") var state: Experiment.State
  @Option(help: ArgumentHelp("The date for which it is scheduled.", valueName: "date"))
  var on: String?
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String?

  func run(in session: Session) throws {
    let planned = try session.experiment(id)
    let on = try on.map { try session.date($0) }
    try session.change { writer in
      .move(
        planned.id, state, on: on, because: because.map { writer.people.storingMentions(in: $0) })
    }
    try session.confirm(.experiment, planned.id, "is \(state.rawValue)")
  }
}

extension Experiment.State: ExpressibleByArgument {}
