/// The report of a drill for reviewers, in Markdown; the first lines give the result.
///
/// People appear under the labels that the writer gives, such as their roles. Text from outside goes
/// through ``markdown(_:)``.
package struct DrillReportMarkdown {
  private let report: DrillReport
  private let label: (Author) -> String

  private var run: DrillRun { report.run }

  /// Prepares a report.
  ///
  /// - Parameters:
  ///   - report: what the drill has shown.
  ///   - label: what somebody is called, such as `commander`; never a name where roles are wanted.
  package init(_ report: DrillReport, label: @escaping (Author) -> String) {
    self.report = report
    self.label = label
  }

  /// The document, ended with a line end.
  package var text: String {
    [
      head, objectives, checks, measures, milestones, comparison, learning,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var head: String {
    let verdict = report.verdict.words
    var text = "# Drill report: \(markdown(run.plan.title))\n\n"
    text += "**Result: \(verdict).** \(report.score) (of the eight checks below).\n\n"
    for reason in report.reasons { text += "- Because \(reason.words).\n" }
    if !report.reasons.isEmpty { text += "\n" }
    for limit in report.limits { text += "> \(limit)\n" }
    if !report.limits.isEmpty { text += "\n" }
    if let because = run.abortedBecause {
      text += "Aborted before its time: \(said(because)).\n\n"
    }
    text += "| | |\n|---|---|\n"
    for (name, value) in facts { text += "| **\(name)** | \(value) |\n" }
    return text
  }

  private var facts: [(String, String)] {
    let plan = run.plan
    let facts: [(String, String?)] = [
      ("Drill", markdown(run.ref)), ("Service", plan.service.map(markdown)),
      ("Direction", "\(markdown(plan.from)) → \(markdown(plan.to))"),
      ("Topology", plan.topology.words), ("How", run.evidenceClass.words),
      ("Environment", plan.environment.map(markdown)), ("Load", run.load.map(markdown)),
      ("Started", time(run.startedAt)),
      ("Ended", run.endedAt.map(time) ?? (run.isOver ? "aborted" : "goes on")),
      ("Runbook", plan.runbook.map(markdown)),
      ("To be absent", plan.absentRoles?.markdownWords),
      ("Switches beyond the plan", run.extraSwitches.map { "\($0)" } ?? "not counted"),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private var objectives: String {
    guard !report.objectives.isEmpty else {
      return "## Objectives\n\nThe plan sets none, so there is nothing to compare with.\n"
    }
    var text = "## Objectives\n\n"
    text += "| What | Objective | Actual | Result |\n|---|---|---|---|\n"
    for result in report.objectives {
      let caveat = result.caveat.map { " (\($0.words))" } ?? ""
      text += "| \(result.name.words) | \(result.objectiveWords) | \(result.actual.words) "
      text += "| **\(result.outcome.words)**\(caveat) |\n"
    }
    return text
      + "\nThe recovery time ends when the failover is verified (T7), not when it is commanded (T5).\n"
  }

  private var checks: String {
    var text = "## Checks\n\n\(report.score). What was not measured never counts as met.\n\n"
    text += "| Check | Result | Evidence |\n|---|---|---|\n"
    for check in report.checks {
      text += "| \(check.name.words) | **\(check.outcome.words)** | \(markdown(check.evidence)) |\n"
    }
    return text
  }

  private var measures: String {
    var text = "## Actuals\n\nComputed from the milestones below.\n\n"
    text += "| Actual | Value | How | From | To |\n|---|---|---|---|---|\n"
    for measure in report.measures {
      text += "| \(measure.name.words) | \(measure.words) | \(measure.name.formula) "
      text += "| \(measure.start.map(time) ?? "–") | \(measure.end.map(time) ?? "–") |\n"
    }
    return text
  }

  private var milestones: String {
    var text = "## Milestones\n\n| | Milestone | Time (UTC) | Who | |\n|---|---|---|---|---|\n"
    for milestone in DrillMilestone.allCases {
      text += "| \(milestone.label) | \(milestone.words) "
      guard let mark = run.marks[milestone] else {
        text += "| not marked | | |\n"
        continue
      }
      let detector = mark.by.map { "by \($0.words)" }
      let words = [detector, mark.text.map(markdown)].compactMap(\.self).filter { !$0.isEmpty }
      text += "| \(time(mark.at).dropLast(4)) | \(markdown(label(mark.author))) "
      text += "| \(words.joined(separator: ": ")) |\n"
    }
    for violation in report.violations {
      text += "\n**Contradiction:** \(violation.later.label) (\(time(violation.laterAt))) stands "
      text += "before \(violation.earlier.label) (\(time(violation.earlierAt))), "
      text += "which cannot come after it.\n"
    }
    return text
  }

  private var comparison: String {
    let comparison = report.comparison
    var text = "## Earlier drills\n\n"
    if comparison.byAnotherPlan > 0 {
      let runs = comparison.byAnotherPlan == 1 ? "1 run" : "\(comparison.byAnotherPlan) runs"
      text +=
        "The plan has changed: \(runs) by an earlier plan are left out, the series begins anew.\n\n"
    }
    guard !comparison.runs.isEmpty else {
      return text + "There is none to compare with: no run of the same plan, direction and kind.\n"
    }
    text += "Compared with \(comparison.runs.map { markdown($0.ref) }.joined(separator: ", ")).\n\n"
    for regression in comparison.regressions { text += "- **Worse:** \(words(regression)).\n" }
    if !comparison.regressions.isEmpty { text += "\n" }
    text += "| Actual | This | Previous | Best | Median of last 5 | Objective |\n"
    text += "|---|---|---|---|---|---|\n"
    for row in comparison.rows {
      let amounts = [row.previous, row.best, row.medianOfLastFive, row.objective].map { amount in
        amount.map { row.this.isTime ? exactDurationText($0) : recordsText($0) } ?? "–"
      }
      let this = row.this.amount == nil ? "not measured" : row.this.words
      text += "| \(row.name.words) | \(this) | \(amounts.joined(separator: " | ")) |\n"
    }
    return text + "\nThe best run is no promise: the objective is.\n"
  }

  private func words(_ regression: DrillComparison.Regression) -> String {
    switch regression {
    case .slower(let name, let from, let to):
      "\(name.words) was \(exactDurationText(to)), and \(exactDurationText(from)) in the previous drill"
    case .objectiveLost(let name):
      "the objective \"\(name.words)\" was met in the previous drill and is missed now"
    case .verificationDropped(let milestone):
      "\(milestone.label) (\(milestone.words)) was done in the previous drill and is left out now"
    }
  }

  private var learning: String {
    var text = "## What was learnt\n\n"
    let found = run.surprises == 1 ? "1 surprise" : "\(run.surprises) surprises"
    text += "\(found) written down"
    text += run.surprisesPursued.map { "; \($0) became experiments or drills" } ?? ""
    text += ".\n\n"
    text += list("Steps that stand in no runbook", run.unrehearsedSteps)
    return text.trimmingSpaces() + "\n"
  }

  /// A list with its heading; says so when there is nothing in it, or when nobody kept account.
  private func list(_ title: String, _ items: [String]?) -> String {
    guard let items else { return "\(title): nobody has kept account.\n\n" }
    guard !items.isEmpty else { return "\(title): none.\n\n" }
    return "\(title):\n\n" + items.map { "- \(said($0))\n" }.joined() + "\n"
  }
}

/// Text from outside, or words for its absence.
private func said(_ text: String) -> String {
  let text = markdown(text)
  return text.isEmpty ? "no reason given" : text
}

/// A moment as `2026-11-22 14:02 UTC`.
private func time(_ at: Instant) -> String {
  // Years of more than four digits stand in no timeline.
  guard (-62_167_219_200_000...253_402_300_799_999).contains(at.milliseconds) else {
    return "at no date UTC"
  }
  let civil = CivilTime(utc: at)
  return "\(civil.dateText) \(civil.briefTimeText) UTC"
}

extension [RoleName] {
  /// The roles in words as Markdown; nil for none.
  var markdownWords: String? {
    isEmpty ? nil : map { markdown($0.words) }.joined(separator: ", ")
  }
}

extension DrillPlan.Topology {
  package var words: String { key }
}
