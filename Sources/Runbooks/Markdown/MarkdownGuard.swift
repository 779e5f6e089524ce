/// What a Markdown file may be like before it is given to the parser.
///
/// An 80 KB table of 8,000 columns and rows stands for 64 million cells, and would take minutes.
enum MarkdownGuard {
  /// The longest file that is read.
  static let longestFile = 1 << 20
  private static let mostPipes = 200
  private static let mostColumns = 64
  private static let mostCells = 50_000

  /// The first line that makes a table too large to be read; nil when there is none.
  static func excessiveTable(in bytes: [UInt8]) -> Int? {
    var line = 1
    var pipes = 0
    // A line of nothing but `|`, `-`, `:`, `>` and spaces begins a table.
    var (isDelimiter, isEmpty) = (true, true)
    // The columns of the table at hand, and its rows so far.
    var (columns, rows) = (0, 0)
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "\n"):
        if isDelimiter, pipes > 0 { (columns, rows) = (max(columns, pipes), 0) }
        if isEmpty { columns = 0 }
        rows += 1
        if columns * rows > mostCells { return line }
        (pipes, isDelimiter, isEmpty) = (0, true, true)
        line += 1
      case UInt8(ascii: "|"):
        pipes += 1
        isEmpty = false
        if pipes > mostPipes || isDelimiter && pipes > mostColumns + 1 { return line }
      case UInt8(ascii: "-"), UInt8(ascii: ":"): isEmpty = false
      case UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: (isDelimiter, isEmpty) = (false, false)
      }
    }
    return nil
  }
}
