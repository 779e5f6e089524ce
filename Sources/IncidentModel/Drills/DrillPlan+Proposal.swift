extension DrillPlan {
  /// A plan to begin with: what is usual for its topology, and the steps of a runbook.
  ///
  /// - Parameters:
  ///   - from: the region that traffic leaves.
  ///   - to: the region that traffic goes to.
  ///   - topology: how the two stand to each other.
  ///   - service: whose traffic it is; nil for all of it.
  ///   - isGraceful: whether the source stays well.
  ///   - objectives: none unless given; a promise is not for a program to make up.
  ///   - runbook: the name of the runbook that is walked.
  ///   - outline: the titles of its sections and what each is for.
  /// - Returns: a plan that still has to be read and changed.
  package static func proposed(
    from: String, to: String, topology: Topology, service: String? = nil, isGraceful: Bool = false,
    objectives: Objectives = Objectives(), runbook: String? = nil,
    outline: [(title: String, role: SectionRole)] = []
  ) -> DrillPlan {
    // A runbook speaks of any two regions, the plan of these.
    let outline = outline.map { step in
      var title = step.title
      for (name, region) in [("from", from), ("to", to)] {
        title = title.replacing("`$\(name)`", with: region).replacing("$\(name)", with: region)
      }
      return (title: title, role: step.role)
    }
    let what = service ?? "everything"
    let verb = topology == .backupRestore ? "Restore" : "Fail over"
    var plan = DrillPlan(
      title: "\(verb) \(what) from \(from) to \(to)", topology: topology, from: from, to: to,
      isGraceful: isGraceful, objectives: objectives)
    plan.service = service
    plan.runbook = runbook
    plan.preChecks = plan.usualPreChecks + titles(outline, [.prepare])
    plan.verification =
      ["users are served by \(to), and its health and objectives are good"]
      + titles(outline, [.verify])
    plan.safetyRules = [
      "at least one region serves at all times", "nothing else is changed meanwhile",
    ]
    plan.stopNow = [
      "a live incident is declared", "\(to) cannot carry the load",
      "users see errors for longer than the plan expects", "whoever leads says stop",
    ]
    plan.failbackGate = plan.usualFailbackGate
    plan.steps = plan.steps(outline)
    return plan
  }

  private static func titles(
    _ outline: [(title: String, role: SectionRole)], _ roles: Set<SectionRole>
  ) -> [String] {
    outline.filter { roles.contains($0.role) && !$0.title.trimmingSpaces().isEmpty }.map(\.title)
  }

  private var usualPreChecks: [String] {
    let lag = objectives.rpoSeconds.map { "below \(exactDurationText($0))" } ?? "known and small"
    let data =
      switch topology {
      case .activeActive: "both regions serve, and each has the writes of the other"
      case .activePassive: "replication from \(from) to \(to) runs, and its lag is \(lag)"
      case .backupRestore: "the latest backup can be read, and its age is \(lag)"
      }
    return [
      "no live incident is open", "\(to) has headroom for all traffic of \(from)", data,
      "whoever holds a role knows how to stop the drill",
    ]
  }

  private var usualFailbackGate: [String] {
    let data =
      switch topology {
      case .activeActive: "\(from) has every write made meanwhile"
      case .activePassive:
        "every write made at \(to) is at \(from), and none stands in both differently"
      case .backupRestore: "the data at \(from) is restored and compared with that at \(to)"
      }
    return ["\(from) is repaired and its health is good", data]
  }

  private func steps(_ outline: [(title: String, role: SectionRole)]) -> [Step] {
    func manual(_ phase: Phase, _ texts: [String]) -> [Step] {
      texts.map { Step(phase: phase, text: $0, isManual: true) }
    }
    let forward = Self.titles(outline, [.diagnose, .mitigate, .do])
    let back = Self.titles(outline, [.rollback])
    return manual(.activate, forward.isEmpty ? ["move traffic from \(from) to \(to)"] : forward)
      + manual(.deactivate, ["keep traffic away from \(from)"])
      + manual(
        .postRecovery,
        back.isEmpty ? ["check the failback gate, then move traffic back to \(from)"] : back)
  }
}
