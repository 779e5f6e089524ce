/// Where everything stands on a screen of a size; the input line is never given up.
///
/// From 110 columns on there are two columns, as the panels at the left stand beside the timeline; below
/// that the timeline has the whole width, tasks stand under it, and health and runbook shrink to an edge
/// that says the most important of them.
struct Layout: Equatable, Sendable {
  /// The smallest screen on which the console can be used.
  static let smallest = Size(columns: 60, rows: 15)

  /// The edge with severity, status and clocks, then the roles.
  var header: Rect
  /// The panels from the top to the bottom, left before right; the first row of each is its edge.
  private(set) var panels: [(id: String, rect: Rect)] = []
  /// The column between the two columns of panels; nil when there is one.
  private(set) var divider: Int?
  var input: Rect
  var hints: Rect
  /// What the logbook has not taken stands above the input line; empty when it has taken everything.
  var unsaved: Rect
  /// The frame around all of it on a screen that has room for one.
  var frame: Rect?

  static func == (left: Self, right: Self) -> Bool {
    left.header == right.header && left.input == right.input && left.frame == right.frame
      && left.divider == right.divider
      && left.panels.elementsEqual(right.panels) { $0.id == $1.id && $0.rect == $1.rect }
  }

  /// Lays out a screen; `wants` says how many rows each panel would fill, `unsaved` how many entries are not
  /// in the logbook.
  init(_ size: Size, zoomed: String?, unsaved: Int = 0, wants: (Panel) -> Int) {
    let all = Rect(size)
    let isFramed = size.columns >= 100 && size.rows >= 20
    frame = isFramed ? all : nil
    let inner = isFramed ? all.inset(columns: 1, rows: 0) : all
    let (head, afterHead) = inner.split(top: 2)
    header = head
    let (above, foot) = afterHead.split(top: max(0, afterHead.height - 3))
    // Half of the screen at most: the newest of them are what one looks for.
    let (body, kept) = above.split(top: above.height - min(unsaved, above.height / 2))
    self.unsaved = kept
    input = Rect(column: foot.column, row: foot.row + 1, width: foot.width, height: 1)
    hints = Rect(column: foot.column, row: foot.row + 2, width: foot.width, height: 1)
    if let zoomed {
      panels = [(zoomed, body)]
    } else if size.columns >= 110, body.height >= 14 {
      arrange(body, wants)
    } else {
      stack(body, wants)
    }
  }

  func rect(of panel: String) -> Rect? { panels.first { $0.id == panel }?.rect }

  /// The panels that can be gone to on this screen.
  var shown: [Panel] {
    Panel.focusable.filter { panel in rect(of: panel.id).map { $0.height > 1 } ?? false }
  }

  /// Two columns: health, runbook and roles beside the timeline with its tasks.
  private mutating func arrange(_ body: Rect, _ wants: (Panel) -> Int) {
    let width = max(36, min(body.width * 35 / 100, 64))
    let (left, rest) = body.split(left: width)
    divider = left.endColumn
    let right = Rect(
      column: rest.column + 1, row: rest.row, width: rest.width - 1, height: rest.height)
    let half = left.height / 2
    let health = min(wants(.health) + 1, max(2, half))
    let runbook = min(wants(.runbook) + 1, max(2, left.height / 3))
    let (first, below) = left.split(top: health)
    let (second, third) = below.split(top: runbook)
    let work = min(wants(.work) + 1, max(2, right.height / 3))
    let (upper, lower) = right.split(top: right.height - work)
    panels = [
      (Panel.health.id, first), (Panel.runbook.id, second), (Panel.roles.id, third),
      (Panel.timeline.id, upper), (Panel.work.id, lower),
    ]
  }

  /// One column: an edge each for health and runbook when there is something, timeline, tasks.
  private mutating func stack(_ body: Rect, _ wants: (Panel) -> Int) {
    var rest = body
    for panel in [Panel.health, .runbook] where wants(panel) > 0 && rest.height >= 9 {
      let (edge, below) = rest.split(top: 1)
      panels.append((panel.id, edge))
      rest = below
    }
    let open = wants(.work)
    guard open > 0, rest.height >= 10 else {
      panels.append((Panel.timeline.id, rest))
      return
    }
    let rows = min(open + 1, max(3, rest.height / 3))
    let (upper, lower) = rest.split(top: rest.height - rows)
    panels += [(Panel.timeline.id, upper), (Panel.work.id, lower)]
  }
}
