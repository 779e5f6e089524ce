internal import FoundationEssentials

/// The two ways attributes are written: a JSON object, or `key=value key="quoted value"`, with or
/// without braces.
enum AttributeText {
  static func pairs(of text: String) throws(AttributeError) -> [(key: String, value: String)] {
    let text = text.trimmingSpaces()
    if text.isEmpty { return [] }
    if text.hasPrefix("{") {
      guard text.hasSuffix("}") else { throw AttributeError("a { is opened and not closed") }
      let inside = text.dropFirst().dropLast().trimmingSpaces()
      return inside.hasPrefix("\"") ? try json(String(text)) : try words(inside)
    }
    return try words(text)
  }

  private struct Scalar: Decodable {
    var text: String

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let flag = try? container.decode(Bool.self) {
        text = flag ? "true" : "false"
      } else if let number = try? container.decode(Int64.self) {
        text = "\(number)"
      } else {
        text = try container.decode(String.self)
      }
    }
  }

  private static func json(_ text: String) throws(AttributeError) -> [(key: String, value: String)]
  {
    do {
      let object = try JSONDecoder().decode([String: Scalar].self, from: Data(text.utf8))
      return object.map { ($0.key, $0.value.text) }.sorted { $0.key < $1.key }
    } catch {
      throw AttributeError("a JSON object of texts, numbers and true or false is wanted")
    }
  }

  private static func words(_ text: Substring) throws(AttributeError) -> [(
    key: String, value: String
  )] {
    var pairs: [(key: String, value: String)] = []
    var rest = text
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return pairs }
      let key = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == "." }
      guard !key.isEmpty else { throw AttributeError("a key is wanted where '\(first)' stands") }
      rest = rest.dropFirst(key.count)
      guard rest.first == "=" else {
        guard rest.first?.isWhitespace ?? true else {
          throw AttributeError("= is wanted after \(key)")
        }
        throw AttributeError("\(key) has no value: \(key)=…")
      }
      rest = rest.dropFirst()
      pairs.append((String(key), try value(&rest, of: key)))
    }
  }

  private static func value(_ rest: inout Substring, of key: Substring) throws(AttributeError)
    -> String
  {
    guard let quote = rest.first, quote == "\"" || quote == "'" else {
      let value = rest.prefix { !$0.isWhitespace }
      rest = rest.dropFirst(value.count)
      return String(value)
    }
    rest = rest.dropFirst()
    var value = ""
    while let character = rest.popFirst() {
      if character == quote {
        guard rest.first?.isWhitespace ?? true else {
          throw AttributeError("a space is wanted after the value of \(key)")
        }
        return value
      }
      // Only the quote and the sign itself: a pattern keeps its own.
      if character == "\\", quote == "\"", let next = rest.first, next == quote || next == "\\" {
        value.append(next)
        rest = rest.dropFirst()
      } else {
        value.append(character)
      }
    }
    throw AttributeError("the value of \(key) is opened with \(quote) and not closed")
  }
}
