internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Changes the plan of a drill.
struct DrillEditCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "edit",
    abstract: "Change the plan of a drill in your editor, or from a file.",
    discussion: """
      The text is YAML. A plan whose steps change begins a new series: its runs are not compared with \
      those before.

        incident drill edit FD-7k3f
        incident drill edit FD-7k3f --print > plan.yaml
        incident drill edit FD-7k3f --file plan.yaml
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which drill.", valueName: "id"),
    completion: .custom(CompletionLists.drills))
  var id: String
  @OptionGroup var form: FormOptions

  func run(in session: Session) throws {
    let planned = try session.drill(id)
    let text = planned.plan.yaml(people: try session.book.people())
    if form.print { return try session.output.write(text) }
    let read = try session.edited(text, from: form.file) { node in
      try PeopleReading(node) { node, person in try DrillPlan(reading: node, person: person) }
    }
    guard let read else { return session.output.message("nothing was changed") }
    var changed = planned.plan
    try session.change { writer in
      changed = try read.value(&writer)
      return .editPlan(planned.id, changed)
    }
    try session.confirm(.drill, planned.id, changed.title)
    for problem in changed.problems {
      session.output.message("incident: \(visible(problem.words))")
    }
  }
}
