internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Moves the postmortem of an incident on.
struct ReviewMoveCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "move",
    abstract: "Say how far the postmortem of an incident is.",
    discussion: """
      One step at a time; going back needs a reason.

        incident review move in-review --on 2026-12-01 --owner ana
        incident review move reviewed --link https://wiki.example/pm/17
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "How far it is from here on.") var state: ReviewState
  @Option(help: ArgumentHelp("The date of the review: 2026-12-01, or in 3d.", valueName: "date"))
  var on: String?
  @Option(
    help: ArgumentHelp("Who sees to it.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var owner: String?
  @Option(help: ArgumentHelp("Where the document is.", valueName: "url")) var link: String?
  @Option(help: ArgumentHelp("Why.", valueName: "text")) var because: String?

  func run(in session: Session) throws {
    let on = try on.map { try session.date($0) }
    let link = try link.map { try checkedLink($0) }
    try session.perform { writer in
      let owner = try owner.map { try writer.person(handle: $0) }
      return .review(
        ReviewStep(
          to: state, on: on, owner: owner, link: link,
          because: because.map { writer.people.storingMentions(in: $0) }))
    }
  }
}

extension ReviewState: ExpressibleByArgument {
  init?(argument: String) {
    guard let value = named(argument, among: Self.allCases) else { return nil }
    self = value
  }
  static var allValueStrings: [String] { allCases.map(\.rawValue.hyphenated) }
}
