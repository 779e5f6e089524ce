/// When a drill is due, whether what it showed still holds, and when it can be run.
package struct DrillDue: Hashable, Sendable {
  package let due: Due
  /// Whether the plan or the topology is another one than in the last drill that counts.
  package let isStale: Bool
  /// The last drill that counts.
  package let last: DrillRun?
  /// Later drills that do not count, with their verdict.
  package let notCounting: Int
  /// The first moment, when it is due or now, at which the plan lets it be run.
  ///
  /// The due date does not move with it. Nil when there is none within two years.
  package let nextStart: Instant?

  /// Computes when a drill is due.
  ///
  /// - Parameters:
  ///   - plan: as it is now.
  ///   - planDigest: what tells whether the plan is the same one as in a run.
  ///   - created: when it was planned.
  ///   - runs: the runs of this plan and of its earlier versions, in any order.
  ///   - seededAt: when the latest incident happened, or was repaired, that it follows from.
  ///   - topologyChangedAt: when regions or what runs in them last changed; nil when not known.
  ///   - now: the moment of the question.
  package init(
    plan: DrillPlan, planDigest: String, created: Instant, runs: [DrillRun],
    seededAt: Instant? = nil,
    topologyChangedAt: Instant? = nil, now: Instant
  ) {
    let past = runs.sorted { $0.finishedAt < $1.finishedAt }
    let last = past.last { DrillReport.judge($0, now).0.isEvidence }
    self.last = last
    notCounting = past.count { run in last.map { run.finishedAt > $0.finishedAt } ?? true }
    due = Due(
      created: created, lastQualifying: last?.finishedAt, cadenceDays: plan.effectiveCadenceDays,
      seededAt: seededAt, now: now)
    isStale =
      last.map { last in
        last.planDigest != planDigest || topologyChangedAt.map { $0 > last.finishedAt } ?? false
      } ?? false
    nextStart = plan.nextStart(from: max(due.at, now))
  }
}

extension DrillRun {
  /// When it was over, else when it began.
  package var finishedAt: Instant { endedAt ?? startedAt }
}

/// Days and hours at which a drill may be run, in UTC.
package struct DrillWindow: Hashable, Sendable {
  package let hours: OfficeHours

  /// Reads `mon-fri 09:00-16:00`, `tue 09:00-12:00`, with `UTC` after it or without.
  package init?(_ text: String) {
    var words = text.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
    if words.last == "utc" || words.last == "z" { words.removeLast() }
    guard words.count == 2 else { return nil }
    if !words[0].contains("-") { words[0] = "\(words[0])-\(words[0])" }
    guard let hours = OfficeHours(words.joined(separator: " ")) else { return nil }
    self.hours = hours
  }

  /// When it opens and closes on a day that begins at an instant; nil when it does not.
  fileprivate func opening(on midnight: Instant) -> Range<Instant>? {
    let opens = midnight.advanced(bySeconds: Int64(hours.minutes.lowerBound) * 60)
    guard hours.contains(opens, in: .utc) else { return nil }
    return opens..<midnight.advanced(bySeconds: Int64(hours.minutes.upperBound) * 60)
  }
}

extension DrillPlan {
  /// The day that a date names, at its beginning in UTC; nil when there is no such day.
  package static func day(_ text: String) -> Instant? {
    let text = text.trimmingSpaces()
    return text.utf8.count == 10 ? Instant(rfc3339: "\(text)T00:00:00Z") : nil
  }

  /// The first moment at or after an instant that is in a window and on no blocked date, in UTC.
  ///
  /// Without windows any time will do; windows and dates that cannot be read are passed over.
  ///
  /// - Parameter earliest: where to begin.
  /// - Returns: the moment; nil when there is none within two years.
  package func nextStart(from earliest: Instant) -> Instant? {
    // Dates have four digits for their year.
    guard (0...253_402_300_799_000).contains(earliest.milliseconds) else { return nil }
    let blocked = Set((blockedDates ?? []).compactMap(Self.day))
    let windows = (windows ?? []).compactMap { DrillWindow($0) }
    let today = CivilTime(utc: earliest)
    let midnight = CivilTime(year: today.year, month: today.month, day: today.day).utc
    for offset in 0..<Int64(731) {
      let day = midnight.advanced(bySeconds: offset * 86_400)
      if blocked.contains(day) { continue }
      if windows.isEmpty { return max(day, earliest) }
      let starts = windows.compactMap { window -> Instant? in
        guard let opening = window.opening(on: day), earliest < opening.upperBound else {
          return nil
        }
        return max(opening.lowerBound, earliest)
      }
      if let first = starts.min() { return first }
    }
    return nil
  }
}
