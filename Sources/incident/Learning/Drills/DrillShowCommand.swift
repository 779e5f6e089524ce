internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the plan of a drill.
struct DrillShowCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print the plan of a drill as a card to work from.",
    discussion: """
        incident drill show FD-7k3f
        incident drill show FD-7k3f -o drill.md
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which drill.", valueName: "id"),
    completion: .custom(CompletionLists.drills))
  var id: String
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Where to; else standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  func run(in session: Session) throws {
    let planned = try session.drill(id)
    if session.options.json {
      let people = try session.book.people()
      let runs = try session.book.drillRuns().filter { $0.planID == planned.id }
      return try session.output.document([
        "drill": planned.json(people, runs: runs, now: session.now)
      ])
    }
    let cast = session.castOfAll(try session.book.people())
    let card = DrillPlanMarkdown(planned.plan.worded { cast.text($0) }) { author in
      author.person.map { session.role(of: $0) } ?? "the system"
    }
    guard let output, output != "-" else { return try session.output.write(card.text) }
    try writeFile(card.text, to: output)
    session.output.message("wrote \(visible(output))")
  }
}
