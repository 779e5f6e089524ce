/// What each person of an incident is called in a document.
///
/// As roles: the highest role they held, with a number from its second holder on, else `responder 1`
/// and so on in the order in which they appear. Nobody is called two ways in one document.
package struct Cast: Sendable {
  private var labels: [PersonID: String] = [:]
  private let people: People
  private let peopleAs: PostmortemOptions.PeopleAs
  /// Who held which role, in order.
  package private(set) var holders: [RoleName: [PersonID]] = [:]
  /// Everybody else who wrote, did or was mentioned, in order of appearance.
  package private(set) var others: [PersonID] = []
  /// The names to be replaced in free text, by their first letter, the longest first.
  private var needles: [Unicode.Scalar: [Needle]] = [:]

  private struct Needle: Sendable {
    let scalars: [Unicode.Scalar]
    let label: String
  }

  package init(
    _ lines: [TimelineLine], people: People, as peopleAs: PostmortemOptions.PeopleAs
  ) {
    self.people = people
    self.peopleAs = peopleAs
    var order: [PersonID] = []
    for line in lines where !line.isHidden {
      for person in line.entry.people where !order.contains(person) { order.append(person) }
      guard let (role, person) = line.entry.event.roleTaken else { continue }
      if holders[role]?.contains(person) != true { holders[role, default: []].append(person) }
    }
    let held = Set(holders.values.joined())
    others = order.filter { !held.contains($0) }
    // Whoever wrote it all down afterwards did not respond for that.
    if let recorder = Self.recorder(lines), !held.contains(recorder) {
      others.removeAll { $0 == recorder }
      labels[recorder] = "recorder"
    }
    guard peopleAs == .roles else { return }
    for role in holders.keys.sorted() {
      for (index, person) in (holders[role] ?? []).enumerated() where labels[person] == nil {
        labels[person] = role.words + (index == 0 ? "" : " \(index + 1)")
      }
    }
    for (index, person) in others.enumerated() {
      labels[person] = "responder \(index + 1)"
    }
    for person in order { addNeedles(of: person) }
  }

  /// A cast of everybody who is known, for documents that are about no incident.
  ///
  /// - Parameters:
  ///   - people: everybody.
  ///   - label: what somebody is called.
  package init(_ people: People, calling label: (PersonID) -> String) {
    self.people = people
    peopleAs = .roles
    for person in people.handles.compactMap({ people[handle: $0]?.id }) {
      labels[person] = label(person)
    }
    for person in labels.keys { addNeedles(of: person) }
  }

  /// The only author of an incident that was written down after the fact; nil for any other.
  private static func recorder(_ lines: [TimelineLine]) -> PersonID? {
    let isBackfilled = lines.contains { line in
      if case .declared(let declaration) = line.entry.event {
        declaration.backfilled ?? false
      } else {
        false
      }
    }
    let authors = Set(lines.map(\.entry.author))
    return isBackfilled && authors.count == 1 ? authors.first?.person : nil
  }

  private mutating func addNeedles(of id: PersonID) {
    guard let person = people[id], let label = labels[id] else { return }
    for name in [person.handle, person.name ?? ""] {
      let scalars = name.unicodeScalars.map(folded)
      guard let first = scalars.first, scalars.count >= 3 else { continue }
      needles[first, default: []].append(Needle(scalars: scalars, label: label))
      needles[first]?.sort { $0.scalars.count > $1.scalars.count }
    }
  }

  /// What the person is called.
  package func name(_ id: PersonID) -> String {
    switch peopleAs {
    case .roles: labels[id] ?? "somebody"
    case .names: people[id]?.name ?? people.handle(of: id)
    }
  }

  package func name(_ author: Author) -> String {
    switch author {
    case .person(let id): name(id)
    case .system(let name): name
    }
  }

  /// The text of an event, in which everybody is called what they are called here.
  package func text(_ event: Event) -> String {
    replacingNames(event.text { "{\($0.rawValue)}" })
  }

  /// Free text, in which everybody is called what they are called here.
  package func text(_ text: String) -> String { replacingNames(text) }

  private func replacingNames(_ text: String) -> String {
    let shown = text.replacing(/@?\{([A-Za-z0-9-]+)\}/) { found in
      let id = PersonID(rawValue: String(found.1))
      guard labels[id] != nil || people[id] != nil || found.0.hasPrefix("@") else {
        return String(found.0)
      }
      return name(id)
    }
    guard peopleAs == .roles, !needles.isEmpty else { return shown }
    return replacingHandles(shown)
  }

  private func replacingHandles(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var output = String.UnicodeScalarView()
    var index = 0
    while index < scalars.count {
      let isStart = index == 0 || !isWord(scalars[index - 1])
      if isStart, scalars[index...].starts(with: "http".unicodeScalars) {
        // Inside an address a name is part of where it leads.
        let address = scalars[index...].prefix { !$0.properties.isWhitespace }
        output.append(contentsOf: address)
        index += address.count
      } else if isStart, let needle = needle(at: index, in: scalars) {
        if output.last == "@" { output.removeLast() }
        output.append(contentsOf: needle.label.unicodeScalars)
        index += needle.scalars.count
      } else {
        output.append(scalars[index])
        index += 1
      }
    }
    return String(output)
  }

  private func needle(at index: Int, in scalars: [Unicode.Scalar]) -> Needle? {
    needles[folded(scalars[index])]?.first { needle in
      let end = index + needle.scalars.count
      guard end <= scalars.count, end == scalars.count || !isWord(scalars[end]) else {
        return false
      }
      return scalars[index..<end].lazy.map(folded).elementsEqual(needle.scalars)
    }
  }
}

private func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  let mapping = scalar.properties.lowercaseMapping.unicodeScalars
  return mapping.count == 1 ? mapping.first ?? scalar : scalar
}

private func isWord(_ scalar: Unicode.Scalar) -> Bool {
  scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType != nil
}

extension RoleName {
  /// The role in words, such as "customer liaison" or "checkout expert".
  package var words: String {
    name.hasPrefix("expert:")
      ? "\(name.dropFirst("expert:".count)) expert" : name.replacing("-", with: " ")
  }
}

extension Entry {
  /// Everybody it names: the author, those in its fields, those mentioned in its text.
  fileprivate var people: [PersonID] {
    let mentioned = event.text { "@{\($0.rawValue)}" }.matches(of: /@\{([A-Za-z0-9-]+)\}/)
    return [author.person].compactMap(\.self) + event.peopleInFields
      + mentioned.map { PersonID(rawValue: String($0.1)) }
  }
}

extension Event {
  fileprivate var peopleInFields: [PersonID] {
    switch self {
    case .role(let change): [change.person].compactMap(\.self)
    case .handoff(let handoff): [handoff.from, handoff.to].compactMap(\.self)
    case .action(let action): [action.who].compactMap(\.self)
    case .task(let task): [task.owner].compactMap(\.self)
    case .followup(let followup): [followup.owner].compactMap(\.self)
    default: []
    }
  }

  /// The role that somebody has from here on.
  fileprivate var roleTaken: (RoleName, PersonID)? {
    switch self {
    case .role(let change): change.person.map { (change.role, $0) }
    case .handoff(let handoff):
      handoff.act == .accepted ? handoff.to.map { (handoff.role, $0) } : nil
    default: nil
    }
  }
}
