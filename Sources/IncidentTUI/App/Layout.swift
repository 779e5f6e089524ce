/// Where everything stands on a screen of a size; the input line is never given up.
struct Layout: Equatable, Sendable {
  /// The smallest screen on which the console can be used.
  static let smallest = Size(columns: 60, rows: 15)

  /// The edge with severity, status and clocks, then the roles.
  var header: Rect
  /// The edge above the timeline; its inside begins a row below.
  var timeline: Rect
  /// The edge above tasks and questions; nil when there is no room or nothing to show.
  var work: Rect?
  var input: Rect
  var hints: Rect
  /// The frame around all of it on a screen that has room for one.
  var frame: Rect?

  init(_ size: Size, hasWork: Int, zoomed: String?) {
    let all = Rect(size)
    let isFramed = size.columns >= 100 && size.rows >= 20
    frame = isFramed ? all : nil
    let inner = isFramed ? all.inset(columns: 1, rows: 0) : all
    let (head, afterHead) = inner.split(top: 2)
    header = head
    let (body, foot) = afterHead.split(top: max(0, afterHead.height - 3))
    input = Rect(column: foot.column, row: foot.row + 1, width: foot.width, height: 1)
    hints = Rect(column: foot.column, row: foot.row + 2, width: foot.width, height: 1)
    timeline = body
    switch zoomed {
    case Panel.timeline.id: return
    case Panel.work.id:
      work = body
      timeline = Rect(column: body.column, row: body.row, width: 0, height: 0)
    default:
      if size.columns >= 120 {
        let (left, right) = body.split(left: body.width - max(38, body.width * 3 / 10))
        timeline = left
        work = Rect(
          column: right.column + 1, row: right.row, width: right.width - 1, height: right.height)
      } else if hasWork > 0, body.height >= 12 {
        let rows = min(hasWork + 1, max(3, body.height / 3))
        let (upper, lower) = body.split(top: body.height - rows)
        timeline = upper
        work = lower
      }
    }
  }
}
