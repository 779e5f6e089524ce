internal import ArgumentParser
internal import IncidentModel
internal import Runbooks

/// Prints the runbooks.
struct RunbookListCommand: RunbookDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print the runbooks, and when each was last walked, by incident or drill.",
    discussion: """
      With words only those that hold all of them, in their name, title, alerts or text. \
      --alert and --service ask which one they lead to.

        incident runbook list
        incident runbook list replication lag
        incident runbook list --alert RegionCritical
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(
    help: ArgumentHelp("Only the one that an alert of that name leads to.", valueName: "name"))
  var alert: String?
  @Option(
    help: ArgumentHelp("Only those for a service.", valueName: "name"),
    completion: .custom(CompletionLists.services))
  var service: String?
  @Flag(help: "Only those that nobody has walked for long, or whose review is late.") var stale =
    false
  @Argument(help: ArgumentHelp("Words to look for.", valueName: "word")) var words: [String] = []

  func run(at desk: RunbookDesk) throws {
    let now = Session.clock()
    let exercises = try desk.exercises()
    let rows = found(in: desk).map { item in
      (item, RunbookFreshness(item.front, exercises[item.name], now: now))
    }.filter { !stale || $0.1.isStale || $0.1.reviewLateDays != nil }
    if globals.json {
      try desk.output.document(["runbooks": .array(rows.map(Self.json))])
      return
    }
    for file in desk.library.unreadable {
      let messages = ErrorMessages(path: "")
      desk.output.message("incident: \(visible(file.path)): \(messages.reason(file.failure))")
    }
    if let distrusted = desk.shelf.distrusted {
      let refusal = RunbookRefusal.untrusted(distrusted.path, distrusted.1)
      desk.output.message("incident: \(ErrorMessages(path: "").complaint(refusal).text)")
    }
    guard !rows.isEmpty else {
      if desk.library.items.isEmpty {
        throw RunbookRefusal.noFolder(configuration: desk.health.file?.path)
      }
      desk.output.message("no runbook is meant by that; `incident runbook list` shows all")
      return
    }
    try desk.output.table(
      rows.map { item, fresh in
        [
          item.name, "\(item.steps) steps", item.front.owner ?? "no owner", fresh.text,
          [fresh.warning, item.problems > 0 ? "\(item.problems) problems" : nil].compactMap(\.self)
            .joined(separator: ", "), item.title,
        ]
      })
  }

  private func found(in desk: RunbookDesk) -> [RunbookLibrary.Item] {
    if let alert {
      return [desk.library.match(alert: alert, labels: [:])?.item].compactMap(\.self)
    }
    var items =
      words.isEmpty
      ? desk.library.items : desk.library.items(containing: words.joined(separator: " "))
    if let service {
      let named = desk.health.configuration.services.first { $0.name == service }?.runbook
      let linked = named.flatMap { desk.library.match(link: $0)?.item }
      let own = desk.library.items(forService: service)
      items = items.filter { $0 == linked || own.contains($0) }
    }
    return items
  }

  private static func json(_ item: RunbookLibrary.Item, _ fresh: RunbookFreshness) -> JSON {
    .object([
      "name": .string(item.name), "title": .string(item.title), "path": .string(item.path),
      "owner": .optional(item.front.owner), "reviewed": .optional(item.front.reviewed),
      "reviewLateDays": .optional(fresh.reviewLateDays.map(Int64.init)),
      "alerts": .list(item.front.alerts), "services": .list(item.front.services),
      "steps": .count(item.steps), "problems": .count(item.problems),
      "lastExercised": .time(fresh.exercise?.at),
      "lastExercisedIn": .optional(fresh.exercise?.ref),
      "lastExercisedMode": .optional(fresh.exercise?.mode.rawValue),
      "isStale": .bool(fresh.isStale),
    ])
  }
}
