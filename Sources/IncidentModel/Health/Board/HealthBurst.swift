/// Gathers changes that come together, so that a region that fails is one entry and not fifty.
package struct HealthBurst: Hashable, Sendable {
  /// Seconds without a change after which a burst is over.
  package static let pause: Int64 = 15
  /// Seconds after which it is written down though it goes on.
  package static let longest: Int64 = 60

  private var changes: [HealthSubject: HealthRowChange] = [:]
  private var first: Instant?
  private var last: Instant?

  package init() {}

  /// Takes changes that were seen at a moment; what went back to where it was is none.
  package mutating func take(_ seen: [HealthRowChange], at now: Instant) {
    guard !seen.isEmpty else { return }
    first = first ?? now
    last = now
    for change in seen {
      var merged = change
      if let known = changes[change.subject] {
        merged.from = known.from
        merged.at = known.to == change.to ? known.at : change.at
      }
      changes[change.subject] = merged.from == merged.to ? nil : merged
    }
  }

  /// When it will be over if nothing more is seen; nil when there is nothing.
  package var due: Instant? {
    guard let first, let last else { return nil }
    return min(last.advanced(bySeconds: Self.pause), first.advanced(bySeconds: Self.longest))
  }

  /// The entries to write when it is over, at most one for the worse and one for the better.
  package mutating func takeEntries(at now: Instant) -> [HealthEntry] {
    guard let due, now >= due else { return [] }
    defer { self = HealthBurst() }
    let all = changes.values.sorted { ($0.at, $0.subject.text) < ($1.at, $1.subject.text) }
    let (worse, better) = (
      all.filter { $0.to.rank > $0.from.rank }, all.filter { $0.to.rank < $0.from.rank }
    )
    return [HealthEntry(worse), HealthEntry(better)].compactMap(\.self)
  }
}

/// A change of health as it is written into a timeline.
package struct HealthEntry: Hashable, Sendable {
  package var change: HealthChange
  /// When it happened: since when the first of what changed is so.
  package var at: Instant
  /// What changed.
  package var subjects: [HealthSubject]

  package var event: Event { .health(change) }

  /// More names than this are counted and not listed.
  private static let named = 5

  /// Makes one entry of changes in one direction; nil of none.
  fileprivate init?(_ changes: [HealthRowChange]) {
    guard let first = changes.first else { return nil }
    subjects = changes.map(\.subject)
    at = first.at
    guard changes.count > 1 else {
      change = HealthChange(
        subject: first.subject.text, from: first.from.rawValue, to: first.to.rawValue,
        text: first.output.isEmpty ? nil : first.output)
      return
    }
    let regions = Set(changes.map(\.subject.region))
    let place = regions.count == 1 ? regions.first.flatMap(\.self).map { " in \($0)" } : nil
    // The way that was gone by the one that it hit most.
    let worst = changes.max { ($0.to.rank, $0.from.rank) < ($1.to.rank, $1.from.rank) } ?? first
    let groups = Dictionary(grouping: changes, by: \.to).sorted { $0.key.rank > $1.key.rank }
    let lists = groups.map { status, members in
      let names = members.prefix(Self.named).map { $0.subject.text(without: place != nil) }
      let more = members.count > Self.named ? " and \(members.count - Self.named) more" : ""
      return "\(status.rawValue): \(names.joined(separator: ", "))\(more)"
    }
    change = HealthChange(
      subject: "\(changes.count) services\(place ?? "")", from: worst.from.rawValue,
      to: worst.to.rawValue, text: lists.joined(separator: "; "))
  }
}

extension HealthSubject {
  fileprivate var region: String? {
    switch self {
    case .capability, .service: nil
    case .region(let name), .cell(_, let name): name
    }
  }

  /// The words for it, without the region when that is said already.
  fileprivate func text(without isPlaceKnown: Bool) -> String {
    if isPlaceKnown, case .cell(let service, _) = self { return service }
    return text
  }
}
