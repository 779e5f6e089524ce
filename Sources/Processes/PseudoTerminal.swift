internal import CProcesses
internal import Glibc

/// A terminal that this program plays for another: it reads what the other draws and types for it.
package struct PseudoTerminal {
  /// Our end; not closed by itself.
  package let descriptor: Int32
  /// What the program opens as its terminal.
  package let path: String

  /// Opens one of a size; nil, with `errno` set, when there is none left.
  package init?(columns: Int, rows: Int) {
    var path = [CChar](repeating: 0, count: 128)
    let descriptor = unsafe cp_open_terminal(
      UInt16(clamping: columns), UInt16(clamping: rows), &path, UInt64(path.count))
    guard descriptor >= 0 else { return nil }
    self.descriptor = descriptor
    self.path = String(
      decoding: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Gives it the size of another terminal.
  package func takeSize(of terminal: Int32) {
    guard let size = Self.size(of: terminal) else { return }
    cp_resize(descriptor, UInt16(clamping: size.columns), UInt16(clamping: size.rows))
  }

  /// The size of a terminal; nil when the descriptor leads to none.
  package static func size(of terminal: Int32) -> (columns: Int, rows: Int)? {
    var (columns, rows): (UInt16, UInt16) = (0, 0)
    guard unsafe cp_size(terminal, &columns, &rows) else { return nil }
    return (Int(columns), Int(rows))
  }
}
