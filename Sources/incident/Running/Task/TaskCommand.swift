internal import ArgumentParser

/// Tasks: who does what until when.
struct TaskCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract: "Hand out tasks and finish them.",
    discussion: """
        incident task add check the replica lag --owner cy --due 10m
        incident task done 7k3f --result 'lag is 4 s'
      """,
    subcommands: [TaskListCommand.self, TaskAddCommand.self, TaskDoneCommand.self],
    defaultSubcommand: TaskListCommand.self)
}
