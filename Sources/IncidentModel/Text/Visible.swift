/// Text from outside, made safe to show: the single border to the terminal and to every output.
///
/// Nothing is silently deleted: a control becomes caret notation (`^[`), line breaks and tabs in a
/// single line become `⏎` and `⇥`, and what reorders, hides or imitates text becomes a mark such as
/// `⟨RLO⟩`. Emoji sequences become their base emoji and more than four combining marks on one base
/// are counted (`⟨+7⟩`), since terminals disagree about their width. Idempotent. The stored text is
/// never changed; only what is shown. `multiline` keeps line feeds, and drops a carriage return
/// before one.
public func visible(_ text: String, multiline: Bool = false) -> String {
  if isPlain(text, multiline: multiline) || isVisible(text) { return text }
  var output = VisibleText(multiline: multiline)
  for scalar in text.unicodeScalars { output.append(scalar) }
  return output.finish()
}

/// Whether every byte is printable ASCII, so that the text needs no change; one pass.
private func isPlain(_ text: String, multiline: Bool) -> Bool {
  for byte in text.utf8 where byte < 0x20 || byte >= 0x7F {
    if multiline, byte == 0x0A { continue }
    return false
  }
  return true
}

/// Whether no scalar needs a mark, joins the one before, or varies it; as with names of places.
private func isVisible(_ text: String) -> Bool {
  text.unicodeScalars.allSatisfy { scalar in
    (0x20..<0x7F).contains(scalar.value)
      || (VisibleMark.mark(for: scalar) == nil && TextWidth.columns(of: scalar) > 0
        && !(0x1F3FB...0x1F3FF).contains(scalar.value))
  }
}

/// Writes scalars one at a time, remembering just enough of what stands before.
private struct VisibleText {
  let multiline: Bool
  private var output = String.UnicodeScalarView()
  private var base: Unicode.Scalar?
  private var marks = 0
  private var excess = 0
  private var pendingReturn = false
  private var isJoining = false

  init(multiline: Bool) {
    self.multiline = multiline
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if pendingReturn {
      pendingReturn = false
      if scalar != "\n" { write(mark: "⏎") }
    }
    if (0x20..<0x7F).contains(scalar.value), !isJoining {
      endMarks()
      output.append(scalar)
      base = scalar
      return
    }
    if continuesEmoji(scalar) { return }
    if let mark = VisibleMark.mark(for: scalar) {
      appendMarked(scalar, mark)
    } else if scalar.value >= 0x300, TextWidth.columns(of: scalar) == 0 {
      combine(scalar)
    } else {
      endMarks()
      output.append(scalar)
      base = scalar
    }
  }

  mutating func finish() -> String {
    if pendingReturn { write(mark: "⏎") }
    endMarks()
    if isJoining { write(mark: "⟨ZWJ⟩") }
    return String(output)
  }

  private mutating func appendMarked(_ scalar: Unicode.Scalar, _ mark: String) {
    if multiline, scalar == "\n" {
      endMarks()
      output.append(scalar)
      base = nil
    } else if multiline, scalar == "\r" {
      pendingReturn = true
    } else {
      write(mark: mark)
    }
  }

  /// Swallows what only varies an emoji: presentation selectors, skin tones and joined emoji.
  private mutating func continuesEmoji(_ scalar: Unicode.Scalar) -> Bool {
    if isJoining {
      isJoining = false
      if scalar.value > 0xFF, scalar.properties.isEmoji { return true }
      write(mark: "⟨ZWJ⟩")
      return false
    }
    guard let base else { return false }
    switch scalar.value {
    case 0xFE0E, 0xFE0F:
      return base.properties.isEmoji
    case 0x1F3FB...0x1F3FF:
      return base.properties.isEmojiModifierBase
    case 0x200D:
      guard base.value > 0xFF, base.properties.isEmoji else { return false }
      isJoining = true
      return true
    default:
      return false
    }
  }

  private mutating func combine(_ scalar: Unicode.Scalar) {
    guard base != nil else {
      // Nothing to stand on: a dotted circle keeps it from joining our own text.
      output.append("◌")
      output.append(scalar)
      base = "◌"
      marks = 1
      return
    }
    if marks < 4 {
      marks += 1
      output.append(scalar)
    } else {
      excess += 1
    }
  }

  private mutating func endMarks() {
    if excess > 0 { output.append(contentsOf: "⟨+\(excess)⟩".unicodeScalars) }
    marks = 0
    excess = 0
  }

  private mutating func write(mark: String) {
    endMarks()
    output.append(contentsOf: mark.unicodeScalars)
    base = nil
  }
}
