/// The text for a file of data: as it came, but what acts on a terminal or hides is made visible.
///
/// Line feed, tab and carriage return stay, as do joiners and the parts of emoji.
func dataText(_ text: String) -> String {
  guard text.unicodeScalars.contains(where: \.isHostileInData) else { return text }
  var output = ""
  for scalar in text.unicodeScalars {
    if scalar.isHostileInData {
      output += visible(String(scalar))
    } else {
      output.unicodeScalars.append(scalar)
    }
  }
  return output
}

extension Unicode.Scalar {
  /// Whether it could command a terminal, turn the direction of text, or carry text that nobody sees.
  var isHostileInData: Bool {
    switch value {
    case 0x20...0x7E, 0x09, 0x0A, 0x0D: false
    case 0..<0x20, 0x7F...0x9F, 0x61C, 0x200B, 0x200E, 0x200F, 0x2028...0x202E, 0x2060...0x2069,
      0xFEFF, 0xE0000...0xE0FFF:
      true
    default: false
    }
  }
}
