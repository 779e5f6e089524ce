/// The text form of a timeline: `TIME<tab>KIND<tab>TEXT`, one entry a line, `#` for a comment.
package enum TextFile {
  /// Reads a file, and every problem in it.
  ///
  /// - Parameters:
  ///   - file: the whole file.
  ///   - options: the zone, the moment, and what to do with lines that cannot be read.
  ///   - person: finds or makes the person with a handle.
  /// - Returns: the timeline; with problems, unless `keepsGoing` made a note of each bad line.
  package static func read(
    _ file: String, _ options: ReadingOptions, person: (String) -> PersonID
  ) -> ParsedTimeline {
    var lines: [ParsedTimeline.Line] = []
    var problems: [LineProblem] = []
    var undated: [Int] = []
    var content = file[...]
    if content.unicodeScalars.first == "\u{FEFF}" {
      content = Substring(content.unicodeScalars.dropFirst())
    }
    let raws = content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, raw) in raws.enumerated() {
      var bytes = raw
      if bytes.last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
      let line = Substring(bytes)
      let trimmed = line.trimmingSpaces()
      if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
      do throws(LineProblem.What) {
        lines.append(try self.line(line, number: index + 1, options, person))
      } catch {
        problems.append(LineProblem(line: index + 1, what: error))
        guard options.keepsGoing else { continue }
        let time = line.prefix { $0 != "\t" }.trimmingSpaces()
        let known = try? options.time(String(time))
        if known == nil { undated.append(lines.count) }
        lines.append(
          .init(
            lineNumber: index + 1, at: known ?? options.now, kind: .note,
            event: .note(Remark(text: String(trimmed))), text: String(trimmed)))
      }
    }
    date(&lines, undated, options.now)
    return ParsedTimeline(lines: lines, problems: problems, title: options.title)
  }

  /// Gives the lines without a time that of the line before, else of the first one that has any.
  private static func date(
    _ lines: inout [ParsedTimeline.Line], _ undated: [Int], _ now: Instant
  ) {
    let first = lines.indices.first { !undated.contains($0) }.map { lines[$0].at }
    for index in undated {
      lines[index].at = index > 0 ? lines[index - 1].at : first ?? now
    }
  }

  private static func line(
    _ line: Substring, number: Int, _ options: ReadingOptions, _ person: (String) -> PersonID
  ) throws(LineProblem.What) -> ParsedTimeline.Line {
    let fields = line.split(separator: "\t", maxSplits: 2, omittingEmptySubsequences: false)
    guard fields.count == 3 else { throw .fields(found: fields.count, wanted: 3) }
    let at = try options.time(String(fields[0].trimmingSpaces()))
    let text = unescaped(String(fields[2].trimmingSpaces()))
    return try ParsedTimeline.Line(
      number: number, at: at, kind: String(fields[1].trimmingSpaces()), text: text, person)
  }

  /// Writes lines in the text form, times in UTC and as short as they can be.
  ///
  /// Hidden lines are left out. A kind without a text form stands as a comment, so that the file can
  /// be read again.
  ///
  /// - Parameters:
  ///   - lines: in the order of the timeline.
  ///   - name: turns a person's id into the handle.
  /// - Returns: the file, each line ended.
  package static func write(
    _ lines: some Sequence<TimelineLine>, name: (PersonID) -> String
  ) -> String {
    var file = ""
    for line in lines where !line.isHidden {
      let civil = CivilTime(utc: line.entry.happenedAt)
      let event = line.entry.event
      if !event.hasTextForm { file += "# " }
      file += "\(civil.dateText) \(civil.shortestTimeText)\t\(dataText(event.kindName))\t"
      file += "\(escaped(event.text(name: name)))\n"
    }
    return file
  }

  /// The text on one line: line feed, tab and carriage return as `\n`, `\t` and `\r`.
  ///
  /// Backslashes that stand before one of these letters, or before what becomes one, are doubled;
  /// all others stay, so most text is written as it is. ``unescaped(_:)`` undoes it. Other control
  /// characters and marks of direction become visible text, which is not undone: nothing that is
  /// printed may command a terminal.
  static func escaped(_ text: String) -> String {
    var output = ""
    var backslashes = 0
    for scalar in dataText(text).unicodeScalars {
      if scalar == "\\" {
        backslashes += 1
        continue
      }
      let letter = letters[scalar]
      let isDoubled = letter != nil || letters.values.contains(scalar)
      output += String(repeating: "\\", count: backslashes * (isDoubled ? 2 : 1))
      backslashes = 0
      if let letter {
        output += "\\"
        output.unicodeScalars.append(letter)
      } else {
        output.unicodeScalars.append(scalar)
      }
    }
    return output + String(repeating: "\\", count: backslashes)
  }

  /// Undoes ``escaped(_:)``: the last of an odd run of backslashes belongs to the letter.
  static func unescaped(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "\\")) else { return text }
    var output = ""
    var backslashes = 0
    for scalar in text.unicodeScalars {
      if scalar == "\\" {
        backslashes += 1
        continue
      }
      let meant = letters.first { $0.value == scalar }?.key
      output += String(repeating: "\\", count: meant == nil ? backslashes : backslashes / 2)
      output.unicodeScalars.append(backslashes % 2 == 1 ? meant ?? scalar : scalar)
      backslashes = 0
    }
    return output + String(repeating: "\\", count: backslashes)
  }

  private static let letters: [Unicode.Scalar: Unicode.Scalar] = ["\n": "n", "\t": "t", "\r": "r"]
}

extension ParsedTimeline.Line {
  /// Creates a line from its fields.
  init(
    number: Int, at: Instant, kind name: String, text: String, _ person: (String) -> PersonID
  ) throws(LineProblem.What) {
    guard let kind = Kind(rawValue: name.lowercased()) else { throw .unknownKind(name) }
    do throws(TextFormError) {
      var event = try Event(kind: kind, text: text, person: person)
      if case .declared(var declaration) = event {
        declaration.backfilled = true
        event = .declared(declaration)
      }
      self.init(lineNumber: number, at: at, kind: kind, event: event, text: text)
    } catch { throw .text(error) }
  }
}

extension Event {
  /// Whether ``text(name:)`` can be read back as an event of its kind.
  fileprivate var hasTextForm: Bool {
    switch self {
    case .handoff, .runbook, .command, .correction, .retraction, .redaction, .redacted, .unknown:
      false
    default: true
    }
  }
}
