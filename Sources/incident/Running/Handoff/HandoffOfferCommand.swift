internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Offers a role.
struct HandoffOfferCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "offer",
    abstract: "Offer a role to somebody, with a brief of how things stand.",
    discussion: """
      Without --role: the one role you hold, else commander.

        incident handoff offer bo
        incident handoff offer cy --role scribe --because 'end of shift'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "To whom.", completion: .custom(CompletionLists.people)) var name: String
  @Option(help: "Which role.") var role: RoleName?
  @OptionGroup var reason: ReasonOption
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    try session.perform(at: moment) { writer in
      let to = try writer.person(handle: name)
      return .offer(
        role, to: to, because: reason.because.map { writer.people.storingMentions(in: $0) })
    }
    let incident = try session.book.incident(session.incident().id)
    let people = try session.book.people()
    guard let brief = incident.state.offers.last?.brief, !session.options.json else { return }
    try session.output.line(
      visible(people.showingMentions(in: brief), multiline: true))
  }
}
