internal import HealthSources
internal import IncidentModel

/// What is asked of Prometheus about objectives, and what comes of it.
///
/// All queries go out together as one round of probes; each gives one number.
struct SLOQuestion {
  let plan: HealthPlan
  /// The end of every window; nil for now.
  var end: Instant?

  /// Milliseconds for one query: adding up thirty days takes its time.
  private static let timeout: Int64 = 30_000

  /// Which events are counted.
  private enum Side: String, CaseIterable {
    case good
    case total
  }

  /// The events of an objective over windows, in seconds, and why some are not known.
  struct Counts: Sendable {
    var events: [Int64: EventCount] = [:]
    /// The first reason why a number is not there.
    var problem: String?
  }

  /// Counts the events of objectives over windows.
  func counts(of slos: [Configuration.SLO], over windows: [String: Set<Int64>]) -> [String: Counts]
  {
    var probes: [Probe] = []
    var found: [String: Counts] = [:]
    for slo in slos {
      do throws(HealthFailure) {
        for window in windows[slo.name] ?? [] {
          for side in Side.allCases { probes.append(try probe(slo, side, window)) }
        }
        found[slo.name] = Counts()
      } catch {
        found[slo.name] = Counts(problem: error.text)
      }
    }
    let results = HealthRound.results(
      of: probes.filter { found[$0.id.service]?.problem == nil }, clock: Session.clock)
    for slo in slos where found[slo.name]?.problem == nil {
      for window in (windows[slo.name] ?? []).sorted() {
        do throws(HealthFailure) {
          let total = try number(results[id(slo, .total, window)])
          // Without any event there is no good one either.
          guard let total, total > 0 else {
            found[slo.name]?.events[window] = EventCount(bad: 0, total: 0)
            continue
          }
          guard let good = try number(results[id(slo, .good, window)]) else {
            throw .sourceError(
              kind: "good", message: "no result over \(compactDuration(window)), but total has one")
          }
          found[slo.name]?.events[window] = EventCount(good: good, total: total)
        } catch {
          if found[slo.name]?.problem == nil { found[slo.name]?.problem = error.text }
        }
      }
    }
    return found
  }

  private func id(_ slo: Configuration.SLO, _ side: Side, _ window: Int64) -> ProbeID {
    ProbeID(service: slo.name, name: "\(side.rawValue) \(window)")
  }

  private func probe(
    _ slo: Configuration.SLO, _ side: Side, _ window: Int64
  ) throws(HealthFailure) -> Probe {
    let expression = side == .good ? slo.good : slo.total
    guard let expression, let source = slo.source else {
      throw .badRequest("it needs good, total and source in incident.yaml")
    }
    guard let format = HealthFormat.named("prometheus") else { throw .unrecognised }
    var request = try plan.request(to: source, path: "/api/v1/query")
    var form = PrometheusForm.plain(
      query: Configuration.SLO.query(expression, over: window),
      timeoutSeconds: Self.timeout / 1000)
    if let end { form += "&time=\(end.milliseconds / 1000)" }
    request.post(form: form)
    return Probe(
      id: id(slo, side, window), transport: .http(request), format: format,
      interval: 3_600_000, timeout: Self.timeout)
  }

  /// The one number of an answer; nil when it holds none, as where there was nothing to count.
  private func number(_ result: ProbeResult?) throws(HealthFailure) -> Double? {
    guard let result else { throw .timedOut(milliseconds: Self.timeout) }
    switch result.outcome {
    case .failure(.noResults): return nil
    case .failure(let failure): throw failure
    case .success(let document):
      guard let reading = document.readings.first, document.readings.count == 1 else {
        throw .sourceError(
          kind: result.probe.name,
          message: "\(document.readings.count) series where one is wanted; put sum() around it")
      }
      if reading.isQuiet { return nil }
      // A reading says its value as text and nothing else; what is partial is no count.
      guard let number = Double(reading.output) else {
        throw .sourceError(kind: result.probe.name, message: reading.output)
      }
      return number
    }
  }
}
