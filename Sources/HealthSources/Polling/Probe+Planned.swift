package import IncidentModel

extension Probe {
  /// A probe as the configuration has it.
  ///
  /// Credentials are by name of the source, their secrets already read; the environment is what
  /// `kubectl` needs beside `PATH`, such as `HOME` and `KUBECONFIG`.
  /// - Throws: ``HealthFailure`` for a source or a format that there is not.
  package init(
    _ planned: PlannedProbe, of configuration: Configuration,
    credentials: [String: Credentials] = [:], environment: [String: String] = [:]
  ) throws(HealthFailure) {
    let probe = planned.probe
    let source = configuration.sources.first { $0.name == probe.source }
    if let name = probe.source, source == nil { throw .badRequest("there is no source \(name)") }
    func request(path: String) throws(HealthFailure) -> HTTPRequest {
      guard let source else { throw .badRequest("no source is named") }
      return HTTPRequest(to: source, path: path, credentials: credentials[source.name])
    }
    var options = FormatOptions(urgency: probe.urgency ?? .page)
    let transport: Transport
    var natural = HealthFormat.automatic
    switch probe.target {
    case .url(let url):
      transport = .http(
        HTTPRequest(
          url: url, credentials: source.flatMap { credentials[$0.name] }, caFile: source?.ca,
          isInsecure: source?.isInsecure ?? false))
      if url.prefix(while: { $0 != "?" && $0 != "#" }).hasSuffix("/__gtg") { natural = .goodToGo }
    case .tcp(let host, let port):
      guard let port = UInt16(exactly: port) else { throw .badRequest("port \(port)") }
      transport = .tcp(host: host, port: port)
      natural = .tcp
    case .command(let arguments):
      transport = .command(Command(arguments))
      natural = .nagios
    case .kubernetes(let cluster):
      transport = .command(
        .kubectl(
          context: cluster.context, namespace: cluster.namespace, selector: cluster.selector,
          timeoutSeconds: probe.rules.timeout, environment: environment))
      natural = .kubernetes
    case .query(let query):
      var request = try request(path: "/api/v1/query")
      request.post(
        form: PrometheusForm.timed(query: query.expression, timeoutSeconds: probe.rules.timeout))
      transport = .http(request)
      natural = .prometheusQuery
      options.critical = query.critical
      options.warning = query.warning
      options.labels = query.labels
    case .alerts(let alerts):
      transport = .http(
        try request(path: "/api/v2/alerts"), companion: try request(path: "/api/v2/silences"))
      natural = .alertmanager
      if let watchdog = alerts.watchdog { options.watchdogs = [watchdog] }
      for text in alerts.matchers {
        guard let matcher = Silence.Matcher(text) else { throw .badRequest("matcher \(text)") }
        options.matchers.append(matcher)
      }
    }
    var format = natural
    if probe.format != "auto" {
      if let own = configuration.formats.first(where: { $0.name == probe.format }) {
        options.mapping = try JSONMapping(own, of: configuration.formats)
        format = .mapped
      } else if let known = HealthFormat.named(probe.format) {
        format = known
      } else {
        throw .badRequest("there is no format \(probe.format)")
      }
    }
    self.init(
      id: planned.id, transport: transport, format: format, options: options,
      interval: probe.rules.every * 1000, timeout: probe.rules.timeout * 1000)
  }
}
