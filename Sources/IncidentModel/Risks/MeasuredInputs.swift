/// Inputs of a risk that something was measured for; only those.
package struct MeasuredInputs: Hashable, Sendable {
  package var inputs: [RiskQuantity: RegisteredRisk.Input]

  package init(_ inputs: [RiskQuantity: RegisteredRisk.Input] = [:]) { self.inputs = inputs }

  /// Whether nothing was measured.
  package var isEmpty: Bool { inputs.isEmpty }

  /// What one incident tells of a risk; nil where its milestones do not.
  package struct IncidentEvidence: Hashable, Sendable {
    package var ref: String
    package var at: Instant
    /// From the start of the impact to its detection.
    package var detectSeconds: Int64?
    /// From the detection to the recovery.
    package var repairSeconds: Int64?

    package init(ref: String, at: Instant, detectSeconds: Int64? = nil, repairSeconds: Int64? = nil)
    {
      self.ref = ref
      self.at = at
      self.detectSeconds = detectSeconds
      self.repairSeconds = repairSeconds
    }

    /// Measures an incident; a drill or a test is none, and gives nil.
    ///
    /// - Parameters:
    ///   - incident: as its timeline tells it.
    ///   - ref: how it is named.
    ///   - now: a milestone after it is no measurement.
    package init?(_ incident: Incident, ref: String, now: Instant) {
      guard incident.state.mode == .live else { return nil }
      let milestones = incident.state.milestones
      let recovered = milestones[.recovered]
      let repair = recovered.flatMap { recovered in
        milestones[.detected].map { recovered.clampedSeconds(since: $0) }
      }
      let detect = incident.metrics(at: now).first { $0.name == .timeToDetect }?.seconds
      self.init(
        ref: ref, at: recovered ?? incident.state.declaredAt ?? now, detectSeconds: detect,
        repairSeconds: recovered.map { $0.clampedSeconds(since: now) > 60 } == true ? nil : repair)
    }
  }

  /// Inputs from the incidents that a risk became.
  ///
  /// Times are means and not medians: what a year costs is how often times how long on average.
  ///
  /// - Parameters:
  ///   - incidents: all of them in the window; without any, everything stays estimated.
  ///   - windowDays: the days that were looked at, above 0; ETBF is this by how many there were.
  ///   - now: the end of the window.
  package init(incidents: [IncidentEvidence], windowDays: Double, now: Instant) {
    inputs = [:]
    guard !incidents.isEmpty else { return }
    let detect = incidents.filter { ($0.detectSeconds ?? -1) >= 0 }
    let repair = incidents.filter { ($0.repairSeconds ?? -1) >= 0 }
    inputs[.detectMinutes] = Self.mean(of: detect.compactMap(\.detectSeconds), detect)
    inputs[.repairMinutes] = Self.mean(of: repair.compactMap(\.repairSeconds), repair)
    if windowDays > 0, windowDays.isFinite {
      inputs[.daysBetween] = .init(
        windowDays / Double(incidents.count), .incident, source: Self.refs(incidents), at: now)
    }
  }

  private static func mean(
    of seconds: [Int64], _ incidents: [IncidentEvidence]
  ) -> RegisteredRisk.Input? {
    guard !seconds.isEmpty else { return nil }
    let sum = seconds.reduce(0.0) { $0 + Double($1) }
    return .init(
      sum / Double(seconds.count) / 60, .incident, source: refs(incidents),
      at: incidents.map(\.at).max())
  }

  /// The incidents by name, at most five of them.
  private static func refs(_ incidents: [IncidentEvidence]) -> String {
    let more = incidents.count > 5 ? " and \(incidents.count - 5) more" : ""
    return incidents.prefix(5).map(\.ref).joined(separator: ", ") + more
  }

  /// Inputs that a drill has measured: only those, and none of one that was only talked through.
  ///
  /// Detection counts unless whoever injected the fault reported it; repair is T7 - T2.
  ///
  /// - Parameters:
  ///   - drill: the run.
  ///   - now: a mark after it is no measurement.
  package init(drill: DrillRun, now: Instant) {
    inputs = [:]
    guard drill.hasHappened else { return }
    let detector = drill.marks[.detected]?.by
    if detector != .injector, let at = drill.marks[.detected]?.at,
      let seconds = DrillMeasure(.detect, of: drill, now: now).amount
    {
      inputs[.detectMinutes] = .init(Double(seconds) / 60, .drill, source: drill.ref, at: at)
    }
    if let from = drill.marks[.detected]?.at, let to = drill.marks[.verified]?.at, from <= to,
      to.clampedSeconds(since: now) <= 60
    {
      inputs[.repairMinutes] = .init(
        Double(to.clampedSeconds(since: from)) / 60, .drill, source: drill.ref, at: to)
    }
  }

  /// Inputs that an experiment has measured by steps named after milestones.
  ///
  /// - Parameters:
  ///   - experiment: the run; nothing is taken from one that is no evidence.
  ///   - ref: how it is named.
  package init(experiment: ExperimentRun, ref: String) {
    inputs = [:]
    guard experiment.verdict.isEvidence else { return }
    var moments: [DrillMilestone: Instant] = [:]
    for (step, at) in experiment.milestones ?? [:] {
      guard let milestone = DrillMilestone(ofStep: step) else { continue }
      moments[milestone] = min(at, moments[milestone] ?? at)
    }
    func minutes(_ from: DrillMilestone, _ to: DrillMilestone) -> RegisteredRisk.Input? {
      guard let start = moments[from], let end = moments[to], start <= end else { return nil }
      return .init(
        Double(end.clampedSeconds(since: start)) / 60, .experiment, source: ref, at: end)
    }
    inputs[.detectMinutes] = minutes(.injected, .detected)
    inputs[.repairMinutes] = minutes(.detected, .verified)
  }
}

extension RegisteredRisk {
  /// The risk with what was measured in place of what was there; the rest stays.
  package func measured(by measured: MeasuredInputs) -> RegisteredRisk {
    var risk = self
    for (quantity, input) in measured.inputs { risk[quantity] = input }
    return risk
  }
}
