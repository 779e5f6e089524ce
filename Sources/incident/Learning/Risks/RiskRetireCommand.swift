internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Takes a risk off the register.
struct RiskRetireCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "retire",
    abstract: "Take a risk off the register; what was known of it stays in the record.",
    discussion: """
        incident risk retire RISK-7k3f --because 'the region is given up'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which risk.", valueName: "id"),
    completion: .custom(CompletionLists.risks))
  var id: String
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String

  func run(in session: Session) throws {
    let known = try session.risk(id)
    try session.change { writer in
      .retireRisk(known.id, because: writer.people.storingMentions(in: because))
    }
    try session.confirm(.risk, known.id, "is retired")
  }
}
