extension Silence {
  /// A label that an alert must have with this value, or must not.
  ///
  /// Written as `name="value"`, `name!="value"`, `name=~"pattern"` or `name!~"pattern"`; a pattern
  /// must match the whole value, and a label that is not there has the value "". Source:
  /// prometheus.io/docs/alerting/latest/configuration, matchers.
  package struct Matcher: Hashable, Sendable {
    package var name: String
    package var value: String
    package var isRegex: Bool
    /// False for a label that must not have it.
    package var isEqual: Bool

    package init(_ name: String, _ value: String, isRegex: Bool = false, isEqual: Bool = true) {
      self.name = name
      self.value = value
      self.isRegex = isRegex
      self.isEqual = isEqual
    }

    /// Reads the written form, quotes or not; nil for anything else and a pattern that is none.
    package init?(_ text: String) {
      guard let found = text.wholeMatch(of: /\s*([A-Za-z_][A-Za-z0-9_]*)\s*(=~|!~|!=|=)\s*(.*?)\s*/)
      else { return nil }
      var value = String(found.3)
      if value.count > 1, value.first == "\"", value.last == "\"" {
        value = String(value.dropFirst().dropLast()).replacing("\\\"", with: "\"")
          .replacing("\\\\", with: "\\")
      }
      self.init(
        String(found.1), value, isRegex: found.2.hasSuffix("~"), isEqual: !found.2.hasPrefix("!"))
      if isRegex, (try? Regex(value)) == nil { return nil }
    }

    func matches(_ labels: JSONValue?) -> Bool {
      let found = labels?[name]?.text ?? ""
      guard isRegex else { return (found == value) == isEqual }
      guard let pattern = try? Regex(value) else { return false }
      return ((try? pattern.wholeMatch(in: found)) ?? nil != nil) == isEqual
    }
  }
}

extension FormatOptions {
  /// Whether an alert is shown: a watchdog is, whatever the matchers say.
  func wants(_ labels: JSONValue?) -> Bool {
    if let name = labels?["alertname"]?.text, watchdogs.contains(name) { return true }
    return matchers.allSatisfy { $0.matches(labels) }
  }
}
