internal import HealthSources
internal import IncidentModel

/// Keeps an acknowledgement as silences in Alertmanager, so that it calls nobody either.
struct SilenceMirror {
  /// Which alerts are silenced, and where; for each choice of alerts one.
  private let targets: [Target]

  private struct Target {
    var source: String
    var alertmanager: Alertmanager
    var matchers: [Silence.Matcher]
  }

  /// A silence that was made.
  struct Made {
    /// The place of its target.
    fileprivate var target: Int
    var id: String
  }

  /// Silences the alerts that the health checks of the subject look at; where none looks at alerts,
  /// those with its name in the labels `service` and `region`.
  init(of subject: HealthSubject, in plan: HealthPlan) throws(HealthRefusal) {
    var chosen: [(source: String, matchers: [Silence.Matcher])] = []
    var sources: [String] = []
    for planned in plan.configuration.plannedProbes {
      guard case .alerts(let alerts) = planned.probe.target, let source = planned.probe.source
      else { continue }
      sources.append(source)
      let matchers = alerts.matchers.compactMap { Silence.Matcher($0) }
      guard subject.covers(planned.id), !matchers.isEmpty,
        !chosen.contains(where: { $0.source == source && $0.matchers == matchers })
      else { continue }
      chosen.append((source, matchers))
    }
    if chosen.isEmpty {
      let named = plan.configuration.sources.first { $0.name == "alertmanager" }?.name
      guard let source = named ?? sources.first else { throw .noAlertmanager }
      guard !subject.labels.isEmpty else {
        throw .noSilence(
          source: source, reason: "no label says which alerts belong to a capability")
      }
      chosen = [(source, subject.labels)]
    }
    var targets: [Target] = []
    for (source, matchers) in chosen {
      do throws(HealthFailure) {
        let alertmanager = Alertmanager(try plan.request(to: source), clock: Session.clock)
        targets.append(Target(source: source, alertmanager: alertmanager, matchers: matchers))
      } catch {
        throw .noSilence(source: source, reason: error.text)
      }
    }
    self.targets = targets
  }

  /// Makes the silences; when one cannot be made, none stays.
  func make(
    by author: String, because: String, from start: Instant, to end: Instant
  ) throws(HealthRefusal) -> [Made] {
    var made: [Made] = []
    for (place, target) in targets.enumerated() {
      let silence = Silence(
        matchers: target.matchers, startsAt: start, endsAt: end, author: author, reason: because)
      switch Self.create(silence, at: target.alertmanager) {
      case .success(let id): made.append(Made(target: place, id: id))
      case .failure(let failure):
        remove(made)
        throw .noSilence(source: target.source, reason: failure.text)
      }
    }
    return made
  }

  private static func create(
    _ silence: Silence, at alertmanager: Alertmanager
  ) -> Result<String, HealthFailure> {
    waiting {
      do throws(HealthFailure) {
        return .success(try await alertmanager.create(silence))
      } catch {
        return .failure(error)
      }
    } ?? .failure(.stopped)
  }

  /// Takes silences back, as far as that can be done.
  func remove(_ made: [Made]) {
    for silence in made {
      let alertmanager = targets[silence.target].alertmanager
      _ = waiting { try? await alertmanager.delete(silence.id) }
    }
  }

  /// What was done, a line for each silence.
  func sentences(_ made: [Made]) -> [String] {
    made.map { silence in
      let target = targets[silence.target]
      let alerts = target.matchers.map(\.written).joined(separator: ", ")
      return visible("silenced {\(alerts)} at \(target.source): \(silence.id)")
    }
  }
}

extension Silence.Matcher {
  /// As Alertmanager writes it: `name="value"`, `name!~"pattern"`.
  fileprivate var written: String {
    let sign =
      switch (isEqual, isRegex) {
      case (true, false): "="
      case (true, true): "=~"
      case (false, false): "!="
      case (false, true): "!~"
      }
    return "\(name)\(sign)\"\(value)\""
  }
}

extension HealthSubject {
  fileprivate func covers(_ probe: ProbeID) -> Bool {
    switch self {
    case .capability: false
    case .region(let name): probe.region == name
    case .service(let name): probe.service == name
    case .cell(let service, let region): probe.service == service && probe.region == region
    }
  }

  /// The labels by which alerts of it are usually known.
  fileprivate var labels: [Silence.Matcher] {
    switch self {
    case .capability: []
    case .region(let name): [.init("region", name)]
    case .service(let name): [.init("service", name)]
    case .cell(let service, let region): [.init("service", service), .init("region", region)]
    }
  }
}
