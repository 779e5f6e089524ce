extension CSV {
  /// One record: its fields, and the line on which it starts.
  package struct Record: Hashable, Sendable {
    package var line: Int
    package var fields: [String]
  }

  /// Splits a file into records; empty lines are passed over.
  ///
  /// - Parameter file: the whole file; lines end with CR LF, LF or CR.
  /// - Returns: the records, up to the first quote that is out of place, and what is wrong there.
  package static func records(of file: String) -> (records: [Record], problem: LineProblem?) {
    var reader = Reader(file)
    do throws(LineProblem) {
      while try reader.next() {}
      return (reader.records, nil)
    } catch { return (reader.records, error) }
  }

  private struct Reader {
    private let scalars: [Unicode.Scalar]
    private var index = 0
    private var line = 1
    var records: [Record] = []

    init(_ file: String) {
      let all = Array(file.unicodeScalars)
      scalars = all.first == "\u{FEFF}" ? Array(all.dropFirst()) : all
    }

    /// Reads one record; false at the end of the file.
    mutating func next() throws(LineProblem) -> Bool {
      guard index < scalars.count else { return false }
      let start = line
      var fields: [String] = []
      while true {
        fields.append(try peek == "\"" ? quoted() : plain())
        guard peek == "," else { break }
        index += 1
      }
      endLine()
      if fields != [""] { records.append(Record(line: start, fields: fields)) }
      return true
    }

    private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    private mutating func plain() throws(LineProblem) -> String {
      var field = String.UnicodeScalarView()
      while let scalar = peek, scalar != ",", scalar != "\n", scalar != "\r" {
        if scalar == "\"" { throw LineProblem(line: line, what: .strayQuote) }
        field.append(scalar)
        index += 1
      }
      return String(field)
    }

    private mutating func quoted() throws(LineProblem) -> String {
      let start = line
      var field = String.UnicodeScalarView()
      index += 1
      while let scalar = peek {
        index += 1
        if scalar == "\"" {
          guard peek == "\"" else {
            guard peek == nil || peek == "," || peek == "\n" || peek == "\r" else {
              throw LineProblem(line: line, what: .strayQuote)
            }
            return String(field)
          }
          index += 1
        }
        if scalar == "\n" || (scalar == "\r" && peek != "\n") { line += 1 }
        field.append(scalar)
      }
      throw LineProblem(line: start, what: .unclosedQuote)
    }

    private mutating func endLine() {
      if peek == "\r" { index += 1 }
      if peek == "\n" { index += 1 }
      line += 1
    }
  }
}
