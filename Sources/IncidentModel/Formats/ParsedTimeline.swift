/// The timeline of one incident as it was read from a file.
package struct ParsedTimeline: Sendable {
  /// One line of the file that became an event.
  package struct Line: Hashable, Sendable {
    /// Counted from 1; 0 for the declaration of a file that has none.
    package var lineNumber: Int
    package var at: Instant
    package var kind: Kind
    package var event: Event
    /// The text as it was written in the file, from which the id follows.
    package var text: String
    /// Who wrote it, where the file says so.
    package var author: Author?
    /// The id of the entry, where the file says so.
    package var id: EntryID?
    /// When it was written down, where the file says so.
    package var recordedAt: Instant?
  }

  /// In the order of the file.
  package private(set) var lines: [Line]
  /// Every line that could not be read.
  package let problems: [LineProblem]
  package let title: String
  /// Milestones whose times contradict each other: shown, not refused.
  package let warnings: [OrderViolation]

  /// Completes what was read: a file that declares nothing gets a declaration at its first line.
  init(lines: [Line], problems: [LineProblem], title fallback: String) {
    self.problems = problems
    var lines = lines
    let declarations = lines.compactMap { line in
      if case .declared(let declaration) = line.event { declaration.title } else { nil }
    }
    title = declarations.first ?? fallback
    if declarations.isEmpty, let first = lines.first {
      lines.insert(
        Line(
          lineNumber: 0, at: first.at, kind: .declared,
          event: .declared(Declaration(title: fallback, backfilled: true)), text: fallback),
        at: 0)
    }
    self.lines = lines
    let nobody = IncidentID(bits: 0)
    let entries = lines.enumerated().map { index, line in
      Entry(
        id: EntryID(bits: UInt128(index)), incident: nobody, happenedAt: line.at,
        recordedAt: line.at, author: .system("import"), event: line.event)
    }
    warnings = Incident(id: nobody, replaying: entries).orderViolations
  }

  /// The id of the incident; it follows from the declaration, so a file that grows keeps it.
  ///
  /// - Parameter hash: a cryptographic hash of at least 16 bytes.
  /// - Returns: a UUIDv7 with the time of the declaration.
  package func incident(hash: ([UInt8]) -> [UInt8]) -> IncidentID {
    let at = lines.first { $0.kind == .declared }?.at ?? Instant(milliseconds: 0)
    return IncidentID(at: at, hash: hash(fields(["incident", "\(at.milliseconds)", title])))
  }

  /// The entries of the lines, in the order of the file.
  ///
  /// An id follows from (incident, time, kind, text, how many equal lines stand before), so that a
  /// file that is imported again adds nothing, and one that grew adds what is new. Lines of the same
  /// minute keep their order because each is recorded a millisecond after the one before.
  ///
  /// - Parameters:
  ///   - incident: the incident they belong to.
  ///   - author: who imports the file: the author of the lines that name none.
  ///   - importedAt: the moment of the import.
  ///   - hash: a cryptographic hash of at least 16 bytes.
  /// - Returns: one entry for each line.
  package func entries(
    of incident: IncidentID, by author: Author, importedAt: Instant, hash: ([UInt8]) -> [UInt8]
  ) -> [Entry] {
    var seen: [[UInt8]: Int] = [:]
    return lines.enumerated().map { index, line in
      let content = fields([
        incident.description, "\(line.at.milliseconds)", line.kind.rawValue, line.text,
      ])
      let ordinal = seen[content, default: 0]
      seen[content] = ordinal + 1
      let recordedAt = Instant(
        milliseconds: importedAt.milliseconds - Int64(lines.count - index))
      return Entry(
        id: line.id ?? EntryID(at: line.at, hash: hash(content + fields(["\(ordinal)"]))),
        incident: incident, happenedAt: line.at, recordedAt: line.recordedAt ?? recordedAt,
        author: line.author ?? author, event: line.event)
    }
  }
}

/// Texts as bytes that no other list of texts has: each ends with a zero byte, which none contains.
private func fields(_ texts: [String]) -> [UInt8] {
  texts.flatMap { text in text.utf8.flatMap { $0 == 0 ? [0xFF] : [$0] } + [0] }
}

extension Identifier {
  /// A UUIDv7 with a moment and, where others are random, the first bits of a hash.
  fileprivate init(at moment: Instant, hash: [UInt8]) {
    let random = hash.prefix(10).reduce(UInt128(0)) { $0 << 8 | UInt128($1) }
    var bits = UInt128(UInt64(bitPattern: moment.milliseconds) & 0xFFFF_FFFF_FFFF) << 80
    bits |= 0x7 << 76
    bits |= (random >> 62 & 0xFFF) << 64
    bits |= 0b10 << 62
    bits |= random & 0x3FFF_FFFF_FFFF_FFFF
    self.init(bits: bits)
  }
}
