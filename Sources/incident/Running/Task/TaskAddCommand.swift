internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Adds a task.
struct TaskAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Hand out a task.",
    discussion: """
        incident task add check the replica lag --owner cy --due 10m
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var what: TextArgument
  @Option(
    help: ArgumentHelp("Who does it.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var owner: String?
  @Option(help: ArgumentHelp("Until when: 10m, or 15:30.", valueName: "duration|time"))
  var due: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let due = try session.deadline(due)
    try session.perform(at: moment) { writer in
      let text = writer.people.storingMentions(in: what.text)
      let owner = try owner.map { try writer.person(handle: $0) }
      return .log(.task(TaskStep(text: text, owner: owner, due: due)))
    }
  }
}
