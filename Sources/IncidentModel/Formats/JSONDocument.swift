/// A JSON value that keeps what the text said: the order of keys, and whether a number is whole.
package enum JSONDocument: Hashable, Sendable {
  case null
  case bool(Bool)
  /// Written without a fraction and an exponent, and not too large.
  case integer(Int)
  /// Any other number; also NaN and the infinities, which Python writes.
  case number(Double)
  case text(String)
  case array([JSONDocument])
  /// In the order of the text; a key may be there more than once.
  case object([Member])

  package struct Member: Hashable, Sendable {
    package var key: String
    package var value: JSONDocument

    package init(_ key: String, _ value: JSONDocument) {
      self.key = key
      self.value = value
    }
  }

  /// The value of a key; of several the last counts, as in most readers.
  package subscript(key: String) -> JSONDocument? { members.last { $0.key == key }?.value }

  package var members: [Member] { if case .object(let members) = self { members } else { [] } }

  package var elements: [JSONDocument] {
    if case .array(let elements) = self { elements } else { [] }
  }

  package var text: String? { if case .text(let text) = self { text } else { nil } }

  package var integer: Int? { if case .integer(let integer) = self { integer } else { nil } }

  package var bool: Bool? { if case .bool(let bool) = self { bool } else { nil } }

  package var isNull: Bool { self == .null }

  package var isObject: Bool { if case .object = self { true } else { false } }

  package var isArray: Bool { if case .array = self { true } else { false } }
}

// MARK: - Writing

extension JSONDocument {
  /// The value as indented JSON with a line end; keys stay in their order.
  package var indented: String {
    var output = ""
    write(into: &output, indent: "\n")
    return output + "\n"
  }

  private func write(into output: inout String, indent: String) {
    switch self {
    case .null: output += "null"
    case .bool(let bool): output += bool ? "true" : "false"
    case .integer(let integer): output += String(integer)
    case .number(let number): output += decimalText(number)
    case .text(let text): output += jsonQuoted(text)
    case .array(let elements):
      write(elements, "[", "]", into: &output, indent) { element, output, indent in
        element.write(into: &output, indent: indent)
      }
    case .object(let members):
      write(members, "{", "}", into: &output, indent) { member, output, indent in
        output += jsonQuoted(member.key) + ": "
        member.value.write(into: &output, indent: indent)
      }
    }
  }

  private func write<Item>(
    _ items: [Item], _ open: String, _ close: String, into output: inout String, _ indent: String,
    _ write: (Item, inout String, String) -> Void
  ) {
    output += open
    for (index, item) in items.enumerated() {
      output += (index == 0 ? "" : ",") + indent + "  "
      write(item, &output, indent + "  ")
    }
    output += (items.isEmpty ? "" : indent) + close
  }
}

/// A number as JSON and YAML have it, as short as it can be; `null` for what they have no number for.
package func decimalText(_ number: Double) -> String {
  guard number.isFinite else { return "null" }
  return Int64(exactly: number).map { String($0) } ?? String(number)
}

/// A text in quotes, as RFC 8259 wants it.
///
/// What ``visible(_:multiline:)`` would mark is escaped as well, so that a document may be looked at in a
/// terminal and still says what was stored.
package func jsonQuoted(_ text: String) -> String {
  var output = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": output += "\\\""
    case "\\": output += "\\\\"
    case "\n": output += "\\n"
    case "\t": output += "\\t"
    case "\r": output += "\\r"
    case _ where VisibleMark.mark(for: scalar) != nil:
      for unit in String(scalar).utf16 {
        let hex = String(unit, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - hex.utf8.count) + hex
      }
    default: output.unicodeScalars.append(scalar)
    }
  }
  return output + "\""
}
