internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes down a surprise.
struct SurpriseAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Write down what was expected and what was found. (default)",
    discussion: """
      The best source of what to learn. Write it while it is fresh; explain it later.

        incident surprise --expected 'failover < 60 s' --found '9 min'
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("The system as imagined.", valueName: "text"))
  var expected: String
  @Option(help: ArgumentHelp("The system as found.", valueName: "text"))
  var found: String
  @Option(help: ArgumentHelp("How it was noticed.", valueName: "text"))
  var cue: String?
  @Option(
    help: ArgumentHelp("A service it is about; may be given again.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: [String] = []
  @Option(
    help: ArgumentHelp("A region it is about; may be given again.", valueName: "name"),
    completion: .custom(CompletionLists.regions))
  var region: [String] = []
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    session.pointOutSlips(services: service, regions: region)
    try session.perform(at: moment) { writer in
      let people = writer.people
      let stored = { (text: String) in people.storingMentions(in: text) }
      return .log(
        .surprise(
          Surprise(
            expected: stored(expected), found: stored(found), cue: cue.map(stored),
            services: service.isEmpty ? nil : service, regions: region.isEmpty ? nil : region)))
    }
  }
}
