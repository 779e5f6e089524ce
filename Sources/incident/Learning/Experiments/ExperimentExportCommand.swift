internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes an experiment for another tool.
struct ExperimentExportCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write an experiment for the Chaos Toolkit, or as a card to be read.",
    discussion: """
      A draft carries a guard: `chaos validate` passes, and `chaos run` does nothing to the system.

        incident experiment export EXP-7k3f -o experiment.json
        chaos --no-version-check --no-log-file validate experiment.json
        incident experiment export EXP-7k3f --format markdown
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which experiment.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var id: String
  @Option(
    help: "The format: \(ExperimentExporters.all.map(\.name).joined(separator: " or ")).",
    completion: .list(ExperimentExporters.all.map(\.name)))
  var format = "chaostoolkit"
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func validate() throws {
    guard ExperimentExporters.named(format) == nil else { return }
    throw ValidationError(
      "There is no format '\(format)'; use \(words(ExperimentExporters.all.map(\.name))).")
  }

  func run(in session: Session) throws {
    guard let exporter = ExperimentExporters.named(format) else { return }
    let planned = try session.experiment(id)
    var context = ExperimentExportContext(experiment: "\(planned.name)", state: planned.state)
    context.incidents = try session.refs(of: planned.experiment.seeds)
    context.surprises = (planned.experiment.seeds ?? []).compactMap(\.surprise?.shortText)
    context.runs = planned.runs.map(\.value)
    context.ownerRole = planned.experiment.owner.map { session.role(of: $0) }
    context.mark = ["incident", "drill", "mark", "--wait", "--", "{step}"]
    let people = try session.book.people()
    context.wording = { people.replacingPeople(in: $0) }
    let problems = planned.experiment.problems
    if !problems.isEmpty {
      session.output.message(
        "incident: \(planned.name) has \(problems.count) problems, which `incident experiment show` lists"
      )
    }
    let text = exporter.render(planned.experiment, context)
    guard let output, output != "-" else { return try session.output.write(text) }
    try writeFile(text, to: output)
    session.output.message("wrote \(visible(output))")
  }
}

extension Session {
  /// What a person is called in a document that others read: what the configuration says they do.
  func role(of person: PersonID) -> String {
    guard let handle = try? book.people().handle(of: person),
      let role = configuration.member(handle: handle)?.roles.first
    else { return "the owner" }
    return role.words
  }
}

extension People {
  /// Free text in which nobody is named: `@name` of somebody known, however it is stored.
  func replacingPeople(in text: String) -> String {
    let shown = showingMentions(in: storingMentions(in: text), as: { _ in "somebody" })
    return shown.replacing("@somebody", with: "somebody")
  }
}
