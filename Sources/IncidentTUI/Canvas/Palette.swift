/// The few colours a theme is made of; indexes in the terminal's palette of 256.
struct Palette: Sendable {
  let good: UInt8
  let caution: UInt8
  let bad: UInt8
  let surprise: UInt8
  let accent: UInt8
  let quiet: UInt8?

  static let dark = Palette(
    good: 114, caution: 221, bad: 203, surprise: 213, accent: 117, quiet: 245)
  static let light = Palette(
    good: 28, caution: 130, bad: 160, surprise: 127, accent: 25, quiet: 242)
  static let highContrast = Palette(
    good: 10, caution: 11, bad: 9, surprise: 13, accent: 14, quiet: nil)
  /// Blue, orange and vermilion of Okabe and Ito, told apart in every common colour blindness.
  ///
  /// Source: <https://jfly.uni-koeln.de/color/>.
  static let colourBlind = Palette(
    good: 39, caution: 220, bad: 202, surprise: 175, accent: 80, quiet: 245)

  func color(of role: Role) -> UInt8? {
    switch role {
    case .text, .title, .input, .selection, .action, .task, .hypothesis: return nil
    case .ok: return good
    case .warning, .notice, .question: return caution
    case .critical, .error, .overdue: return bad
    case .surprise: return surprise
    case .accent, .decision, .hintKey, .borderFocused, .update, .label, .followup: return accent
    case .dim, .hint, .border, .system, .unknown: return quiet
    }
  }
}
