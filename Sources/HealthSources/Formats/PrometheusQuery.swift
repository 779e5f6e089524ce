internal import IncidentModel

extension HealthFormat {
  /// An instant query of Prometheus, `/api/v1/query`: one row for each series, judged by thresholds.
  ///
  /// Shape: `{"status": "success", "data": {"resultType": "vector", "result": [{"metric": {…},
  /// "value": [1795387443.253, "0.2"]}]}}`. The time beside a value is that of the evaluation, not
  /// of the sample; ``PrometheusForm`` asks for the sample's too. No traffic gives `NaN`, which is
  /// unknown, as an
  /// empty result is; without a threshold any other value is ok.
  static let prometheusQuery = HealthFormat(
    name: "prometheus",
    summary: "an instant query, a row for each series, judged by warning and critical",
    bodyLimit: 4_194_304,
    recognises: { $0["data"]?["resultType"] != nil || $0["errorType"] != nil },
    decoder: { (answer, options) throws(HealthFailure) in
      let envelope = try PrometheusAnswer(answer, format: "prometheus")
      let data = envelope.data
      var samples: [Sample]
      switch data["resultType"]?.text {
      case "vector", "matrix": samples = (data["result"]?.elements ?? []).map { Sample($0) }
      case "scalar": samples = [Sample(labels: [], point: data["result"])]
      default: throw .notThisFormat("prometheus")
      }
      let times = samples.filter(\.isTime)
      samples.removeAll(where: \.isTime)
      return try HealthDocument(
        samples.map { sample in
          var reading = sample.reading(options, at: answer.fetchedAt)
          let time = times.first { $0.name == sample.name } ?? (times.count == 1 ? times[0] : nil)
          reading.observedAt = time?.value.flatMap(Instant.init(seconds:))
          if envelope.isPartial { reading.output = note("partial", before: reading.output) }
          return reading
        })
    })
}

private struct Sample {
  var labels: [(key: String, value: JSONValue)]
  var value: Double?

  init(_ series: JSONValue) {
    self.init(
      labels: series["metric"]?.members ?? [],
      point: series["value"] ?? series["values"]?.elements?.last)
  }

  init(labels: [(key: String, value: JSONValue)], point: JSONValue?) {
    self.labels = labels
    let parts = point?.elements ?? []
    value = parts.count == 2 ? parts[1].double : nil
  }

  var isTime: Bool { labels.contains { $0.key == PrometheusForm.timeLabel } }

  /// The labels as text, without the name of the metric, which `timestamp` drops.
  var name: String { rowName(labels, without: ["__name__", PrometheusForm.timeLabel]) }

  func reading(_ options: FormatOptions, at fetchedAt: Instant) -> HealthReading {
    let chosen = labels.filter { options.labels.isEmpty || options.labels.contains($0.key) }
    let name = rowName(chosen, without: ["__name__", "severity"])
    let given = urgency(ofSeverity: labels.first { $0.key == "severity" }?.value.text)
    var reading = HealthReading(
      check: name.isEmpty ? "value" : name, status: .unknown, urgency: given ?? options.urgency,
      output: value.map(numberText) ?? "no value", fetchedAt: fetchedAt)
    guard let value else { return reading }
    if value.isNaN {
      reading.output = "NaN: nothing to count"
      reading.isQuiet = true
    } else if options.critical?.holds(for: value) == true {
      reading.status = .critical
    } else if options.warning?.holds(for: value) == true {
      reading.status = .warning
      reading.urgency = given ?? options.urgency(of: .warning)
    } else {
      reading.status = .ok
    }
    return reading
  }
}

extension Instant {
  /// Seconds since 1970 with a fraction; nil when that is no time of the years 1970 to 9999.
  init?(seconds: Double) {
    guard seconds >= 0, seconds < 253_402_300_800 else { return nil }
    self.init(milliseconds: Int64(seconds * 1000))
  }
}
