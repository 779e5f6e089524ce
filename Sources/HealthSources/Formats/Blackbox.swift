internal import IncidentModel

extension HealthFormat {
  /// A probe of blackbox_exporter, `/probe?module=…&target=…`; HTTP 200 also when the probe failed.
  ///
  /// Shape: the Prometheus text format with `probe_success` 1 or 0, `probe_duration_seconds`,
  /// `probe_http_status_code`. Source: github.com/prometheus/blackbox_exporter.
  static let blackbox = HealthFormat(
    name: "blackbox",
    summary: "a probe of blackbox_exporter",
    accept: nil,
    decoder: { (answer, options) throws(HealthFailure) in
      guard answer.isSuccess else { throw .httpStatus(answer.status) }
      let samples = ExpositionSample.samples(of: answer.text)
      func value(_ name: String) -> Double? { samples.first { $0.name == name }?.value }
      guard let success = value("probe_success") else { throw .notThisFormat("blackbox") }
      let code = value("probe_http_status_code").flatMap { $0 > 0 ? "HTTP \(numberText($0))" : nil }
      let seconds = value("probe_duration_seconds").map { "in \(numberText($0)) s" }
      return try HealthDocument([
        HealthReading(
          check: "probe", status: success == 1 ? .ok : .critical, urgency: options.urgency,
          output: [code, seconds].compactMap { $0 }.joined(separator: " "),
          observedAt: answer.fetchedAt, fetchedAt: answer.fetchedAt)
      ])
    })
}
