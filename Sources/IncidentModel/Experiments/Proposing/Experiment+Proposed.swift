extension Experiment {
  /// The first draft of an experiment that shows whether what surprised would surprise again.
  ///
  /// The rules: what was expected is the hypothesis, what came before is the fault, the health of the
  /// service is the steady state, what people did is the rollback, and it starts with the smallest
  /// unit, the shortest time and at most a tenth of the harm there was. Mechanisms and roles, no names.
  /// What cannot be known is left for people to fill in, so that it stays a draft.
  ///
  /// - Parameter source: the surprise, and what is known about it.
  /// - Returns: the same draft for the same source; with ``Sort/failover`` better made into a drill.
  package static func proposed(from source: SurpriseSource) -> Experiment {
    ExperimentProposal(SurpriseReading(source)).experiment
  }

  /// All drafts that a surprise gives: when a person noticed first, also one about the alert.
  package static func proposals(from source: SurpriseSource) -> [Experiment] {
    let reading = SurpriseReading(source)
    let first = ExperimentProposal(reading)
    guard reading.wasNoticedByPerson, reading.sort != .detection else { return [first.experiment] }
    return [first.experiment, ExperimentProposal(reading, as: .detection).experiment]
  }
}

/// A draft on its way.
struct ExperimentProposal {
  let reading: SurpriseReading
  let sort: Experiment.Sort

  init(_ reading: SurpriseReading, as sort: Experiment.Sort? = nil) {
    self.reading = reading
    self.sort = sort ?? reading.sort
  }

  var source: SurpriseSource { reading.source }
  var plan: FaultPlan { reading.plan }

  var experiment: Experiment {
    var experiment = Experiment(title: title, sort: sort)
    experiment.seeds = [Experiment.Seed(incident: source.incident, surprise: source.entry)]
    experiment.asImagined = source.surprise.expected
    experiment.asFound = source.surprise.found
    experiment.hypothesis = reading.isUnexplained ? nil : hypothesis
    experiment.steadyState = steadyState
    experiment.method = method
    experiment.rollback = rollback
    experiment.blastRadius = blastRadius
    experiment.doNotStart = doNotStart
    experiment.stopNow = stopNow
    experiment.prerequisites = prerequisites
    experiment.services = list(source.surprise.services ?? source.services)
    experiment.regions = list(regions)
    experiment.cadenceDays = sort == .people ? 180 : 90
    return experiment
  }

  private func list(_ texts: [String]) -> [String]? { texts.isEmpty ? nil : texts }

  private var regions: [String] {
    let known = (source.surprise.regions ?? []) + source.regions
    let pairs = source.regionPairs.flatMap { [$0.from, $0.to] }
    let sides = [reading.from, reading.to].filter { known.contains($0) || pairs.contains($0) }
    return sort == .failover && sides.count == 2 ? sides : source.surprise.regions ?? source.regions
  }

  // MARK: - Title and hypothesis

  private var title: String {
    if reading.isUnexplained {
      return SurpriseReading.clause("Investigate first: \(reading.found)", limit: 120)
    }
    let what =
      switch sort {
      case .fault: plan.title
      case .detection: "a failure nobody sees"
      case .people: "what is known to some is needed while they are away"
      case .failover: "\(plan.title), failover and failback"
      }
    let component = reading.service.map { "\($0): " } ?? ""
    return SurpriseReading.clause("\(component)\(what): \(reading.expected)", limit: 140)
  }

  /// When X, users still Y, because Z.
  private var hypothesis: String {
    let users = reading.health.map { "\($0.service) answers as before and " } ?? ""
    let belief = SurpriseReading.lowered(reading.expected)
    switch sort {
    case .fault, .failover:
      return
        "When \(condition), \(users)\(plan.measure) stays \(plan.tolerance), because \(belief)."
    case .detection where reading.sort == .detection:
      return
        "When it stops being true that \(belief), an alert tells the people on call within 15 minutes, before anybody finds it by chance."
    case .detection:
      return
        "When \(condition) and \(SurpriseReading.lowered(reading.found)), an alert tells the people on call within 5 minutes, before a person notices."
    case .people:
      return
        "When \(condition) and those who know about it are away, the people on duty restore the service within 30 minutes, because \(belief)."
    }
  }

  /// What came before; but a restore is tried at any time, not only after the same mishap.
  var condition: String {
    let also = plan.also.map { " and \($0)" } ?? ""
    return (reading.kind == .backup ? plan.condition : reading.trigger ?? plan.condition) + also
  }

  // MARK: - Steady state

  private var steadyState: [Experiment.Activity] {
    var probes: [Experiment.Activity] = []
    if let health = reading.health {
      var probe = Experiment.Activity(name: "\(health.service) answers", isAction: false)
      probe.url = health.url
      probe.expect = Experiment.Expectation(status: [200])
      probe.timeoutSeconds = 5
      probes.append(probe)
    } else if let objective = source.objectives.first {
      probes.append(
        Experiment.Activity(name: "objective \(objective) is met", isAction: false))
    }
    let measure =
      switch sort {
      case .fault, .failover: plan.probe
      case .detection: "a test alert reaches the people on call"
      case .people: "minutes until the people on duty have restored the service"
      }
    probes.append(Experiment.Activity(name: measure, isAction: false))
    if sort == .detection, reading.kind == .backup {
      probes.append(Experiment.Activity(name: plan.probe, isAction: false))
    }
    return probes
  }

  // MARK: - Limits

  private var unit: String {
    switch sort {
    case .fault, .failover: plan.unit
    case .detection: "one copy of what is watched, in a test scope"
    case .people: "one announced game day; one role is away"
    }
  }

  private var blastRadius: Experiment.BlastRadius {
    var radius = Experiment.BlastRadius(scope: unit)
    radius.sharePercent = source.impactPercent.flatMap(Self.tenth)
    radius.maxSeconds =
      switch sort {
      case .fault: plan.seconds
      case .failover: max(1800, plan.seconds)
      case .detection: 900
      case .people: 3600
      }
    radius.environment = "staging"
    return radius
  }

  /// A tenth of the harm; of whole percents, so that it reads well.
  private static func tenth(_ percent: Double) -> Double? {
    guard percent > 0, percent <= 100 else { return nil }
    return (percent < 1 ? percent : percent.rounded(.down)) / 10
  }

  private var doNotStart: [String] {
    var conditions = ["An incident is open"]
    let budget = source.objectives.first ?? reading.service
    conditions.append(
      budget.map { "The error budget of \($0) is spent" } ?? "The error budget is spent")
    conditions.append(
      "It is outside the hours in which those who can stop and repair it are at work")
    if sort == .failover {
      conditions.append(
        "\(reading.to) is not well, or has no room for the traffic of \(reading.from)")
      conditions.append("Replication between \(reading.from) and \(reading.to) is behind")
    }
    return conditions
  }

  private var stopNow: [String] {
    var conditions = [
      "The steady state is out of tolerance for one minute longer than the fault lasts"
    ]
    let severity = source.severity
    if severity == .unknown {
      conditions.append("Anybody outside its scope is harmed, long before it would be an incident")
    } else {
      let means = SurpriseReading.clause(source.severityMeans ?? severity.standardPolicy.means)
      conditions.append(
        "Anybody outside its scope is harmed, long before it would be \(severity.rawValue) (\(means))"
      )
    }
    conditions.append("An alert fires that is not part of it")
    if [.divergence, .partition, .backup].contains(reading.kind) || sort == .failover {
      conditions.append("A write of a user is missing, or may be")
    }
    return conditions
  }

  private var prerequisites: [String] {
    var items: [String] = []
    if reading.isUnexplained {
      items.append(
        "Investigate first: it is not known why this happened, and not every gap needs an experiment"
      )
    }
    items.append("The rollback has been tried on its own")
    items.append("Everybody who could take it for an incident knows when it is run")
    if sort == .fault, reading.kind == .backlog {
      items.append(
        "The load of a peak hour is known and can be made; at less load it shows nothing")
    }
    if reading.wasNoticedByPerson, sort != .detection {
      items.append("It is decided which alert has to fire: last time a person noticed first")
    }
    return items
  }
}
