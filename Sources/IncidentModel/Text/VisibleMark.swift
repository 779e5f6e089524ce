/// What stands on the screen for a scalar that must not reach a terminal.
enum VisibleMark {
  /// The mark for a scalar that controls, reorders or hides text; nil for one that may pass.
  static func mark(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0xAC, 0xAE...0x2FF, 0x2190...0x2426, 0x2500...0x25FF, 0x4E00...0x9FFF:
      return nil
    case 0x09:
      return "⇥"
    case 0x0A, 0x0D:
      return "⏎"
    case 0..<0x20:
      return "^\(Character(Unicode.Scalar(UInt8(scalar.value + 0x40))))"
    case 0x7F:
      return "^?"
    case 0x80...0x9F:
      return "\\u{\(hexadecimal(scalar))}"
    default:
      guard hides(scalar) else { return nil }
      return "⟨\(names[scalar.value] ?? "U+" + hexadecimal(scalar))⟩"
    }
  }

  /// Short names from the Unicode Character Database (NameAliases.txt, type abbreviation).
  private static let names: [UInt32: String] = [
    0xAD: "SHY", 0x34F: "CGJ", 0x61C: "ALM", 0x180E: "MVS",
    0x200B: "ZWSP", 0x200C: "ZWNJ", 0x200D: "ZWJ", 0x200E: "LRM", 0x200F: "RLM",
    0x2028: "LS", 0x2029: "PS",
    0x202A: "LRE", 0x202B: "RLE", 0x202C: "PDF", 0x202D: "LRO", 0x202E: "RLO",
    0x2060: "WJ", 0x2066: "LRI", 0x2067: "RLI", 0x2068: "FSI", 0x2069: "PDI",
    0xFE0E: "VS15", 0xFE0F: "VS16", 0xFEFF: "BOM",
  ]

  /// Whether the scalar is unassigned, private, or made to be invisible.
  ///
  /// Prepended marks of Arabic, Syriac and Kaithi are format characters that do have a shape.
  private static func hides(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x3164, 0xFFA0,
      0xFE00...0xFE0F,
      0x16FE4, 0xE0000...0xE0FFF:
      return true
    default:
      break
    }
    switch scalar.properties.generalCategory {
    case .control, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator:
      return true
    case .format:
      return TextWidth.columns(of: scalar) == 0
    default:
      return false
    }
  }

  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, (scalar.value < 0x100 ? 2 : 4) - digits.count))
      + digits
  }
}
