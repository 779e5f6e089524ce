internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Adds a follow-up.
struct FollowupAddCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Note something to do after the incident; begin with a verb.",
    discussion: """
        incident followup add lower the DNS TTL --type prevent --due 2026-12-01
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var what: TextArgument
  @Option(help: "What it is good for.") var type: Followup.Sort?
  @Option(
    help: ArgumentHelp("Who does it.", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var owner: String?
  @Option(help: ArgumentHelp("Until when: 2026-12-01, or in 14d.", valueName: "date"))
  var due: String?
  @Option(help: ArgumentHelp("Where it is tracked.", valueName: "url")) var link: String?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let due = try due.map { try session.date($0) }
    let link = try link.map { try checkedLink($0) }
    try session.perform(at: moment) { writer in
      let owner = try owner.map { try writer.person(handle: $0) }
      return .log(
        .followup(
          Followup(
            text: writer.people.storingMentions(in: what.text), type: type, owner: owner, due: due,
            link: link)))
    }
  }
}

extension Session {
  /// A date as it is stored, from `2026-12-01` or a number of days from today.
  func date(_ text: String) throws -> String {
    if let seconds = try? parseDuration(text) {
      return zone.civil(now.advanced(bySeconds: seconds)).dateText
    }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    guard text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil, parts.count == 3,
      CivilTime(year: parts[0], month: parts[1], day: parts[2]).isValid
    else { throw Failure.notADate(text) }
    return text
  }
}

/// A link that can be followed: http or https, with a host and without spaces.
func checkedLink(_ text: String) throws -> String {
  guard text.wholeMatch(of: /https?:\/\/[^\s\/]\S*/.ignoresCase()) != nil else {
    throw Failure.notALink(text)
  }
  return text
}
