internal import IncidentModel
internal import Logbook

/// What a shell offers for an argument, read from the logbook that would be used.
enum CompletionLists {
  @Sendable static func refs(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    var filter = IncidentFilter()
    filter.scope = .all
    // A shell has no place to show an error in: it offers nothing.
    return (try? book(words)?.incidents(filter).map(\.ref)) ?? []
  }

  @Sendable static func people(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    (try? book(words)?.people().handles) ?? []
  }

  private static func book(_ words: [String]) -> Logbook? {
    let given = words.firstIndex(of: "--logbook").flatMap {
      $0 + 1 < words.count ? words[$0 + 1] : nil
    }
    let path = GlobalOptions.logbookPath(given: given)
    guard fileExists(path) else { return nil }
    return try? Logbook(path: path, access: .readOnly, now: Session.clock, random: { 0 })
  }
}
