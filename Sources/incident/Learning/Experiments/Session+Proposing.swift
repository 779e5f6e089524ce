internal import IncidentModel
internal import Logbook

/// An incident as its surprises are read, loaded once for all of them.
struct SurpriseContext {
  private let configuration: Configuration
  private let incident: Incident
  private let lines: [TimelineLine]
  private let cast: Cast

  init(_ id: IncidentID, _ session: Session) throws {
    configuration = session.configuration
    incident = try session.book.incident(id)
    lines = try session.book.allLines(of: id).filter { !$0.isHidden }
    cast = Cast(lines, people: try session.book.people(), as: .roles)
  }

  /// What is known about a surprise, people called by their roles.
  func source(of known: KnownSurprise) -> SurpriseSource {
    var surprise = known.surprise
    surprise.expected = cast.text(surprise.expected)
    surprise.found = cast.text(surprise.found)
    surprise.cue = surprise.cue.map { cast.text($0) }
    var source = SurpriseSource(
      incident: known.incident.id, ref: known.incident.ref, title: cast.text(incident.state.title),
      severity: known.incident.severity, entry: known.line.id, surprise: surprise)
    source.severityMeans = configuration.severities[known.incident.severity].means
    let at = known.line.entry.happenedAt
    source.before = lines.filter { $0.entry.happenedAt <= at && $0.id != known.line.id }.suffix(40)
      .compactMap { line in
        switch line.entry.event {
        case .milestone(let reached):
          // Only the beginning of it can have triggered anything, and a time alone says not what.
          guard reached.name == .impactStarted, reached.text != nil else { return nil }
        case .action(let action):
          // What was given to somebody to do is the response and not the fault.
          guard action.who == nil, action.timeBoxSeconds == nil else { return nil }
        default: break
        }
        return line.entry.event.kind.map { .init(kind: $0, text: cast.text(line.entry.event)) }
      }
    source.wasNoticedByPerson = wasNoticedByPerson
    source.mitigations = lines.compactMap { line in
      guard line.entry.happenedAt >= at, case .action(let action) = line.entry.event,
        action.act != .ended
      else { return nil }
      return action.text.map { cast.text($0) }
    }
    source.runbook = incident.state.walks.last?.name
    source.services = incident.state.services
    source.regions = incident.state.regions
    source.regionPairs = configuration.regions.compactMap { region in
      region.failoverTo.map { .init(from: region.name, to: $0) }
    }
    let services = Set((surprise.services ?? []) + incident.state.services)
    for service in configuration.services where services.contains(service.name) {
      source.healthChecks += service.healthAddresses
    }
    source.objectives = configuration.slos.compactMap { slo in
      slo.service.map(services.contains) == true ? slo.name : nil
    }
    return source
  }

  /// Whether somebody wrote down what was wrong before any alert did; nil when neither is there.
  private var wasNoticedByPerson: Bool? {
    let first = lines.first { line in
      switch line.entry.event {
      case .alert, .health: true
      case .observation: line.entry.author.person != nil && !incident.state.isBackfilled
      default: false
      }
    }
    guard let first, case .observation = first.entry.event else {
      return first == nil ? nil : false
    }
    // Where nothing ever told of alerts or health, it is not known what came first.
    return lines.contains { [.alert, .health].contains($0.entry.event.kind) } ? true : nil
  }
}

extension Session {
  /// The plan of the drill that a surprise about a region asks for, unless there is one that way.
  func plan(from source: SurpriseSource, _ others: [DrillPlan]) throws -> DrillPlan? {
    guard Experiment.proposed(from: source).sort == .failover else { return nil }
    let named = source.surprise.regions ?? source.regions
    let configured =
      source.regionPairs.first { named.contains($0.from) } ?? source.regionPairs.first
    let pair = configured ?? named.pair ?? source.regionsInWords
    // Nobody has said which regions there are: the plan is to be completed.
    let (from, to) = (pair?.from ?? "active-region", pair?.to ?? "standby-region")
    if others.contains(where: { $0.from == from && $0.to == to }) { return nil }
    var plan = try proposedPlan(from: from, to: to, service: source.surprise.services?.first)
    plan.seeds = [Experiment.Seed(incident: source.incident, surprise: source.entry)]
    return plan
  }

  /// A plan by what the configuration and the runbook of a region say.
  func proposedPlan(
    from: String, to: String, service: String? = nil, isGraceful: Bool = false,
    topology: DrillPlan.Topology? = nil, runbook: String? = nil,
    objectives: DrillPlan.Objectives = DrillPlan.Objectives()
  ) throws -> DrillPlan {
    let region = configuration.regions.first { $0.name == from }
    let known: DrillPlan.Topology? =
      switch region?.kind {
      case .activeActive: .activeActive
      case .activePassive: .activePassive
      case nil: nil
      }
    let name = runbook ?? region?.runbook
    let shelf = RunbookShelf(configuration, file: configurationFile)
    // What was asked for has to be there; what is only configured may be missing.
    let opened =
      try runbook.map { try shelf.open($0) } ?? region?.runbook.flatMap { try? shelf.open($0) }
    return .proposed(
      from: from, to: to, topology: topology ?? known ?? .activePassive, service: service,
      isGraceful: isGraceful, objectives: objectives, runbook: name,
      outline: opened?.drillOutline ?? [])
  }
}

extension Runbook {
  /// Its steps as the plan of a drill wants them.
  ///
  /// What is only for the case that it goes wrong is no part of the way: a section that rolls back stands
  /// beside one that fails back.
  var drillOutline: [(title: String, role: SectionRole)] {
    func title(of step: Step) -> String {
      step.section.map { sections[$0].title.lowercased() } ?? ""
    }
    let failsBack = steps.contains {
      title(of: $0).contains("fail back") || title(of: $0).contains("failback")
    }
    return steps.filter { step in
      let isUndoing =
        step.role == .rollback && failsBack && !title(of: step).contains("back to")
        && !title(of: step).contains("fail")
      return !step.title.isEmpty && !isUndoing
    }.map { ($0.title, $0.role) }
  }
}

extension [String] {
  /// The first two names that differ.
  fileprivate var pair: SurpriseSource.RegionPair? {
    guard let from = first, let to = first(where: { $0 != from }) else { return nil }
    return .init(from: from, to: to)
  }
}

extension SurpriseSource {
  /// The regions of which people spoke, in the order in which they did, where nobody has configured any.
  fileprivate var regionsInWords: RegionPair? {
    let texts = before.map(\.text) + [surprise.expected, surprise.found]
    let said = texts.joined(separator: " ").lowercased().split { !$0.isLetter }.map { String($0) }
    for opposites in [["east", "west"], ["north", "south"], ["eu", "us"]] {
      let found = opposites.compactMap { name in said.firstIndex(of: name).map { ($0, name) } }
        .sorted { $0.0 < $1.0 }
      if found.count == 2 { return .init(from: found[0].1, to: found[1].1) }
    }
    return nil
  }
}

extension Configuration.Service {
  /// The addresses that are asked how it does, one for each region.
  fileprivate var healthAddresses: [SurpriseSource.HealthAddress] {
    let places = regions.isEmpty ? [nil] : regions.map(Optional.some)
    return health.flatMap { probe -> [SurpriseSource.HealthAddress] in
      guard case .url(let url) = probe.target else { return [] }
      return places.map { region in
        .init(service: name, url: region.map { url.replacing("{region}", with: $0) } ?? url)
      }
    }
  }
}
