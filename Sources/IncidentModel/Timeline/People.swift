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
    guard text.utf8.contains(UInt8(ascii: "@")) else { return text }
    return text.replacing(/@\{([A-Za-z0-9-]+)\}/) { found in
      "@\(shown(PersonID(rawValue: String(found.1))))"
    }
  }

  package func showingMentions(in text: String) -> String {
    showingMentions(in: text, as: handle(of:))
  }

  /// A handle must be typable on a command line: letters, digits, `.`, `_`, `-`, at most 40 of them.
  package static func isHandle(_ text: String) -> Bool {
    text.count <= 40 && text.wholeMatch(of: /[\p{L}\p{N}][\p{L}\p{N}._-]*/) != nil
  }
}
