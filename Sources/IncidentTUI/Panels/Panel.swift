/// A part of the screen with a subject of its own.
///
/// A new one is a file in this folder and a line in ``all``.
package struct Panel: Sendable {
  package let id: String
  /// The key that goes there; nil for a panel that has nothing to select.
  package let number: Int?
  /// What stands in its upper edge.
  package let title: @Sendable (AppState) -> String
  /// What stands at the right of its upper edge.
  package let status: @Sendable (AppState) -> String
  /// Draws the inside in local coordinates.
  package let draw: @Sendable (AppState, inout Canvas) -> Void

  package init(
    id: String, number: Int?, title: @escaping @Sendable (AppState) -> String,
    status: @escaping @Sendable (AppState) -> String = { _ in "" },
    draw: @escaping @Sendable (AppState, inout Canvas) -> Void
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.status = status
    self.draw = draw
  }

  package static let all: [Panel] = [
    .header,
    .timeline,
    .work,
  ]

  /// Panels that keys can go to, in the order of Tab.
  package static let focusable = all.filter { $0.number != nil }
}
