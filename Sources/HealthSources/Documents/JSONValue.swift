internal import IncidentModel

/// A JSON value of a document from outside, read without trusting any of its types.
enum JSONValue: Sendable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  /// In the order of the document; a key may be there more than once.
  case object([(key: String, value: JSONValue)])

  /// The value of a key; of several the last counts, as in most readers.
  subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  /// The first value that is there, not null, of several keys.
  subscript(first keys: String...) -> JSONValue? {
    for key in keys {
      if let value = self[key], !value.isNull { return value }
    }
    return nil
  }

  var isNull: Bool {
    if case .null = self { true } else { false }
  }

  var elements: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  var members: [(key: String, value: JSONValue)]? {
    if case .object(let members) = self { members } else { nil }
  }

  /// The text of a string that is not empty.
  var text: String? {
    if case .string(let text) = self, !text.isEmpty { text } else { nil }
  }

  /// A truth value, also as the words for it.
  var truth: Bool? {
    switch self {
    case .bool(let truth): truth
    case .string("true"), .string("True"), .string("TRUE"): true
    case .string("false"), .string("False"), .string("FALSE"): false
    case .null, .number, .string, .array, .object: nil
    }
  }

  /// A number, also in quotes; may be NaN or infinite.
  var double: Double? {
    switch self {
    case .number(let number): number
    case .string(let text): Double(text)
    case .null, .bool, .array, .object: nil
    }
  }

  /// A whole number, also as `1.0` or in quotes.
  var integer: Int? { double.flatMap { Int(exactly: $0) } }

  /// An RFC 3339 time; nil for the year 1, which is Go's way to say never.
  var instant: Instant? {
    guard let text, let instant = Instant(rfc3339: text) else { return nil }
    return instant.milliseconds < -62_000_000_000_000 ? nil : instant
  }

  /// The value as one line for people: members as `key=value`, elements with commas between.
  var line: String {
    switch self {
    case .null: ""
    case .bool(let truth): truth ? "true" : "false"
    case .number(let number): numberText(number)
    case .string(let text): text
    case .array(let elements): elements.map(\.line).joined(separator: ", ")
    case .object(let members):
      members.map { "\($0.key)=\($0.value.line)" }.joined(separator: " ")
    }
  }
}

/// A number as short as it can be: `4`, `0.2`, `NaN`, `+Inf`.
func numberText(_ number: Double) -> String {
  if number.isNaN { return "NaN" }
  if number.isInfinite { return number < 0 ? "-Inf" : "+Inf" }
  return Int64(exactly: number).map { String($0) } ?? String(number)
}
