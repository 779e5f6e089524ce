/// Text from outside, made safe to show: the single border to the terminal and to every output.
///
/// Nothing is silently deleted: a control becomes caret notation (`^[`), line breaks and tabs in a
/// single line become `⏎` and `⇥`, and what reorders, hides or imitates text becomes a mark such as
/// `⟨RLO⟩`. Emoji sequences become their base emoji and more than four combining marks on one base
/// are counted (`⟨+7⟩`), since terminals disagree about their width. Idempotent. The stored text is
/// never changed; only what is shown. `multiline` keeps line feeds, and drops a carriage return
/// before one.
public func visible(_ text: String, multiline: Bool = false) -> String {
  if isPlain(text, multiline: multiline) { return text }
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

/// Writes scalars one at a time, remembering just enough of what stands before.
private struct VisibleText {
  let multiline: Bool
  private var output = String.UnicodeScalarView()
  private var base: Unicode.Scalar?
  private var marks = 0
  private var excess = 0
  private var pendingReturn = false
  private var join = Join.apart

  private enum Join {
    case apart
    case afterEmoji
    case joining
  }

  init(multiline: Bool) {
    self.multiline = multiline
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if pendingReturn {
      pendingReturn = false
      if scalar != "\n" { write(mark: "⏎") }
    }
    if continuesEmoji(scalar) { return }
    if isCombining(scalar) {
      combine(scalar)
    } else if let mark = VisibleMark.mark(for: scalar) {
      appendMarked(scalar, mark)
    } else {
      endMarks()
      output.append(scalar)
      base = scalar
      join = scalar.properties.isEmoji ? .afterEmoji : .apart
    }
  }

  mutating func finish() -> String {
    if pendingReturn { write(mark: "⏎") }
    endMarks()
    if join == .joining { write(mark: "⟨ZWJ⟩") }
    return String(output)
  }

  private mutating func appendMarked(_ scalar: Unicode.Scalar, _ mark: String) {
    if multiline, scalar == "\n" {
      endMarks()
      output.append(scalar)
      base = nil
      join = .apart
    } else if multiline, scalar == "\r" {
      pendingReturn = true
    } else {
      write(mark: mark)
    }
  }

  /// Swallows what only varies an emoji: presentation selectors, skin tones and joined emoji.
  private mutating func continuesEmoji(_ scalar: Unicode.Scalar) -> Bool {
    switch join {
    case .apart:
      return false
    case .afterEmoji:
      if scalar.value == 0xFE0E || scalar.value == 0xFE0F { return true }
      guard let base, base.value > 0xFF else { return false }
      if scalar.properties.isEmojiModifier { return base.properties.isEmojiModifierBase }
      guard scalar.value == 0x200D else { return false }
      join = .joining
      return true
    case .joining:
      if scalar.properties.isEmoji, scalar.value > 0xFF {
        join = .afterEmoji
        return true
      }
      join = .apart
      write(mark: "⟨ZWJ⟩")
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

  private func isCombining(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value >= 0x300, TextWidth.columns(of: scalar) == 0 else { return false }
    return VisibleMark.mark(for: scalar) == nil
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
    join = .apart
  }
}
