internal import HealthSources
internal import IncidentModel
internal import Logbook

extension Examination {
  /// Whether each source of the configuration can be used: its secrets are there and it answers.
  func sources() -> [LogbookFinding] {
    // A configuration with mistakes has findings of its own.
    guard let configuration = try? ConfigurationFile.find(given: globals.config)?.read(),
      !configuration.sources.isEmpty, let format = HealthFormat.named("http")
    else { return [] }
    let plan = HealthPlan(configuration)
    var options = FormatOptions()
    // Any page says that something is there.
    options.expectedStatuses = 100...599
    let probes = configuration.sources.compactMap { source -> Probe? in
      guard let request = try? plan.request(to: source.name) else { return nil }
      return Probe(
        id: ProbeID(service: source.name, name: ""), transport: .http(request), format: format,
        options: options, timeout: 3000)
    }
    let results = HealthRound.results(of: probes, clock: Session.clock)
    return configuration.sources.map { source in
      let id = ProbeID(service: source.name, name: "")
      let name = "source \(source.name)"
      let reason = plan.unreadable[source.name] ?? Self.reason(results[id])
      if let reason {
        return LogbookFinding(
          grade: .warning, subject: name, detail: reason,
          remedy: plan.unreadable[source.name] == nil
            ? "see that \(maskingSecrets(in: source.url)) is right and can be reached from here"
            : "set the secret where the program runs; until then what it watches is unknown")
      }
      let note = source.isInsecure ? ", its certificate is not verified" : ""
      return LogbookFinding(
        grade: source.isInsecure ? .warning : .ok, subject: name,
        detail: "\(maskingSecrets(in: source.url)) answers\(note)",
        remedy: source.isInsecure ? "name its certificates with ca: FILE" : nil)
    }
  }

  /// Why a source cannot be used; nil when it can.
  private static func reason(_ result: ProbeResult?) -> String? {
    switch result?.outcome {
    case .success(let document):
      document.readings.first { $0.status.isBad }.map(\.output)
    case .failure(let failure): failure.text
    case nil: HealthFailure.timedOut(milliseconds: 3000).text
    }
  }
}
