internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Takes a plan out of use.
struct DrillRetireCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Take the plan of a drill out of use; its runs stay.",
    discussion: """
        incident drill retire FD-7k3f --because 'us is given up'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which drill.", valueName: "id"),
    completion: .custom(CompletionLists.drills))
  var id: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    let planned = try session.drill(id)
    try session.change { writer in
      .retirePlan(planned.id, because: writer.people.storingMentions(in: because))
    }
    try session.confirm(.drill, planned.id, "is retired")
  }
}
