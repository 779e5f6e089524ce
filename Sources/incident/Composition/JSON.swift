internal import IncidentModel

/// A JSON document as a value; keys are written sorted, so the same document is the same bytes.
enum JSON: Hashable {
  case null
  case bool(Bool)
  case number(Int64)
  /// Not a number is null.
  case decimal(Double)
  case string(String)
  case array([JSON])
  case object([String: JSON])

  static func time(_ instant: Instant?) -> JSON { .optional(instant?.rfc3339) }
  static func optional(_ text: String?) -> JSON { text.map { .string($0) } ?? .null }
  static func optional(_ number: Int64?) -> JSON { number.map { .number($0) } ?? .null }
  static func optional(_ number: Double?) -> JSON { number.map { .decimal($0) } ?? .null }
  static func count(_ number: Int) -> JSON { .number(Int64(number)) }
  static func list(_ texts: some Sequence<String>) -> JSON { .array(texts.map { .string($0) }) }

  /// The document on one line, or on several with two spaces for each depth.
  func text(isPretty: Bool) -> String {
    var output = ""
    write(to: &output, indent: isPretty ? 0 : nil)
    return output
  }

  private func write(to output: inout String, indent: Int?) {
    switch self {
    case .null: output += "null"
    case .bool(let value): output += value ? "true" : "false"
    case .number(let value): output += String(value)
    case .decimal(let value): output += value.isFinite ? "\(value)" : "null"
    case .string(let value): output += jsonQuoted(value)
    case .array(let items):
      Self.write(items, between: "[", and: "]", to: &output, indent: indent) { item, output in
        item.write(to: &output, indent: indent.map { $0 + 1 })
      }
    case .object(let members):
      let sorted = members.sorted { $0.key < $1.key }
      Self.write(sorted, between: "{", and: "}", to: &output, indent: indent) { member, output in
        output += jsonQuoted(member.key)
        output += indent == nil ? ":" : ": "
        member.value.write(to: &output, indent: indent.map { $0 + 1 })
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: String, and close: String, to output: inout String,
    indent: Int?, _ writeItem: (Item, inout String) -> Void
  ) {
    let newLine = { (depth: Int) in "\n" + String(repeating: "  ", count: depth) }
    output += open
    for (position, item) in items.enumerated() {
      if position > 0 { output += "," }
      if let indent { output += newLine(indent + 1) }
      writeItem(item, &output)
    }
    if let indent, !items.isEmpty { output += newLine(indent) }
    output += close
  }
}
