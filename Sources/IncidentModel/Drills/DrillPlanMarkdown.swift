/// The plan of a drill as a card that somebody can follow who has never seen it.
package struct DrillPlanMarkdown {
  private let plan: DrillPlan
  private let label: (Author) -> String

  /// Prepares a card.
  ///
  /// - Parameters:
  ///   - plan: what is to be done.
  ///   - label: what somebody is called, such as `commander`; never a name where roles are wanted.
  package init(_ plan: DrillPlan, label: @escaping (Author) -> String) {
    self.plan = plan
    self.label = label
  }

  /// The document, ended with a line end.
  package var text: String {
    let sections = [
      head, objectives,
      list("Before", plan.preChecks, "All of it has to hold, else the drill is put off.", "[ ] "),
      list("Safety rules", plan.safetyRules, "They hold all the time."),
      list(
        "Stop now", plan.stopNow, "As soon as one of these holds, abort and bring traffic back."),
      steps(.activate, "Fail over"), steps(.deactivate, "Keep the source out"),
      list(
        "Verified when", plan.verification,
        "Only then is the failover verified (T7), and only there does the recovery time end.",
        "[ ] "),
      failback, steps(.postRecovery, plan.needsFailback ? "Go back" : "Afterwards"), milestones,
    ]
    return sections.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// How a step is done: by the runbook where there is one, which knows better than the plan.
  private func how(_ step: DrillPlan.Step) -> String {
    if plan.runbook != nil { return "runbook" }
    return step.isManual ? "by hand" : "by itself"
  }

  private var head: String {
    let what = plan.service.map(markdown) ?? "all traffic"
    var text = "# Drill plan: \(markdown(plan.title))\n\n"
    text += "**\(what) leaves \(markdown(plan.from)) for \(markdown(plan.to))"
    text += plan.needsFailback ? ", and goes back" : ""
    text += ".** "
    if plan.isTableTop == true {
      text += "It is only talked through: nothing is changed, and nothing is proven.\n\n"
    } else if plan.isGraceful {
      text += "The source stays well meanwhile, so it proves nothing about lost writes (RPO).\n\n"
    } else {
      text += "The source is made to fail.\n\n"
    }
    if !plan.problems.isEmpty {
      text +=
        "> **Not ready:** \(plan.problems.map { markdown($0.words) }.joined(separator: "; ")).\n\n"
    }
    text += "| | |\n|---|---|\n"
    for (name, value) in facts { text += "| **\(name)** | \(value) |\n" }
    return text
  }

  private var facts: [(String, String)] {
    let facts: [(String, String?)] = [
      ("Topology", plan.topology.words), ("Environment", plan.environment.map(markdown)),
      ("Runbook", plan.runbook.map(markdown)),
      ("Owner", plan.owner.map { markdown(label(.person($0))) }),
      ("Not to be asked", plan.absentRoles?.markdownWords),
      ("When (UTC)", joined(plan.windows)), ("Not on", joined(plan.blockedDates)),
      ("Every", "\(plan.effectiveCadenceDays) days"),
    ]
    return facts.compactMap { name, value in value.map { (name, $0) } }
  }

  private func joined(_ texts: [String]?) -> String? {
    guard let texts, !texts.isEmpty else { return nil }
    return texts.map(markdown).joined(separator: ", ")
  }

  private var objectives: String {
    let all = plan.objectives.all
    guard !all.isEmpty else {
      return "## Objectives\n\nNone is set: the drill cannot be judged.\n"
    }
    var text = "## Objectives\n\n| What | At most | Measured as |\n|---|---|---|\n"
    for (name, amount) in all {
      let measure = name.measure(plan.objectives.rtoStart)
      let limit = name == .rpoRecords ? recordsText(amount) : exactDurationText(amount)
      text += "| \(name.words) | \(limit) | \(measure.words): \(measure.formula) |\n"
    }
    return text
  }

  private func list(
    _ title: String, _ items: [String]?, _ lead: String, _ mark: String = ""
  ) -> String {
    guard let items, !items.isEmpty else { return "" }
    return "## \(title)\n\n\(lead)\n\n" + items.map { "- \(mark)\(markdown($0))\n" }.joined()
  }

  private func steps(_ phase: DrillPlan.Phase, _ title: String) -> String {
    let steps = (plan.steps ?? []).filter { $0.phase == phase }
    guard !steps.isEmpty else { return "" }
    var text = "## \(title)\n\n"
    for (index, step) in steps.enumerated() {
      let expected = step.expectedSeconds.map { ", about \(exactDurationText($0))" } ?? ""
      text += "\(index + 1). \(markdown(step.text)) "
      text += "(\(how(step))\(expected))\n"
    }
    return text
  }

  private var failback: String {
    guard plan.needsFailback else {
      return "## Before traffic goes back\n\nThe drill is over without a failback.\n"
    }
    let lead = "The gate: all of it is verified (T9) before the way back is commanded (T10)."
    let gate = list("Before traffic goes back", plan.failbackGate, lead, "[ ] ")
    return gate.isEmpty
      ? "## Before traffic goes back\n\n\(lead) The plan does not say what has to hold.\n" : gate
  }

  private var milestones: String {
    var text = "## What is marked\n\n| | Milestone | Mark it with |\n|---|---|---|\n"
    for milestone in DrillMilestone.allCases {
      text += "| \(milestone.label) | \(milestone.words) "
      text += "| `incident drill mark \(milestone.rawValue.hyphenated)` |\n"
    }
    return text
  }
}
