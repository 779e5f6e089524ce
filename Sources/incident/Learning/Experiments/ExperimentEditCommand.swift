internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Changes an experiment.
struct ExperimentEditCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change an experiment in your editor, or from a file.",
    discussion: """
      The text is YAML. What cannot be read is said by line, and nothing is written then. One that no \
      longer has all it needs is a draft again.

        incident experiment edit EXP-7k3f
        incident experiment edit EXP-7k3f --print > experiment.yaml
        incident experiment edit EXP-7k3f --file experiment.yaml
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which experiment.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var id: String
  @OptionGroup var form: FormOptions

  func run(in session: Session) throws {
    let planned = try session.experiment(id)
    let text = planned.experiment.yaml(people: try session.book.people())
    if form.print { return try session.output.write(text) }
    let read = try session.edited(text, from: form.file) { node in
      try PeopleReading(node) { node, person in
        try Experiment(reading: node, keeping: planned.experiment, person: person)
      }
    }
    guard let read else { return session.output.message("nothing was changed") }
    var changed = planned.experiment
    try session.change { writer in
      changed = try read.value(&writer)
      return .edit(planned.id, changed)
    }
    let lacks = changed.missing.map(\.words) + changed.problems.map(\.words)
    try session.confirm(
      .experiment, planned.id,
      lacks.isEmpty ? "has all it needs" : "still needs \(lacks.joined(separator: "; "))")
  }
}
