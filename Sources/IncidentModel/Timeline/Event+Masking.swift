extension Event {
  /// The same event without secrets in any of its texts, whatever its kind: what is plainly one never stands in an
  /// id, a name of a choice or a number.
  package func masking(_ mask: SecretMask) -> Event {
    guard let document = try? JSONDocument(Array(body.utf8)) else { return self }
    let masked = document.mappingTexts(mask.masking)
    return masked == document ? self : Event(kind: kindName, body: masked.indented)
  }
}

extension JSONDocument {
  /// The same document with every text in it changed; keys stay.
  fileprivate func mappingTexts(_ change: (String) -> String) -> JSONDocument {
    switch self {
    case .text(let text): .text(change(text))
    case .array(let elements): .array(elements.map { $0.mappingTexts(change) })
    case .object(let members):
      .object(members.map { Member($0.key, $0.value.mappingTexts(change)) })
    case .null, .bool, .integer, .number: self
    }
  }
}
