/// The text for a terminal or file whose encoding is not UTF-8: ASCII only.
///
/// Our own glyphs have substitutes of the same width, other wide scalars become `??`, marks vanish
/// into their base, and everything else becomes `?`.
public func asciiFallback(_ text: String) -> String {
  if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
  var output = ""
  for scalar in text.unicodeScalars {
    if scalar.isASCII {
      output.unicodeScalars.append(scalar)
    } else {
      for _ in 0..<TextWidth.columns(of: scalar) {
        output.unicodeScalars.append(asciiFallback(scalar))
      }
    }
  }
  return output
}

/// One ASCII scalar to stand in one column for the scalar.
public func asciiFallback(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
  if scalar.isASCII { return scalar }
  return substitutes[scalar] ?? "?"
}

private let substitutes: [Unicode.Scalar: Unicode.Scalar] = [
  "✔": "+", "✖": "x", "▲": "!", "●": "*", "○": "o", "▶": ">", "□": "o", "■": "#", "…": "~",
  "‼": "!", "⚙": "@", "→": ">", "←": "<", "↑": "^", "↓": "v", "·": "-", "–": "-", "—": "-",
  "▏": "|", "│": "|", "─": "-", "┌": "+", "┐": "+", "└": "+", "┘": "+", "├": "+", "┤": "+",
  "┬": "+", "┴": "+", "┼": "+", "⏎": "$", "⇥": ">", "⟨": "<", "⟩": ">", "‘": "'", "’": "'",
  "“": "\"", "”": "\"", "⚠": "!", "«": "<", "»": ">", "×": "x", "≤": "<", "≥": ">", "µ": "u",
  "\u{A0}": " ", "━": "-", "┃": "|", "║": "|", "═": "=", "◌": "o", "▪": "*", "•": "*",
]
