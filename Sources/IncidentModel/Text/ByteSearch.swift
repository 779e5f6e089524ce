extension StringProtocol {
  /// Whether the bytes of a text stand in this one; for texts that are looked at by the thousand.
  func hasBytes(_ wanted: String) -> Bool { firstByte(of: wanted) != nil }

  /// Where the bytes of a text stand in this one, counted in bytes.
  func firstByte(of wanted: String, from start: Int = 0) -> Int? {
    let wanted = Array(wanted.utf8)
    guard let first = wanted.first else { return start }
    let found = utf8.withContiguousStorageIfAvailable { bytes -> Int? in
      var index = start
      let end = bytes.count - wanted.count
      while index <= end {
        if unsafe bytes[index] == first {
          var length = 1
          while length < wanted.count, unsafe bytes[index + length] == wanted[length] {
            length += 1
          }
          if length == wanted.count { return index }
        }
        index += 1
      }
      return nil
    }
    return found
      ?? String(self).contiguous.firstByte(of: String(decoding: wanted, as: UTF8.self), from: start)
  }
}

extension String {
  /// The same text in one piece of memory.
  fileprivate var contiguous: String {
    var text = self
    text.makeContiguousUTF8()
    return text
  }
}

/// Whether a byte is an ASCII letter, a digit or `_`.
func isWordByte(_ byte: UInt8) -> Bool {
  isLetterByte(byte) || isDigitByte(byte) || byte == UInt8(ascii: "_")
}

func isLetterByte(_ byte: UInt8) -> Bool {
  (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

func isDigitByte(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
