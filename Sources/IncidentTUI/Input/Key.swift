/// One thing typed, pasted or done with the mouse.
package enum Key: Hashable, Sendable {
  /// A printable character, possibly of several scalars.
  case character(Character)
  case enter
  /// Alt and Enter: a line break within a text.
  case altEnter
  case escape
  case tab
  case backTab
  case backspace
  case delete
  case insert
  case up
  case down
  case left
  case right
  case home
  case end
  case pageUp
  case pageDown
  /// Ctrl and an arrow, word by word.
  case wordLeft
  /// Ctrl and an arrow, word by word.
  case wordRight
  /// Ctrl and a lower-case letter, a space, or one of `\ ] ^ _`.
  case control(Character)
  /// Alt and a character.
  case alt(Character)
  case altBackspace
  /// Text of a bracketed paste: line ends are `\n`; everything else is as it was pasted.
  case paste(String)
  case mouse(MouseEvent)
  /// F1 is 1.
  case functionKey(Int)
}

/// A click or a turn of the wheel.
package struct MouseEvent: Hashable, Sendable {
  /// What was done.
  package enum Action: Hashable, Sendable {
    case press
    case release
    case wheelUp
    case wheelDown
  }

  /// What was done.
  package var action: Action
  /// Where, from zero at the top left.
  package var position: Position

  /// Creates an event at a place.
  package init(_ action: Action, at position: Position) {
    self.action = action
    self.position = position
  }
}
