/// The name of one probe of one service, in one region where it is asked in each.
package struct ProbeID: Hashable, Sendable {
  package var service: String
  package var region: String?
  package var name: String

  package init(service: String, region: String? = nil, name: String) {
    self.service = service
    self.region = region
    self.name = name
  }

  package var text: String { [service, region, name].compactMap(\.self).joined(separator: " ") }
}

/// A probe as it is asked: with the region put in.
package struct PlannedProbe: Hashable, Sendable {
  package var id: ProbeID
  package var probe: Configuration.Probe

  package init(id: ProbeID, probe: Configuration.Probe) {
    self.id = id
    self.probe = probe
  }
}

extension Configuration {
  /// Every probe there is to ask, in the order of the file.
  package var plannedProbes: [PlannedProbe] { services.flatMap(\.plannedProbes) }
}

extension Configuration.Service {
  /// The probes of the service; one that says `{region}` stands there once for each region.
  package var plannedProbes: [PlannedProbe] {
    health.flatMap { probe -> [PlannedProbe] in
      guard probe.isRegional else {
        return [PlannedProbe(id: ProbeID(service: name, name: probe.name), probe: probe)]
      }
      return regions.map {
        PlannedProbe(
          id: ProbeID(service: name, region: $0, name: probe.name), probe: probe.placed(in: $0))
      }
    }
  }
}

extension Configuration.Probe {
  static let placeholder = "{region}"

  /// Whether it is another one in each region.
  package var isRegional: Bool { placed(in: "") != self }

  /// The probe with the name of the region for each `{region}`.
  package func placed(in region: String) -> Self {
    func put(_ text: String) -> String { text.replacing(Self.placeholder, with: region) }
    var probe = self
    switch target {
    case .url(let url): probe.target = .url(put(url))
    case .tcp(let host, let port): probe.target = .tcp(host: put(host), port: port)
    case .command(let arguments): probe.target = .command(arguments.map(put))
    case .kubernetes(let kubernetes):
      probe.target = .kubernetes(
        Kubernetes(
          context: kubernetes.context.map(put), namespace: kubernetes.namespace.map(put),
          selector: kubernetes.selector.map(put)))
    case .query(var query):
      query.expression = put(query.expression)
      probe.target = .query(query)
    case .alerts(var alerts):
      alerts.matchers = alerts.matchers.map(put)
      probe.target = .alerts(alerts)
    }
    probe.expect?.names = expect?.names.map(put) ?? []
    probe.source = source.map(put)
    return probe
  }
}
