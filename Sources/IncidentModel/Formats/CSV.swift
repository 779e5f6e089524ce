/// Timelines as comma-separated values, RFC 4180, with a header row.
package enum CSV {
  package static let columns = ["time", "kind", "text", "author", "recorded", "id"]

  /// Writes lines as records, each ended with CR LF; hidden lines are left out.
  ///
  /// - Parameters:
  ///   - lines: in the order of the timeline.
  ///   - people: gives the handles.
  ///   - isGuarded: whether a field that a spreadsheet could take for a formula gets a `'` before it.
  /// - Returns: the file.
  package static func write(
    _ lines: some Sequence<TimelineLine>, people: People, isGuarded: Bool = true
  ) -> String {
    var file = record(columns, isGuarded)
    for line in lines where !line.isHidden {
      let entry = line.entry
      let author =
        entry.author.person == nil ? entry.author.stored : people.label(of: entry.author)
      file += record(
        [
          entry.happenedAt.rfc3339, entry.event.kindName,
          entry.event.text(name: people.handle(of:)), author, entry.recordedAt.rfc3339,
          entry.id.description,
        ], isGuarded)
    }
    return file
  }

  private static func record(_ fields: [String], _ isGuarded: Bool) -> String {
    fields.map { field(isGuarded ? guarded($0) : $0) }.joined(separator: ",") + "\r\n"
  }

  /// One field; in quotes when it has to be, controls made visible.
  static func field(_ text: String) -> String {
    let text = dataText(text)
    let special: Set<Unicode.Scalar> = [",", "\"", "\n", "\r"]
    let isPlain = !text.unicodeScalars.contains(where: special.contains)
    return isPlain ? text : "\"\(text.replacing("\"", with: "\"\""))\""
  }

  /// The text with a `'` before what a spreadsheet would run.
  ///
  /// Source: OWASP ASVS 5.0, 1.2.10. A text that looks guarded already gets one more, so that
  /// ``unguarded(_:)`` always undoes it.
  static func guarded(_ text: String) -> String { startsLikeFormula(text) ? "'\(text)" : text }

  /// Undoes ``guarded(_:)``.
  static func unguarded(_ text: String) -> String {
    text.unicodeScalars.first == "'" && startsLikeFormula(text)
      ? String(text.unicodeScalars.dropFirst()) : text
  }

  private static func startsLikeFormula(_ text: String) -> Bool {
    let formula: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "\0"]
    guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
    return formula.contains(first)
  }

  /// Reads a file whose header has at least `time`, `kind` and `text`, in any order.
  ///
  /// Other columns than those that ``write(_:people:isGuarded:)`` writes are passed over.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - options: the zone, the moment, and what to do with lines that cannot be read.
  ///   - person: finds or makes the person with a handle.
  /// - Returns: the timeline; with problems, unless `keepsGoing` made a note of each bad line.
  package static func read(
    _ file: String, _ options: ReadingOptions, person: (String) -> PersonID
  ) -> ParsedTimeline {
    let (records, broken) = records(of: file)
    var problems = broken.map { [$0] } ?? []
    guard let header = records.first else {
      if problems.isEmpty { problems = [LineProblem(line: 1, what: .missingColumn("time"))] }
      return ParsedTimeline(lines: [], problems: problems, title: options.title)
    }
    var places: [String: Int] = [:]
    for (place, name) in header.fields.enumerated() {
      let name = unguarded(name).trimmingSpaces().lowercased()
      guard columns.contains(name) else { continue }
      if places.updateValue(place, forKey: name) != nil {
        problems.append(LineProblem(line: header.line, what: .columnTwice(name)))
      }
    }
    for name in ["time", "kind", "text"] where places[name] == nil {
      problems.append(LineProblem(line: header.line, what: .missingColumn(name)))
    }
    // Without its columns the file cannot be kept going through.
    guard places["time"] != nil, places["kind"] != nil, places["text"] != nil else {
      return ParsedTimeline(lines: [], problems: problems, title: options.title)
    }
    var lines: [ParsedTimeline.Line] = []
    for record in records.dropFirst() {
      do throws(LineProblem.What) {
        guard record.fields.count == header.fields.count else {
          throw .fields(found: record.fields.count, wanted: header.fields.count)
        }
        let row = places.mapValues { unguarded(record.fields[$0]) }
        lines.append(try line(row, record.line, options, person))
      } catch {
        problems.append(LineProblem(line: record.line, what: error))
        guard options.keepsGoing else { continue }
        let text = record.fields.map(unguarded).joined(separator: ", ")
        let time = places["time"].flatMap { place in
          place < record.fields.count ? try? options.time(record.fields[place]) : nil
        }
        lines.append(
          .init(
            lineNumber: record.line, at: time ?? lines.last?.at ?? options.now, kind: .note,
            event: .note(Remark(text: text)), text: text))
      }
    }
    return ParsedTimeline(lines: lines, problems: problems, title: options.title)
  }

  private static func line(
    _ row: [String: String], _ number: Int, _ options: ReadingOptions,
    _ person: (String) -> PersonID
  ) throws(LineProblem.What) -> ParsedTimeline.Line {
    func field(_ name: String) -> String { String((row[name] ?? "").trimmingSpaces()) }
    let at = try options.time(field("time"))
    var line = try ParsedTimeline.Line(
      number: number, at: at, kind: field("kind"), text: row["text"] ?? "", person)
    let author = field("author")
    if author.hasPrefix("system:") {
      line.author = Author(stored: author)
    } else if !author.isEmpty {
      guard People.isHandle(author) else { throw .badHandle(author) }
      line.author = .person(person(author))
    }
    if !field("recorded").isEmpty { line.recordedAt = try options.time(field("recorded")) }
    if !field("id").isEmpty {
      guard let id = EntryID(field("id")) else { throw .badID(field("id")) }
      line.id = id
    }
    return line
  }
}
