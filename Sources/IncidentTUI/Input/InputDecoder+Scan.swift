extension InputDecoder {
  /// What stands at the start of the bytes.
  enum Scanned: Equatable {
    case incomplete
    /// A key (nil for a sequence without a meaning) and how many bytes it takes.
    case key(Key?, Int)
    case pasteStart(Int)
  }

  static func scan(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Scanned {
    guard let first = bytes.first else { return .incomplete }
    if first == 0x1B { return scanEscape(bytes, isFinal: isFinal) }
    if let key = controlKey(first) { return .key(key, 1) }
    return scanCharacter(bytes, isFinal: isFinal)
  }

  private static func controlKey(_ byte: UInt8) -> Key? {
    switch byte {
    case 0x00: return .control(" ")
    case 0x08, 0x7F: return .backspace
    case 0x09: return .tab
    case 0x0A, 0x0D: return .enter
    case 0x01...0x1A: return .control(Character(Unicode.Scalar(byte + 0x60)))
    case 0x1C...0x1F: return .control(Character(Unicode.Scalar(byte + 0x40)))
    default: return nil
    }
  }

  private static func scanCharacter(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Scanned {
    let first = bytes[bytes.startIndex]
    if first < 0x80 { return .key(.character(Character(Unicode.Scalar(first))), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4 else { return .key(.character("\u{FFFD}"), 1) }
    let tail = bytes.dropFirst().prefix(length - 1)
    if let broken = tail.firstIndex(where: { $0 & 0xC0 != 0x80 }) {
      return .key(.character("\u{FFFD}"), broken - bytes.startIndex)
    }
    if tail.count < length - 1 {
      return isFinal ? .key(.character("\u{FFFD}"), 1 + tail.count) : .incomplete
    }
    // Overlong forms and surrogates decode to several replacements; one stands for them.
    let text = String(decoding: bytes.prefix(length), as: UTF8.self)
    guard text.unicodeScalars.count == 1, let character = text.first else {
      return .key(.character("\u{FFFD}"), length)
    }
    // C1 controls have no key and must not be typed into a text.
    if let scalar = text.unicodeScalars.first, (0x80..<0xA0).contains(scalar.value) {
      return .key(nil, length)
    }
    return .key(.character(character), length)
  }

  private static func scanEscape(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Scanned {
    guard let second = bytes.dropFirst().first else {
      return isFinal ? .key(.escape, 1) : .incomplete
    }
    switch second {
    case UInt8(ascii: "["):
      return scanCSI(bytes, isFinal: isFinal)
    case UInt8(ascii: "O"):
      guard let third = bytes.dropFirst(2).first else {
        return isFinal ? .key(.alt("O"), 2) : .incomplete
      }
      return .key(finalKey(third, modifier: 1), 3)
    case 0x1B:
      return .key(.escape, 1)
    default:
      return scanAlt(bytes, isFinal: isFinal)
    }
  }

  private static func scanAlt(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Scanned {
    switch scan(bytes.dropFirst(), isFinal: isFinal) {
    case .key(.character(let character)?, let count): return .key(.alt(character), count + 1)
    case .key(.enter, let count): return .key(.altEnter, count + 1)
    case .key(.backspace, let count): return .key(.altBackspace, count + 1)
    case .key(_, let count): return .key(nil, count + 1)
    case .pasteStart, .incomplete: return .incomplete
    }
  }

  private static func scanCSI(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Scanned {
    let body = bytes.dropFirst(2)
    // The Linux console sends CSI [ A to E for F1 to F5.
    if body.first == UInt8(ascii: "[") {
      guard let letter = body.dropFirst().first else {
        return isFinal ? .key(nil, 3) : .incomplete
      }
      let isKey = (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter)
      return .key(isKey ? .functionKey(Int(letter) - 64) : nil, 4)
    }
    let parameters = body.prefix { (0x20...0x3F).contains($0) }
    guard let end = body.dropFirst(parameters.count).first else {
      if !isFinal { return .incomplete }
      return parameters.isEmpty ? .key(.alt("["), 2) : .key(nil, bytes.count)
    }
    let count = parameters.count + 3
    // A byte that cannot end a sequence starts something new.
    guard (0x40...0x7E).contains(end) else { return .key(nil, count - 1) }
    if parameters.first == UInt8(ascii: "<") {
      return .key(mouseKey(parameters.dropFirst(), final: end), count)
    }
    // X10 mouse reports carry three bytes after the end.
    if end == UInt8(ascii: "M"), parameters.isEmpty {
      if bytes.count < 6 { return isFinal ? .key(nil, bytes.count) : .incomplete }
      return .key(nil, 6)
    }
    let numbers = Self.numbers(parameters)
    if end == UInt8(ascii: "~") {
      if numbers.first == 200 { return .pasteStart(count) }
      return .key(tildeKey(numbers.first ?? 0), count)
    }
    return .key(finalKey(end, modifier: numbers.count > 1 ? numbers[1] : 1), count)
  }

  private static func numbers(_ parameters: ArraySlice<UInt8>) -> [Int] {
    parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map { digits in
      // Longer numbers mean nothing and would overflow.
      Int(String(decoding: digits.prefix(6), as: UTF8.self)) ?? 0
    }
  }

  private static func finalKey(_ letter: UInt8, modifier: Int) -> Key? {
    // The modifier is 1 plus 1 for Shift, 2 for Alt, 4 for Ctrl.
    let isByWord = modifier > 1 && (modifier - 1) & 6 != 0
    switch letter {
    case UInt8(ascii: "A"): return .up
    case UInt8(ascii: "B"): return .down
    case UInt8(ascii: "C"): return isByWord ? .wordRight : .right
    case UInt8(ascii: "D"): return isByWord ? .wordLeft : .left
    case UInt8(ascii: "H"): return .home
    case UInt8(ascii: "F"): return .end
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "Z"): return .backTab
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .functionKey(Int(letter) - 79)
    default: return nil
    }
  }

  private static func tildeKey(_ number: Int) -> Key? {
    switch number {
    case 1, 7: return .home
    case 2: return .insert
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 11...15: return .functionKey(number - 10)
    case 17...21: return .functionKey(number - 11)
    case 23...24: return .functionKey(number - 12)
    default: return nil
    }
  }

  private static func mouseKey(_ parameters: ArraySlice<UInt8>, final: UInt8) -> Key? {
    let numbers = Self.numbers(parameters)
    guard numbers.count == 3 else { return nil }
    let position = Position(column: max(0, numbers[1] - 1), row: max(0, numbers[2] - 1))
    switch (numbers[0], final) {
    case (0, UInt8(ascii: "M")): return .mouse(MouseEvent(.press, at: position))
    case (0, UInt8(ascii: "m")): return .mouse(MouseEvent(.release, at: position))
    case (64, UInt8(ascii: "M")): return .mouse(MouseEvent(.wheelUp, at: position))
    case (65, UInt8(ascii: "M")): return .mouse(MouseEvent(.wheelDown, at: position))
    default: return nil
    }
  }
}
