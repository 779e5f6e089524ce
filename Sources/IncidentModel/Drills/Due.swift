/// When something that has to be done again and again is due.
///
/// Of drills and of experiments alike. Only what counts as evidence moves it: a table-top, a dry run,
/// one that did not happen and one that showed nothing leave it as it was.
package struct Due: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    /// Never done, and its first time is not yet over.
    case never
    case ok
    /// In the last fifth of the interval.
    case dueSoon
    case overdue

    package var words: String {
      switch self {
      case .never: "never run"
      case .ok: "up to date"
      case .dueSoon: "due soon"
      case .overdue: "overdue"
      }
    }
  }

  /// What the date follows from.
  package enum Reason: Hashable, Sendable {
    /// So many days after the last time.
    case cadence(days: Int)
    /// So many days after it was created, as it was never done.
    case neverRun(days: Int)
    /// So many days after the incident that it follows from, or after its repair.
    case seeded(days: Int)
  }

  package let state: State
  package let at: Instant
  package let reason: Reason
  /// When it was last done in a way that counts.
  package let lastQualifying: Instant?

  /// Days after an incident within which what it seeded has to be tried.
  package static let seededDays = 14
  /// Days that something new has until its first time.
  package static let graceDays = 14
  /// More is no cadence.
  package static let longestDays = 36_525

  /// Computes when something is due.
  ///
  /// - Parameters:
  ///   - created: when it was planned.
  ///   - lastQualifying: when it was last done in a way that counts; nil for never.
  ///   - cadenceDays: the days from one time to the next, 1 to ``longestDays``; others are taken
  ///     for the nearest of these.
  ///   - seededAt: when the latest incident happened, or was repaired, that it follows from.
  ///   - now: the moment of the question.
  package init(
    created: Instant, lastQualifying: Instant?, cadenceDays: Int, seededAt: Instant?, now: Instant
  ) {
    let cadence = min(max(cadenceDays, 1), Self.longestDays)
    let grace = min(cadence, Self.graceDays)
    var (from, reason): (Instant, Reason) =
      lastQualifying.map { ($0, .cadence(days: cadence)) } ?? (created, .neverRun(days: grace))
    var at = from.later(byDays: lastQualifying == nil ? grace : cadence)
    // What was done since the incident has answered it.
    if let seededAt, lastQualifying.map({ $0 < seededAt }) ?? true {
      let seeded = seededAt.later(byDays: Self.seededDays)
      if seeded < at { (from, at, reason) = (seededAt, seeded, .seeded(days: Self.seededDays)) }
    }
    self.at = at
    self.reason = reason
    self.lastQualifying = lastQualifying
    let left = at.clampedSeconds(since: now)
    state =
      if now >= at { .overdue } else if lastQualifying == nil { .never } else {
        left <= at.clampedSeconds(since: from) / 5 ? .dueSoon : .ok
      }
  }
}

extension Instant {
  /// So many days later, or the last instant there is a date for.
  fileprivate func later(byDays days: Int) -> Instant {
    let (sum, isOver) = milliseconds.addingReportingOverflow(Int64(days) * 86_400_000)
    return Instant(milliseconds: isOver ? .max : sum)
  }
}

extension DrillPlan {
  /// Days from one drill to the next: what the plan says, else what its topology asks for.
  ///
  /// Active-active is easy to try and easy to break; backups and absent people take preparation.
  package var effectiveCadenceDays: Int {
    if let cadenceDays { return cadenceDays }
    if absentRoles?.isEmpty == false { return 180 }
    switch topology {
    case .activeActive: return 30
    case .activePassive: return 90
    case .backupRestore: return 180
    }
  }
}

extension Experiment {
  /// Days from one run of an experiment to the next, unless it says otherwise.
  package static let usualCadenceDays = 90
}
