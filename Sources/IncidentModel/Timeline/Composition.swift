/// One line as a person types it: a sigil chooses the kind, `@14:02` or `@-5m` says when it happened.
///
/// | sigil | kind | sigil | kind |
/// |---|---|---|---|
/// | none | observation | `~` | hypothesis |
/// | `>` | action | `#` | task |
/// | `=` | decision | `+` | follow-up |
/// | `!` | surprise | `"` | update |
/// | `?` | question | `\` | takes the rest as it stands |
///
/// The sigil and the time may stand in either order. `#` and `+` before a digit are text: `+1`, `#4021`.
package struct Composition: Hashable, Sendable {
  package var kind: Kind
  /// A time to be read by ``parseTime(_:now:zone:allowFuture:)``, such as `14:02` or `-5m`; nil: now.
  package var at: String?
  package var text: String

  package init(kind: Kind, at: String? = nil, text: String) {
    self.kind = kind
    self.at = at
    self.text = text
  }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: what was typed.
  ///   - readsLeadingTime: whether `14:02 text` without `@` is a time too, as in pasted notes.
  package init(line: String, readsLeadingTime: Bool = false) {
    var rest = line.trimmingSpaces()
    var at: String?
    func takeTime(_ bare: Bool) {
      guard at == nil, bare || rest.first == "@" else { return }
      guard let taken = Self.time(opening: bare ? rest : rest.dropFirst()) else { return }
      at = String(taken.time)
      rest = taken.rest
    }
    if readsLeadingTime { takeTime(true) }
    takeTime(false)
    let sigil = rest.first.flatMap { Self.kind(sigil: $0, before: rest.dropFirst().first) }
    if sigil != nil {
      rest = rest.dropFirst().trimmingSpaces()
      takeTime(false)
    } else if rest.first == "\\" {
      rest = rest.dropFirst()
    }
    self.init(kind: sigil ?? .observation, at: at, text: String(rest))
  }

  /// The character that opens a line of each kind, in the order in which help lists them.
  package static let sigils: [(sigil: Character, kind: Kind)] = [
    (">", .action), ("=", .decision), ("!", .surprise), ("?", .question), ("~", .hypothesis),
    ("#", .task), ("+", .followup), ("\"", .update),
  ]

  private static func kind(sigil: Character, before next: Character?) -> Kind? {
    if "#+".contains(sigil), next?.isNumber == true { return nil }
    return sigils.first { $0.sigil == sigil }?.kind
  }

  /// The time that opens a text, of one word (`14:02`) or two (`yesterday 23:10`, `10m ago`).
  private static func time(
    opening text: Substring
  ) -> (time: Substring, rest: Substring)? {
    var ends: [Substring.Index] = []
    var index = text.startIndex
    while ends.count < 2, index < text.endIndex {
      let end = text[index...].firstIndex(where: \.isWhitespace) ?? text.endIndex
      ends.append(end)
      index = text[end...].firstIndex { !$0.isWhitespace } ?? text.endIndex
    }
    for end in ends.reversed() where isTime(text[..<end]) {
      return (text[..<end], text[end...].trimmingSpaces())
    }
    return nil
  }

  /// Whether it has the shape of a time; `25:00` has, so that whoever reads it can say what is wrong.
  private static func isTime(_ text: Substring) -> Bool {
    guard let first = text.first, first.isLetter || first.isNumber || first == "-" else {
      return false
    }
    do throws(TimeError) {
      // Any moment will do: only the shape counts.
      let midday = Instant(milliseconds: 1_000_000_000_000)
      _ = try parseTime(String(text), now: midday, zone: .utc, allowFuture: true)
      return true
    } catch {
      if case .noSuchMoment = error { return true }
      return false
    }
  }

  /// The event the line stands for.
  ///
  /// An update names its audience before a colon, else it is for the stakeholders; a surprise
  /// separates what was expected from what was found with `::`.
  package func event(person: (String) -> PersonID) throws(TextFormError) -> Event {
    guard !text.trimmingSpaces().isEmpty else { throw .empty(kind) }
    switch kind {
    case .update:
      let word = text.prefix { $0 != ":" }
      let isNamed =
        Update.Audience(rawValue: word.lowercased()) != nil && word.endIndex < text.endIndex
      return try Event(
        kind: .update, text: isNamed ? text : "\(Update.Audience.stakeholders.rawValue): \(text)",
        person: person)
    case .surprise:
      let halves = text.split(separator: "::", maxSplits: 1).map { String($0.trimmingSpaces()) }
      if Surprise(text) == nil, halves.count == 2, !halves.contains("") {
        return .surprise(Surprise(expected: halves[0], found: halves[1]))
      }
      return try Event(remark: kind, text: text, person: person)
    case let kind where kind.isRemark:
      return try Event(remark: kind, text: text, person: person)
    default: return try Event(kind: kind, text: text, person: person)
    }
  }
}
