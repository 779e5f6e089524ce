/// A line of the Prometheus text format: `name{label="value"} 1`.
///
/// Source: prometheus.io/docs/instrumenting/exposition_formats.
struct ExpositionSample {
  let name: String
  let labels: [String: String]
  let value: Double

  /// The samples of a text; comments, and lines that are none, are left out.
  static func samples(of text: String) -> [ExpositionSample] {
    text.split(whereSeparator: \.isNewline).compactMap { ExpositionSample($0) }
  }

  private init?(_ line: Substring) {
    var rest = line.drop { $0 == " " }
    guard let first = rest.first, first != "#" else { return nil }
    name = String(rest.prefix { $0 != "{" && $0 != " " })
    rest = rest.dropFirst(name.count)
    var labels: [String: String] = [:]
    if rest.first == "{" {
      rest = rest.dropFirst()
      while let first = rest.first, first != "}" {
        guard let (key, value) = Self.label(&rest) else { return nil }
        labels[key] = value
      }
      rest = rest.dropFirst()
    }
    guard let number = rest.split(separator: " ").first, let value = Double(number) else {
      return nil
    }
    self.labels = labels
    self.value = value
  }

  /// Takes `key="value"` and the comma after it.
  private static func label(_ rest: inout Substring) -> (String, String)? {
    let key = rest.prefix { $0 != "=" && $0 != "}" }.filter { $0 != " " }
    rest = rest.drop { $0 != "=" && $0 != "}" }.dropFirst()
    guard rest.first == "\"" else { return nil }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.popFirst(), character != "\"" {
      guard character == "\\" else {
        value.append(character)
        continue
      }
      guard let escaped = rest.popFirst() else { return nil }
      value.append(escaped == "n" ? "\n" : escaped)
    }
    rest = rest.drop { $0 == "," || $0 == " " }
    return (key, value)
  }
}
