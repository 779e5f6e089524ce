/// The body of a `POST` to `/api/v1/query` of Prometheus, `application/x-www-form-urlencoded`.
///
/// A form is taken for queries of any length. Source:
/// prometheus.io/docs/prometheus/latest/querying/api.
package enum PrometheusForm {
  /// The label that marks the series which hold times.
  static let timeLabel = "incident_sample_time"

  /// Asks a query and nothing else.
  package static func plain(query: String, timeoutSeconds: Int64) -> String {
    "query=\(percentEncoded(query))&timeout=\(timeoutSeconds)s"
  }

  /// Asks a query that gives a vector, with the time of its newest samples in the same answer.
  ///
  /// `sampleQuery` gives when the samples behind the query were taken, as `timestamp(up)` does; nil
  /// takes the one of the query itself, which for an aggregate is only the time of evaluation.
  package static func timed(
    query: String, sampleQuery: String? = nil, timeoutSeconds: Int64
  ) -> String {
    let time = sampleQuery ?? "timestamp(\(query))"
    let marked = "label_replace(\(time), \"\(timeLabel)\", \"1\", \"\", \"\")"
    return plain(query: "(\(query)) or \(marked)", timeoutSeconds: timeoutSeconds)
  }
}

/// Text for a form or a query: all but unreserved characters (RFC 3986) as `%41`.
func percentEncoded(_ text: String) -> String {
  var encoded = ""
  for byte in text.utf8 {
    let scalar = Unicode.Scalar(byte)
    let isPlain =
      byte < 0x80 && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
    if isPlain || "-._~".unicodeScalars.contains(scalar) {
      encoded.unicodeScalars.append(scalar)
    } else {
      let hex = String(byte, radix: 16, uppercase: true)
      encoded += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
    }
  }
  return encoded
}
