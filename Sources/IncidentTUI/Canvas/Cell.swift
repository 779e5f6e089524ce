/// One terminal cell: 12 bytes and trivially copyable, so that a frame is one flat array.
package struct Cell: Equatable, Sendable {
  /// The character; U+0000 in the right half of a wide one.
  package var scalar: Unicode.Scalar
  /// A combining mark on the character; U+0000 for no mark.
  package var mark: Unicode.Scalar
  /// What the text means.
  package var role: Role
  /// What is special about this cell beside its role.
  package var flags: Flags

  /// Creates a cell, by default without a mark and with nothing special.
  package init(
    _ scalar: Unicode.Scalar, mark: Unicode.Scalar = "\0", role: Role = .text, flags: Flags = []
  ) {
    self.scalar = scalar
    self.mark = mark
    self.role = role
    self.flags = flags
  }

  /// A space in the role of plain text.
  package static let blank = Cell(" ")

  /// Whether the cell is the right half of a wide character.
  package var isContinuation: Bool { scalar == "\0" }

  /// What a theme adds to the style of the role.
  package struct Flags: OptionSet, Sendable {
    /// The bits of the set.
    package let rawValue: UInt8

    /// Creates a set of the given bits.
    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Stands in the selected row: foreground and background are exchanged.
    package static let selected = Flags(rawValue: 1)
    /// Matches what is searched for: underlined.
    package static let found = Flags(rawValue: 2)
    /// Stressed within its role: bold.
    package static let strong = Flags(rawValue: 4)
  }
}
