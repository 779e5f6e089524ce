internal import IncidentModel

extension HealthFormat {
  /// Uptime Kuma: the heartbeats of a status page, `/api/status-page/heartbeat/NAME`, or `/metrics`.
  ///
  /// Shape: `{"heartbeatList": {"1": [{"status": 0...3, "time", "msg", "ping"}]}}`, the newest last,
  /// or lines `monitor_status{monitor_name="…"} 1` of the Prometheus text format. 0 is down, 1 up,
  /// 2 pending, 3 maintenance. Source: github.com/louislam/uptime-kuma, src/util.ts.
  static let uptimeKuma = HealthFormat(
    name: "uptime-kuma",
    summary: "Uptime Kuma: a status page's heartbeats, or /metrics",
    bodyLimit: 4_194_304,
    mapping: fields, recognises: { $0["heartbeatList"]?.members != nil },
    decoder: { (answer, options) throws(HealthFailure) in
      let samples = ExpositionSample.samples(of: answer.text).filter { $0.name == "monitor_status" }
      if samples.isEmpty {
        let document = try answer.json()
        guard document["heartbeatList"]?.members != nil else {
          throw .notThisFormat("uptime-kuma")
        }
        return try HealthDocument(
          fields.readings(of: document, options: options, at: answer.fetchedAt))
      }
      return try HealthDocument(
        samples.map { sample in
          let status = words[numberText(sample.value)] ?? .unknown
          return HealthReading(
            check: sample.labels["monitor_name"] ?? "monitor", status: status,
            urgency: options.urgency(of: status),
            output: sample.labels["monitor_url"] ?? "", fetchedAt: answer.fetchedAt)
        })
    })
}

private let words: [String: HealthStatus] = [
  "0": .critical, "1": .ok, "2": .warning, "3": .maintenance,
]

private let fields = JSONMapping(
  rows: "heartbeatList", check: ["@key"], status: "-1.status", words: words, output: ["-1.msg"],
  observedAt: "-1.time")
