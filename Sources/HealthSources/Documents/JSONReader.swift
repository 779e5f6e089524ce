internal import IncidentModel

/// Reads JSON of unknown origin: whatever comes, it ends with a value or with a reason.
enum JSONReader {
  /// The value that the bytes are.
  ///
  /// - Throws: ``HealthFailure/malformed(at:)``, with the byte at which that was noticed.
  static func value(of bytes: [UInt8]) throws(HealthFailure) -> JSONValue {
    do throws(JSONDocumentError) {
      return JSONValue(try JSONDocument(bytes))
    } catch { throw .malformed(at: error.offset) }
  }
}

extension JSONValue {
  /// The value as health is read: whether a number was written with a fraction does not matter.
  fileprivate init(_ document: JSONDocument) {
    switch document {
    case .null: self = .null
    case .bool(let truth): self = .bool(truth)
    case .integer(let integer): self = .number(Double(integer))
    case .number(let number): self = .number(number)
    case .text(let text): self = .string(text)
    case .array(let elements): self = .array(elements.map { JSONValue($0) })
    case .object(let members):
      self = .object(members.map { (key: $0.key, value: JSONValue($0.value)) })
    }
  }
}
