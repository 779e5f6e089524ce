package import IncidentModel

/// Something to ask again and again; a value.
package struct Probe: Sendable, Identifiable {
  /// Unique among the probes of a poller; its place in the interval comes from it.
  package var id: ProbeID
  package var transport: Transport
  package var format: HealthFormat
  package var options: FormatOptions
  /// From start to start, in milliseconds; at least 100.
  package var interval: Int64
  /// From the start of one to its last byte, redirects and companion included, in milliseconds.
  package var timeout: Int64

  package init(
    id: ProbeID, transport: Transport, format: HealthFormat,
    options: FormatOptions = FormatOptions(), interval: Int64 = 10_000, timeout: Int64 = 5000
  ) {
    self.id = id
    self.transport = transport
    self.format = format
    self.options = options
    self.interval = max(100, interval)
    self.timeout = max(1, timeout)
  }

  /// What shares a limit of its own: a host and port, or a program.
  var host: String {
    switch transport {
    case .http(let request, _): HTTPLoop.authority(of: request.url) ?? request.url
    case .tcp(let host, let port, _): "\(host):\(port)"
    case .command(let command): command.arguments.first ?? ""
    }
  }
}
