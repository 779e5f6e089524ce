package import IncidentModel

/// What the timeline itself last said of health.
package struct Reports: Equatable, Sendable {
  /// The last word on each subject, the worst first.
  package private(set) var health: [Health] = []
  private var lines: [EntryID: TimelineLine] = [:]

  /// The state of a service or region.
  package struct Health: Equatable, Sendable {
    package var id: EntryID
    package var subject: String
    package var status: String
    package var at: Instant
    package var text: String?

    /// From the best to the worst; a word that is not known stands in the middle.
    var rank: Int { HealthStatus(rawValue: status)?.rank ?? HealthStatus.unknown.rank }
  }

  package init() {}

  static let kinds: Set<Kind> = [.health]
  /// How many lines are looked at.
  package static let limit = 100

  /// Takes in lines that are new or have changed; others are passed over.
  package mutating func take(_ changed: some Sequence<TimelineLine>) {
    var isNews = false
    for line in changed {
      let isOurs = line.original.event.kind.map(Self.kinds.contains) ?? false
      guard isOurs || lines[line.id] != nil else { continue }
      lines[line.id] = line
      isNews = true
    }
    if isNews { fold() }
  }

  private mutating func fold() {
    var subjects: [String: Health] = [:]
    let order = lines.values.filter { !$0.isHidden }.sorted {
      $0.entry.position < $1.entry.position
    }
    for line in order {
      let entry = line.entry
      switch entry.event {
      case .health(let change):
        subjects[change.subject] = Health(
          id: entry.id, subject: change.subject, status: change.to, at: entry.happenedAt,
          text: change.text)
      default: break
      }
    }
    health = subjects.values.sorted { ($1.rank, $0.subject) < ($0.rank, $1.subject) }
  }
}
