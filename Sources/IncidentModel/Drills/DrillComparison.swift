/// A drill beside earlier runs of the same drill by the same plan.
package struct DrillComparison: Hashable, Sendable {
  /// One measure in this run and in earlier ones, in seconds or records; nil where not measured.
  package struct Row: Hashable, Sendable {
    package let name: DrillMeasure.Name
    package let this: DrillMeasure
    package let previous: Int64?
    /// The least of all earlier runs.
    package let best: Int64?
    /// Of the last five earlier runs that have it; halfway between the middle two of an even number.
    package let medianOfLastFive: Int64?
    /// What the plan wants at most.
    package let objective: Int64?
    /// Whether it is worse than in the previous run by more than 20 % and more than 30 s.
    package let isWorse: Bool
  }

  /// Something that was better in the previous run.
  package enum Regression: Hashable, Sendable {
    case slower(DrillMeasure.Name, from: Int64, to: Int64)
    /// An objective that was met is missed.
    case objectiveLost(DrillObjectiveResult.Name)
    /// A verification that was done is left out.
    case verificationDropped(DrillMilestone)
  }

  package let rows: [Row]
  package let regressions: [Regression]
  /// The earlier runs that it is compared with, the latest first.
  package let runs: [DrillRun]
  /// Earlier runs of the same drill whose plan was another one; they are no measure for this run.
  package let byAnotherPlan: Int

  /// Compares a run with those before it.
  ///
  /// - Parameters:
  ///   - run: the drill.
  ///   - earlier: other runs; those of another drill, and later ones, are passed over.
  ///   - now: marks after it are no measurements.
  package init(_ run: DrillRun, with earlier: [DrillRun], now: Instant) {
    let same = earlier.filter {
      $0.incident != run.incident && $0.startedAt <= run.startedAt && run.isSameDrill(as: $0)
        && run.hasHappened
    }
    let comparable = same.filter { $0.planDigest == run.planDigest }
      .sorted { ($0.startedAt, $0.incident) > ($1.startedAt, $1.incident) }
    runs = comparable
    byAnotherPlan = same.count - comparable.count
    let rows = run.measures(at: now).map { measure in
      let amounts = comparable.map { DrillMeasure(measure.name, of: $0, now: now).amount }
      return Row(measure, amounts, objective: run.plan.objectives.amount(for: measure.name))
    }
    self.rows = rows
    regressions = comparable.first.map { Self.regressions(run, $0, rows, now) } ?? []
  }

  private static func regressions(
    _ run: DrillRun, _ previous: DrillRun, _ rows: [Row], _ now: Instant
  ) -> [Regression] {
    let slower = rows.compactMap { row -> Regression? in
      guard row.isWorse, let from = row.previous, let to = row.this.amount else { return nil }
      return .slower(row.name, from: from, to: to)
    }
    let before = previous.objectiveResults(at: now).filter { $0.outcome == .met }.map(\.name)
    let lost = run.objectiveResults(at: now).filter {
      $0.outcome == .missed && before.contains($0.name)
    }
    // What is still to come is not left out.
    let verified: [DrillMilestone] =
      run.isOver ? [.verified, .stateVerified, .failbackVerified] : []
    let dropped = verified.filter { previous.marks[$0] != nil && run.marks[$0] == nil }
    return dropped.map(Regression.verificationDropped)
      + lost.map { .objectiveLost($0.name) } + slower
  }
}

extension DrillComparison.Row {
  /// Compares one measure.
  ///
  /// - Parameters:
  ///   - this: of this run.
  ///   - earlier: of the runs before it, the latest first.
  ///   - objective: what is wanted at most.
  fileprivate init(_ this: DrillMeasure, _ earlier: [Int64?], objective: Int64?) {
    name = this.name
    self.this = this
    self.objective = objective
    previous = earlier.first ?? nil
    let measured = earlier.compactMap(\.self)
    best = measured.min()
    medianOfLastFive = median(Array(measured.prefix(5)))
    isWorse =
      if this.isTime, let amount = this.amount, let previous {
        isClearlyWorse(amount, than: previous)
      } else {
        false
      }
  }
}

extension DrillPlan.Objectives {
  /// What is wanted of a measure at most; nil when nothing is, or of another measure.
  fileprivate func amount(for measure: DrillMeasure.Name) -> Int64? {
    all.first { $0.name.measure(rtoStart) == measure }?.amount
  }
}

/// Whether a time is longer by more than a fifth and by more than 30 seconds.
private func isClearlyWorse(_ this: Int64, than previous: Int64) -> Bool {
  let (longer, isOver) = this.subtractingReportingOverflow(previous)
  guard !isOver, longer > 30 else { return false }
  let (fivefold, isFar) = longer.multipliedReportingOverflow(by: 5)
  return isFar || fivefold > previous
}

/// The middle of some numbers, halfway between the middle two of an even number of them.
private func median(_ values: [Int64]) -> Int64? {
  let sorted = values.sorted()
  guard let last = sorted.indices.last else { return nil }
  let (lower, upper) = (sorted[last / 2], sorted[(last + 1) / 2])
  return lower + (upper - lower) / 2
}
