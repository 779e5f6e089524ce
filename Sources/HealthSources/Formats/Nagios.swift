internal import IncidentModel

extension HealthFormat {
  /// A monitoring plugin: the exit status decides, whatever the text says.
  ///
  /// 0 ok, 1 warning, 2 critical; 3 and every other status, as of a plugin that is missing (127) or
  /// was killed (128 and above), unknown. The output is `TEXT | 'label'=value[UOM];warn;crit;min;max`,
  /// then lines of long text. Source: monitoring-plugins.org/doc/guidelines.html.
  static let nagios = HealthFormat(
    name: "nagios",
    summary: "a monitoring plugin: its exit status decides",
    accept: nil, bodyLimit: 65_536, readsCutOutput: true,
    decoder: { (answer, options) throws(HealthFailure) in
      let status: HealthStatus =
        switch answer.status {
        case 0: .ok
        case 1: .warning
        case 2: .critical
        default: .unknown
        }
      var output = PluginOutput(answer.text).text
      if output.isEmpty {
        let errors = String(decoding: answer.errorOutput, as: UTF8.self)
        output = PluginOutput(errors).text
      }
      if answer.status > 3 { output = note("exit status \(answer.status)", before: output) }
      return try HealthDocument([
        HealthReading(
          check: "plugin", status: status, urgency: options.urgency(of: status), output: output,
          observedAt: answer.fetchedAt, fetchedAt: answer.fetchedAt)
      ])
    })
}

/// What a plugin wrote: text before the first `|` of each line.
struct PluginOutput {
  /// The text without performance data, lines kept.
  let text: String

  init(_ written: String) {
    var lines: [Substring] = []
    for line in written.split(whereSeparator: \.isNewline) {
      let bar = Self.bar(in: line)
      lines.append(line[..<(bar ?? line.endIndex)])
      // After a bar in the long text, all that follows is performance data.
      if bar != nil, lines.count > 1 { break }
    }
    text = lines.map { String($0.trimmingSpaces) }.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The first bar that no backslash stands before.
  private static func bar(in line: Substring) -> Substring.Index? {
    var isEscaped = false
    for index in line.indices {
      if line[index] == "|", !isEscaped { return index }
      isEscaped = line[index] == "\\" && !isEscaped
    }
    return nil
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var rest = drop { $0 == " " || $0 == "\t" }
    while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
    return rest
  }
}
