import IncidentModel

/// What may stand on the other side of each border.
enum Border {
  /// Text that goes to a terminal or a log: line feeds, and nothing that acts.
  static func problems(ofShown text: String, _ what: String) -> [String] {
    text.unicodeScalars.first(where: acts).map {
      ["\(what) holds U+\(String($0.value, radix: 16))"]
    } ?? []
  }

  /// A file of data that `cat` may show: as above, with tabs and with what joins letters and emoji.
  static func problems(ofFile text: String, named what: String) -> [String] {
    text.unicodeScalars.first { !["\t", "\u{200C}", "\u{200D}"].contains($0) && acts($0) }
      .map { ["\(what) holds U+\(String($0.value, radix: 16))"] } ?? []
  }

  /// RFC 4180 with CR LF; no field that a spreadsheet takes for a formula.
  static func problems(ofTable text: String) -> [String] {
    var problems: [String] = []
    for record in CSV.records(of: text).0 {
      if let field = record.fields.first(where: { $0.first.map("=+-@\t\r".contains) ?? false }) {
        problems.append("a formula: \(field)")
      }
    }
    return problems
  }

  /// Markdown in which nothing of the text is markup.
  static func problems(ofMarkdown text: String) -> [String] {
    var problems = problems(ofShown: text, "Markdown")
    // Without what a backslash takes the meaning of, and handles, which stand as code so that nobody is called.
    let bare = text.replacing(/\\[!-\/:-@\[-`{-~]/, with: "").replacing(/`@[^`]+`/, with: "")
    for markup in ["![", "<img", "<script", "](", "`", "<!--"] where bare.contains(markup) {
      problems.append("markup: \(text)")
    }
    return problems
  }

  private static func acts(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0A: false
    case 0..<0x20, 0x7F...0x9F, 0x061C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2069, 0xFEFF,
      0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}
