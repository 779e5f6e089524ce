internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the tasks.
struct TaskListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the tasks and time-boxed actions with their ids.",
    discussion: """
        incident task list --all
      """)

  @OptionGroup var globals: GlobalOptions
  @Flag(help: "The finished ones too.") var all = false

  func run(in session: Session) throws {
    let summary = try session.incident()
    let state = try session.book.incident(summary.id).state
    let people = try session.book.people()
    let now = session.now
    let shown = (state.tasks + state.actions).filter { all || !$0.isDone }
    if session.options.json {
      try session.output.document([
        "incident": .string(summary.ref), "tasks": .array(shown.map { $0.json(people) }),
      ])
      return
    }
    if shown.isEmpty { session.output.message("no open tasks") }
    try session.output.table(
      shown.map { task in
        [
          task.id.shortText, task.isDone ? "done" : "open",
          task.owner.map { people.handle(of: $0) } ?? "-",
          task.due.map { countdown(to: $0, now) } ?? "",
          people.showingMentions(in: task.text)
            + (task.result.map { " -> \(people.showingMentions(in: $0))" } ?? ""),
        ]
      })
  }
}
