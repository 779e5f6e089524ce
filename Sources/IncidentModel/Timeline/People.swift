/// A person who takes part: the handle that is typed and shown, and a name.
package struct Person: Hashable, Sendable, Codable {
  package let id: PersonID
  package var handle: String
  package var name: String?

  package init(id: PersonID, handle: String, name: String? = nil) {
    self.id = id
    self.handle = handle
    self.name = name
  }
}

/// Everybody the logbook knows, by id and by handle.
package struct People: Hashable, Sendable {
  private var byID: [PersonID: Person] = [:]
  private var byHandle: [String: PersonID] = [:]

  package init(_ people: some Sequence<Person> = []) {
    for person in people { insert(person) }
  }

  package mutating func insert(_ person: Person) {
    if let known = byID[person.id] { byHandle[known.handle.lowercased()] = nil }
    byID[person.id] = person
    byHandle[person.handle.lowercased()] = person.id
  }

  package subscript(id: PersonID) -> Person? { byID[id] }

  /// The person with that handle, whatever its case.
  package subscript(handle handle: String) -> Person? {
    byHandle[handle.lowercased()].flatMap { byID[$0] }
  }

  package var handles: [String] { byID.values.map(\.handle).sorted() }

  package func handle(of id: PersonID) -> String { byID[id]?.handle ?? "someone erased" }

  /// The author as the screen shows it: a handle, or the name of the part of the system.
  package func label(of author: Author) -> String {
    switch author {
    case .person(let id): handle(of: id)
    case .system(let name): name
    }
  }

  /// Replaces each `@handle` of a known person by a token that survives a rename or an erasure.
  package func storingMentions(in text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    return text.replacing(/@([\p{L}\p{N}][\p{L}\p{N}._-]*)/) { found in
      // "ask @bo." ends a sentence; the handle is "bo".
      var handle = String(found.1)
      var rest = ""
      while true {
        if let person = self[handle: handle] { return "@{\(person.id.rawValue)}\(rest)" }
        guard let last = handle.last, "._-".contains(last) else { return String(found.0) }
        rest = String(handle.removeLast()) + rest
      }
    }
  }

  /// Replaces each stored token by what `shown` says of the person.
  package func showingMentions(
    in text: String, as shown: (PersonID) -> String
  ) -> String {
    let utf8 = text.utf8
    guard utf8.contains(UInt8(ascii: "@")) else { return text }
    // By hand, not by a pattern: every line of every frame passes here.
    var output = ""
    var copied = text.startIndex
    var index = text.startIndex
    while let sign = utf8[index...].firstIndex(of: UInt8(ascii: "@")) {
      index = utf8.index(after: sign)
      guard index < utf8.endIndex, utf8[index] == UInt8(ascii: "{") else { continue }
      let id = utf8[utf8.index(after: index)...].prefix { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"): true
        default: false
        }
      }
      guard !id.isEmpty, id.endIndex < utf8.endIndex, utf8[id.endIndex] == UInt8(ascii: "}")
      else { continue }
      output += text[copied..<sign]
      output += "@\(shown(PersonID(rawValue: String(Substring(id)))))"
      index = utf8.index(after: id.endIndex)
      copied = index
    }
    return output + text[copied...]
  }

  package func showingMentions(in text: String) -> String {
    showingMentions(in: text, as: handle(of:))
  }

  /// A handle must be typable on a command line: letters, digits, `.`, `_`, `-`, at most 40 of them.
  package static func isHandle(_ text: String) -> Bool {
    guard let first = text.first, isWord(first), text.count <= 40 else { return false }
    return text.dropFirst().allSatisfy { isWord($0) || "._-".contains($0) }
  }

  private static func isWord(_ character: Character) -> Bool {
    switch character.unicodeScalars.first?.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      true
    default: false
    }
  }
}
