/// What is wrong with one line of a file that is read.
package struct LineProblem: Error, Hashable, Sendable {
  /// Counted from 1; 0 for the file as a whole.
  package let line: Int
  package let what: What

  /// Why the line cannot be read.
  package enum What: Error, Hashable, Sendable {
    /// The line is not `TIME<tab>KIND<tab>TEXT`.
    case fields(found: Int, wanted: Int)
    /// The time of a line needs its date.
    case timeWithoutDate(String)
    case time(TimeError)
    case unknownKind(String)
    case text(TextFormError)
    /// A column that must be there is not.
    case missingColumn(String)
    case columnTwice(String)
    case unclosedQuote
    /// Text stands right after a closing quote, or a quote inside a field without quotes.
    case strayQuote
    case badHandle(String)
    case badID(String)
    case json(JSONLineError)
  }

  package init(line: Int, what: What) {
    self.line = line
    self.what = what
  }
}

/// What must be known to read a timeline from a file.
package struct ReadingOptions: Hashable, Sendable {
  /// The zone of times that name none.
  package var zone: Zone
  /// The moment of the import.
  package var now: Instant
  /// The title of an incident whose file does not declare it, such as the file's name.
  package var title: String
  /// Whether a line that does not parse becomes a note.
  package var keepsGoing: Bool
  /// Whether times more than a minute ahead are meant.
  package var allowsFuture: Bool

  package init(
    now: Instant, title: String, zone: Zone = .utc, keepsGoing: Bool = false,
    allowsFuture: Bool = false
  ) {
    self.now = now
    self.title = title
    self.zone = zone
    self.keepsGoing = keepsGoing
    self.allowsFuture = allowsFuture
  }

  /// Reads the time of a line, which names its date.
  func time(_ text: String) throws(LineProblem.What) -> Instant {
    guard text.startsWithDate else { throw .timeWithoutDate(text) }
    do throws(TimeError) {
      return try parseTime(text, now: now, zone: zone, allowFuture: allowsFuture)
    } catch { throw .time(error) }
  }
}

extension String {
  /// Whether it begins like `2026-11-22 ` or `2026-11-22T`; every line of an import is asked.
  fileprivate var startsWithDate: Bool {
    let start = utf8.prefix(11)
    return start.count == 11
      && zip(start, "0000-00-00 ".utf8).allSatisfy { byte, wanted in
        switch wanted {
        case UInt8(ascii: "0"): (0x30...0x39).contains(byte)
        case UInt8(ascii: " "):
          [UInt8(ascii: " "), UInt8(ascii: "T"), UInt8(ascii: "t")].contains(byte)
        default: byte == wanted
        }
      }
  }
}
