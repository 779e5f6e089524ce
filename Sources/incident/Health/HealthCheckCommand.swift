internal import ArgumentParser
internal import HealthSources
internal import IncidentModel

/// Tries out a configuration: its mistakes, else what each of its probes answers.
struct HealthCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Try a configuration out: say its mistakes, else ask each probe once.",
    discussion: """
      Mistakes are said with file and line, and the status is 65. Else every probe and every \
      objective is asked once; the status is 2 when one cannot be asked or is not understood. What \
      is found to be critical is an answer as well.

        incident health check incident.yaml
        incident health check
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: "The file; without one the configuration in use.",
    completion: .file(extensions: ["yaml", "yml"]))
  var file: String?

  func run() throws {
    var globals = globals
    globals.config = file ?? globals.config
    do { try check(HealthDesk(globals)) } catch {
      throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
    }
  }

  private func check(_ desk: HealthDesk) throws {
    let plan = HealthPlan(desk.configuration)
    guard !plan.isEmpty || !desk.configuration.slos.isEmpty else {
      throw HealthRefusal.nothingWatched(path: desk.file?.path)
    }
    let results = HealthRound.results(of: plan.probes, clock: Session.clock)
    let refusals = Dictionary(
      plan.refusals.map { ($0.probe, $0.reason) }, uniquingKeysWith: { first, _ in first })
    let rows =
      desk.configuration.plannedProbes.map { planned in
        ProbeReport(planned, refusal: refusals[planned.id], result: results[planned.id])
      } + objectives(desk.configuration.slos, plan)
    if globals.json {
      try desk.output.document(["probes": .array(rows.map(\.json))])
    } else {
      try desk.output.table(rows.map { [$0.outcome.rawValue, $0.name, $0.asks, $0.text] })
      let bad = rows.count { $0.outcome != .answered }
      desk.output.message(
        bad == 0
          ? "all \(rows.count) answered" : "\(bad) of \(rows.count) gave no answer that counts")
    }
    if rows.contains(where: { $0.outcome != .answered }) { throw ExitCode(ExitStatus.findings) }
  }

  private func objectives(_ slos: [Configuration.SLO], _ plan: HealthPlan) -> [ProbeReport] {
    let hour = BurnWindow.hour.seconds
    let counts = SLOQuestion(plan: plan).counts(
      of: slos,
      over: Dictionary(slos.map { ($0.name, [hour]) }, uniquingKeysWith: { first, _ in first }))
    return slos.map { ProbeReport($0, counts[$0.name] ?? SLOQuestion.Counts(), over: hour) }
  }
}

/// What came of trying one probe.
struct ProbeReport {
  enum Outcome: String {
    case answered
    /// There was no answer, or none that is understood.
    case failed
    /// It could not be asked.
    case refused
  }

  var outcome: Outcome
  var name: String
  /// What is asked, without secrets.
  var asks: String
  var text: String
  private var readings: [HealthReading] = []

  init(_ planned: PlannedProbe, refusal: String?, result: ProbeResult?) {
    name = planned.id.text
    asks = maskingSecrets(in: planned.probe.target.text)
    guard let result, refusal == nil else {
      outcome = .refused
      text = refusal ?? "it did not get its turn: too many others of the same host hang"
      return
    }
    switch result.outcome {
    case .failure(let failure):
      outcome = .failed
      text = failure.text
    case .success(let document):
      outcome = .answered
      readings = document.readings
      let tally = Tally(readings.map(\.status))
      let counts = [
        ("critical", tally.critical), ("warning", tally.warning), ("unknown", tally.unknown),
        ("maintenance", tally.maintenance), ("ok", tally.ok),
      ].filter { $0.1 > 0 }.map { "\($0.1) \($0.0)" }
      let worst = readings.max { $0.status.rank < $1.status.rank }
      let output = worst?.output.split(whereSeparator: \.isNewline).first.map { ": \($0)" } ?? ""
      text = counts.joined(separator: ", ") + output
    }
  }

  init(_ slo: Configuration.SLO, _ counts: SLOQuestion.Counts, over window: Int64) {
    name = "slo \(slo.name)"
    asks = slo.source ?? "-"
    outcome = counts.problem == nil ? .answered : .failed
    let events = counts.events[window]
    text =
      counts.problem
      ?? "\(Int64(events?.total ?? 0)) events in the last hour, \(Int64(events?.bad ?? 0)) of them bad"
  }

  var json: JSON {
    .object([
      "name": .string(name), "asks": .string(asks), "outcome": .string(outcome.rawValue),
      "text": .string(text),
      "checks": .array(
        readings.map { reading in
          .object([
            "check": .string(reading.check), "status": .string(reading.status.rawValue),
            "urgency": .string(reading.urgency.jsonWord), "output": .string(reading.output),
            "observedAt": .time(reading.observedAt),
          ])
        }),
    ])
  }
}

extension Configuration.Probe.Target {
  /// What is asked, in a few words.
  fileprivate var text: String {
    switch self {
    case .url(let url): url
    case .tcp(let host, let port): "tcp://\(host):\(port)"
    case .command(let arguments): arguments.joined(separator: " ")
    case .kubernetes(let cluster):
      (["kubectl"] + [cluster.context, cluster.namespace, cluster.selector].compactMap(\.self))
        .joined(separator: " ")
    case .query(let query): query.expression
    case .alerts(let alerts): "alerts {\(alerts.matchers.joined(separator: ", "))}"
    }
  }
}
