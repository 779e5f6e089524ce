/// How a role looks: a foreground colour and attributes; the background is the terminal's own.
package struct Style: Equatable, Sendable {
  /// Index in the terminal's palette, 0-255; `nil` for the terminal's own foreground.
  package var foreground: UInt8?
  /// Attributes beside the colour.
  package var attributes: Attributes

  /// Creates a style, by default that of plain text.
  package init(_ foreground: UInt8? = nil, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.attributes = attributes
  }

  /// What a terminal can do without colour.
  package struct Attributes: OptionSet, Sendable {
    /// The bits of the set.
    package let rawValue: UInt8

    /// Creates a set of the given bits.
    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    package static let bold = Attributes(rawValue: 1)
    package static let dim = Attributes(rawValue: 2)
    package static let underline = Attributes(rawValue: 4)
    package static let reverse = Attributes(rawValue: 8)
    package static let italic = Attributes(rawValue: 16)
  }
}

/// Turns roles into styles for a kind of eye and background.
///
/// Colour is never the only sign of a state, so every theme may lose it: ``style(for:colors:)``
/// degrades to 16 and 8 colours and to none.
package enum Theme: String, CaseIterable, Sendable {
  case dark
  case light
  case highContrast = "high-contrast"
  case colourBlind = "colour-blind"
  case mono

  /// How the role looks on a terminal of that many colours.
  package func style(for role: Role, colors: Int) -> Style {
    let attributes = Self.attributes(of: role)
    guard colors >= 8, self != .mono, let index = color(of: role) else {
      return Style(nil, attributes)
    }
    return Self.degrade(Style(index, attributes), to: colors)
  }

  private static func degrade(_ style: Style, to colors: Int) -> Style {
    guard colors < 256, let index = style.foreground else { return style }
    var degraded = style
    let basic = index < 16 ? index : basicColor(of: index)
    if colors < 16, basic >= 8 {
      degraded.foreground = basic - 8
      degraded.attributes.insert(.bold)
    } else {
      degraded.foreground = basic
    }
    // Bright black is black on some terminals of 8 colours: unreadable on a black background.
    if degraded.foreground == 0 || degraded.foreground == 8 { degraded.foreground = nil }
    return degraded
  }

  /// The nearest of the 16 basic colours to one of the 6×6×6 cube or the 24 greys.
  private static func basicColor(of index: UInt8) -> UInt8 {
    if index >= 232 { return index < 244 ? 8 : index < 250 ? 7 : 15 }
    let cube = Int(index) - 16
    let levels = [cube / 36, cube / 6 % 6, cube % 6]
    let strongest = levels.max() ?? 0
    if strongest < 2 { return 8 }
    var basic: UInt8 = strongest >= 4 ? 8 : 0
    for (bit, level) in levels.enumerated() where level * 2 > strongest { basic |= 1 << bit }
    return basic
  }

  private static func attributes(of role: Role) -> Style.Attributes {
    switch role {
    case .title, .critical, .surprise, .overdue, .error, .decision, .hintKey, .borderFocused:
      return .bold
    case .dim, .hint, .system, .border, .unknown:
      return .dim
    case .selection:
      return .reverse
    case .hypothesis:
      return .italic
    case .text, .label, .accent, .input, .notice, .ok, .warning, .action, .question, .task,
      .followup, .update:
      return []
    }
  }

  private func color(of role: Role) -> UInt8? {
    switch self {
    case .dark: return Palette.dark.color(of: role)
    case .light: return Palette.light.color(of: role)
    case .highContrast: return Palette.highContrast.color(of: role)
    case .colourBlind: return Palette.colourBlind.color(of: role)
    case .mono: return nil
    }
  }
}
