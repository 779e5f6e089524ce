/// An opaque id of a person; who that is stands in ``People``, outside the chain, and can be erased.
package struct PersonID: Hashable, Comparable, Sendable, Codable, RawRepresentable {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  package init(from decoder: any Decoder) throws {
    rawValue = try decoder.singleValueContainer().decode(String.self)
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(rawValue)
  }
}

/// Who wrote an entry: a person, or a part of the system.
package enum Author: Hashable, Sendable {
  case person(PersonID)
  case system(String)

  /// The form it is stored in: the person's id, or `system:NAME`.
  package var stored: String {
    switch self {
    case .person(let id): id.rawValue
    case .system(let name): "system:\(name)"
    }
  }

  package init(stored: String) {
    self =
      stored.hasPrefix("system:")
      ? .system(String(stored.dropFirst("system:".count)))
      : .person(PersonID(rawValue: stored))
  }

  package var person: PersonID? {
    switch self {
    case .person(let id): id
    case .system: nil
    }
  }
}
