/// What is measured in a drill, computed and never stored, always with both endpoints.
///
/// An actual, never an objective. What was not measured has no value, and never the value zero.
package struct DrillMeasure: Hashable, Sendable {
  package enum Name: String, CaseIterable, Hashable, Sendable {
    /// T2 - T0.
    case detect
    /// T3 - T2.
    case mobilise
    /// T4 - T3.
    case decide
    /// T6 - T5.
    case execute
    /// T6 - T1.
    case userOutage
    /// T7 - T0: recovery ends when it is verified, not when the switch is commanded.
    case recoveryFromInjection
    /// T7 - T4.
    case recoveryFromDecision
    /// T11 - T7: the time on one region.
    case exposure
    /// T11 - T10.
    case failback
    /// Seconds of writes that were missing at the target.
    case recoveryPoint
    /// Records that were missing at the target.
    case recoveryPointRecords

    /// From which milestone to which; nil for what is counted and not timed.
    package var endpoints: (from: DrillMilestone, to: DrillMilestone)? {
      switch self {
      case .detect: (.injected, .detected)
      case .mobilise: (.detected, .leadAssigned)
      case .decide: (.leadAssigned, .decided)
      case .execute: (.switched, .firstGood)
      case .userOutage: (.impactSeen, .firstGood)
      case .recoveryFromInjection: (.injected, .verified)
      case .recoveryFromDecision: (.decided, .verified)
      case .exposure: (.verified, .failbackVerified)
      case .failback: (.failbackStarted, .failbackVerified)
      case .recoveryPoint, .recoveryPointRecords: nil
      }
    }

    package var words: String {
      switch self {
      case .detect: "time to detect"
      case .mobilise: "time to mobilise"
      case .decide: "time to decide"
      case .execute: "time to execute"
      case .userOutage: "outage for users"
      case .recoveryFromInjection: "recovery time from the fault"
      case .recoveryFromDecision: "recovery time from the decision"
      case .exposure: "time on one region"
      case .failback: "time to fail back"
      case .recoveryPoint: "writes lost, in time"
      case .recoveryPointRecords: "writes lost, in records"
      }
    }

    /// How it is computed, such as `T7 - T0`.
    package var formula: String {
      if let (from, to) = endpoints { return "\(to.label) - \(from.label)" }
      return self == .recoveryPoint
        ? "age of the last write at the target at T0"
        : "written at the source - found at the target"
    }
  }

  /// What can be said of it.
  package enum Value: Hashable, Sendable {
    /// Whole seconds, 0 or more.
    case seconds(Int64)
    /// Records, 0 or more.
    case records(Int)
    case missing([DrillMilestone])
    case endBeforeStart
    case inTheFuture(DrillMilestone)
    /// Nobody has counted, or what was counted is less than nothing.
    case notCounted
  }

  package let name: Name
  package let start: Instant?
  package let end: Instant?
  package let value: Value

  /// Measures a run.
  ///
  /// - Parameters:
  ///   - name: what is measured.
  ///   - run: the drill.
  ///   - now: a mark more than a minute after it is no measurement.
  package init(_ name: Name, of run: DrillRun, now: Instant) {
    self.name = name
    guard let (from, to) = name.endpoints else {
      (start, end) = (nil, nil)
      value = Self.loss(name, run)
      return
    }
    start = run.marks[from]?.at
    end = run.marks[to]?.at
    guard let start, let end else {
      value = .missing([from, to].filter { run.marks[$0] == nil })
      return
    }
    if let future = [(from, start), (to, end)].first(where: { $0.1.clampedSeconds(since: now) > 60 }
    ) {
      value = .inTheFuture(future.0)
    } else if end < start {
      value = .endBeforeStart
    } else {
      // A second that has begun counts: an objective is not met by cutting off the rest of it.
      let whole = end.clampedSeconds(since: start)
      value = .seconds(start.advanced(bySeconds: whole) < end ? whole + 1 : whole)
    }
  }

  private static func loss(_ name: Name, _ run: DrillRun) -> Value {
    if name == .recoveryPoint {
      return run.lostSeconds.flatMap { $0 >= 0 ? .seconds($0) : nil } ?? .notCounted
    }
    return run.lostRecords.flatMap { $0 >= 0 ? .records($0) : nil } ?? .notCounted
  }

  /// The measured seconds or records; nil when it was not measured.
  package var amount: Int64? {
    switch value {
    case .seconds(let seconds): seconds
    case .records(let count): Int64(count)
    case .missing, .endBeforeStart, .inTheFuture, .notCounted: nil
    }
  }

  /// Whether the amount counts seconds, and not records.
  package var isTime: Bool { name != .recoveryPointRecords }

  /// The value in words, or why there is none.
  package var words: String {
    switch value {
    case .seconds(let seconds): exactDurationText(seconds)
    case .records(let count): recordsText(Int64(count))
    case .missing(let milestones):
      "not measured: no \(milestones.map { "\($0.label) (\($0.words))" }.joined(separator: ", no "))"
    case .endBeforeStart: "not measured: it ends before it starts"
    case .inTheFuture(let milestone): "not measured: \(milestone.label) is in the future"
    case .notCounted: "not measured: nobody has counted"
    }
  }
}

extension DrillRun {
  /// Every measure, in the order of the names.
  package func measures(at now: Instant) -> [DrillMeasure] {
    DrillMeasure.Name.allCases.map { DrillMeasure($0, of: self, now: now) }
  }
}

/// A span in words to the second, such as `1h 5s`: what misses an objective by little shows it.
func exactDurationText(_ seconds: Int64) -> String {
  let all = seconds.magnitude
  let parts = [(all / 86_400, "d"), (all / 3600 % 24, "h"), (all / 60 % 60, "m"), (all % 60, "s")]
  let text = parts.filter { $0.0 > 0 }.map { "\($0.0)\($0.1)" }.joined(separator: " ")
  return text.isEmpty ? "0s" : (seconds < 0 ? "-" : "") + text
}

/// A number of records in words.
func recordsText(_ count: Int64) -> String { count == 1 ? "1 record" : "\(count) records" }

extension Instant {
  /// Whole seconds from `earlier`, rounded down; at the ends of the range instead of past them.
  func clampedSeconds(since earlier: Instant) -> Int64 {
    let (difference, isOver) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    guard !isOver else { return (milliseconds < earlier.milliseconds ? .min : .max) / 1000 }
    return difference.floored(by: 1000)
  }
}
