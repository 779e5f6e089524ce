internal import IncidentModel
internal import Logbook
internal import Runbooks

/// What a shell offers for an argument, read from the logbook that would be used.
enum CompletionLists {
  @Sendable static func refs(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    var filter = IncidentFilter()
    filter.scope = .all
    // A shell has no place to show an error in: it offers nothing.
    return (try? book(words)?.incidents(filter).map(\.ref)) ?? []
  }

  @Sendable static func people(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let known = (try? book(words)?.people().handles) ?? []
    let configured = configuration(words)?.people.map(\.handle) ?? []
    return known
      + configured.filter { handle in
        !known.contains { $0.lowercased() == handle.lowercased() }
      }
  }

  @Sendable static func experiments(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    register(words).experiments.map { "\($0.name)" }
  }

  @Sendable static func drills(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    register(words).drills.map { "\($0.name)" }
  }

  @Sendable static func risks(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    register(words).risks.map { "\($0.name)" }
  }

  private static func register(_ words: [String]) -> Register {
    (try? book(words)?.register()) ?? Register()
  }

  @Sendable static func services(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    configuration(words)?.services.map(\.name) ?? []
  }

  @Sendable static func regions(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    configuration(words)?.regions.map(\.name) ?? []
  }

  @Sendable static func slos(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    configuration(words)?.slos.map(\.name) ?? []
  }

  @Sendable static func runbooks(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let file = ConfigurationFile.find(given: value(of: "--config", in: words))
    let configuration = (try? file?.read()) ?? Configuration()
    return RunbookShelf(configuration, file: file).library().items.map(\.name)
  }

  private static func configuration(_ words: [String]) -> Configuration? {
    try? ConfigurationFile.find(given: value(of: "--config", in: words))?.read()
  }

  /// What stands behind an option on the line that is being completed.
  private static func value(of option: String, in words: [String]) -> String? {
    words.firstIndex(of: option).flatMap { $0 + 1 < words.count ? words[$0 + 1] : nil }
  }

  private static func book(_ words: [String]) -> Logbook? {
    let path = GlobalOptions.logbookPath(given: value(of: "--logbook", in: words))
    guard fileExists(path) else { return nil }
    return try? Logbook(path: path, access: .readOnly, now: Session.clock, random: { 0 })
  }
}
