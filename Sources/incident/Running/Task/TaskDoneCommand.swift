internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Finishes a task.
struct TaskDoneCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Say that a task is done.",
    discussion: """
        incident task done 7k3f --result 'lag is 4 s'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The id of the task, as `task list` prints it.") var entry: String
  @Option(help: ArgumentHelp("What came of it.", valueName: "text")) var result: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let task = try session.entry(entry, in: session.incident())
    try session.perform(at: moment) { writer in
      .finishTask(task, result: result.map { writer.people.storingMentions(in: $0) })
    }
  }
}
