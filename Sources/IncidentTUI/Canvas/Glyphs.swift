/// The signs the console draws with, each one column wide, in Unicode and in ASCII.
///
/// None is ever followed by a variation selector: terminals disagree about the width of those.
package struct Glyphs: Equatable, Sendable {
  /// Healthy.
  package let ok: Character
  /// Critical.
  package let critical: Character
  /// Warning.
  package let warning: Character
  /// Health not known.
  package let unknown: Character
  /// Live, or an item of a list.
  package let bullet: Character
  /// The selected or current one.
  package let selected: Character
  /// Still to be done.
  package let todo: Character
  /// Done.
  package let done: Character
  /// Text goes on.
  package let ellipsis: Character
  /// A surprise.
  package let surprise: Character
  /// Written by the program, not by a person.
  package let system: Character
  /// Left edge of an input.
  package let prompt: Character
  /// Stands between two facts on a line.
  package let separator: Character
  /// Towards the right, as in "critical → warning".
  package let right: Character
  /// Towards the left.
  package let left: Character
  /// More above.
  package let up: Character
  /// More below.
  package let down: Character
  /// The signs boxes are made of.
  package let box: Box

  /// Lines, corners and joints.
  package struct Box: Equatable, Sendable {
    package let horizontal: Unicode.Scalar
    package let vertical: Unicode.Scalar
    package let topLeft: Unicode.Scalar
    package let topRight: Unicode.Scalar
    package let bottomLeft: Unicode.Scalar
    package let bottomRight: Unicode.Scalar
    package let joinLeft: Unicode.Scalar
    package let joinRight: Unicode.Scalar
    package let joinTop: Unicode.Scalar
    package let joinBottom: Unicode.Scalar
    package let cross: Unicode.Scalar
  }

  /// For a terminal in a UTF-8 locale.
  package static let unicode = Glyphs(
    ok: "✔", critical: "✖", warning: "▲", unknown: "?", bullet: "●", selected: "▶", todo: "□",
    done: "✔", ellipsis: "…", surprise: "‼", system: "⚙", prompt: "▏", separator: "·",
    right: "→", left: "←", up: "↑", down: "↓",
    box: Box(
      horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└",
      bottomRight: "┘", joinLeft: "├", joinRight: "┤", joinTop: "┬", joinBottom: "┴", cross: "┼"))

  /// For any other terminal.
  package static let ascii = Glyphs(
    ok: "+", critical: "x", warning: "!", unknown: "?", bullet: "*", selected: ">", todo: "o",
    done: "+", ellipsis: "~", surprise: "!", system: "@", prompt: "|", separator: "-",
    right: ">", left: "<", up: "^", down: "v",
    box: Box(
      horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+",
      bottomRight: "+", joinLeft: "+", joinRight: "+", joinTop: "+", joinBottom: "+", cross: "+"))

  /// All signs of one column, for tests and legends.
  package var all: [Character] {
    [
      ok, critical, warning, unknown, bullet, selected, todo, done, ellipsis, surprise, system,
      prompt, separator, right, left, up, down,
    ]
  }
}
