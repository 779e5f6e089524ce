package import IncidentModel

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
  /// What the status means.
  package let statusRole: @Sendable (AppState) -> Role
  /// How many rows its inside would fill.
  package let wants: @Sendable (AppState) -> Int
  /// How many things can be selected in it; 0 for none.
  package let items: @Sendable (AppState) -> Int
  /// The entry that the item with a number stands for.
  package let entry: @Sendable (AppState, Int) -> EntryID?
  /// Draws the inside in local coordinates.
  package let draw: @Sendable (AppState, inout Canvas) -> Void

  package init(
    id: String, number: Int?, title: @escaping @Sendable (AppState) -> String,
    status: @escaping @Sendable (AppState) -> String = { _ in "" },
    statusRole: @escaping @Sendable (AppState) -> Role = { _ in .dim },
    wants: @escaping @Sendable (AppState) -> Int = { _ in 1 },
    items: @escaping @Sendable (AppState) -> Int = { _ in 0 },
    entry: @escaping @Sendable (AppState, Int) -> EntryID? = { _, _ in nil },
    draw: @escaping @Sendable (AppState, inout Canvas) -> Void
  ) {
    self.id = id
    self.number = number
    self.title = title
    self.status = status
    self.statusRole = statusRole
    self.wants = wants
    self.items = items
    self.entry = entry
    self.draw = draw
  }

  package static let all: [Panel] = [
    .header,
    .health,
    .runbook,
    .timeline,
    .work,
    .roles,
  ]

  /// Panels that keys can go to, in the order of their numbers.
  package static let focusable = all.filter { $0.number != nil }

  /// The panels that show how time passes.
  static let clocks: Set<String> = [health.id, runbook.id, work.id]

  static func named(_ id: String) -> Panel? { all.first { $0.id == id } }
}

/// One row of a panel that is a list.
struct PanelRow: Equatable, Sendable {
  var sign: String
  var role: Role
  var text: String
  var textRole = Role.text
  /// What stands at the right.
  var right = ""
  var rightRole = Role.dim
}

extension AppState {
  /// Draws a list with the selected row in sight; only what can be seen is asked for.
  func drawList(
    _ panel: Panel, _ canvas: inout Canvas, row makeRow: (Int) -> PanelRow
  ) {
    let height = canvas.size.rows
    let width = canvas.size.columns
    let count = panel.items(self)
    let first = firstRow(of: panel, height: height)
    let marked = focus == panel.id ? selection(in: panel.id) : -1
    for row in 0..<max(0, min(height, count - first)) {
      let item = makeRow(first + row)
      canvas.write(item.sign, column: 1, row: row, role: item.role)
      let signWidth = item.sign.isEmpty ? 0 : TextWidth.columns(of: item.sign) + 1
      let rightWidth = item.right.isEmpty ? 1 : TextWidth.columns(of: item.right) + 2
      canvas.write(
        clipped(item.text, to: width - 1 - signWidth - rightWidth), column: 1 + signWidth, row: row,
        role: item.textRole)
      if !item.right.isEmpty {
        canvas.write(item.right, column: width - rightWidth + 1, row: row, role: item.rightRole)
      }
      if first + row == marked {
        canvas.add(.selected, in: Rect(column: 0, row: row, width: width, height: 1))
      }
    }
  }
}
