/// What the screen should show: a canvas and where the cursor stands on it.
package struct Frame: Equatable, Sendable {
  /// The cells of the whole screen.
  package var canvas: Canvas
  /// Where text is typed; `nil` hides the cursor.
  package var cursor: Position?

  /// Creates a frame, by default with a hidden cursor.
  package init(_ canvas: Canvas, cursor: Position? = nil) {
    self.canvas = canvas
    self.cursor = cursor
  }
}
