internal import CTerminal
internal import Glibc
internal import IncidentModel

/// The real terminal, drawn by ncurses: exactly one owner, and leaving its scope restores the tty.
///
/// Must be used from one thread only, since ncurses keeps its state in globals.
package struct CursesTerminal: ~Copyable, Terminal {
  /// What the terminal turned out to be.
  package let capabilities: TerminalCapabilities
  /// Columns and rows, as of the last ``adoptSize()``.
  package private(set) var size = Size(columns: 1, rows: 1)
  /// The descriptors of the keyboard and of the signals.
  package let descriptors: [Int32]

  private var theme: Theme
  private var styles: [Style] = []
  private var shown: Frame?
  private var laterSignals: [TerminalSignal] = []
  private var decoder: InputDecoder
  private var lastInput = ContinuousClock.now

  /// Takes over the screen.
  ///
  /// `wantsColor` is false for NO_COLOR, `escapeDelay` counts the milliseconds a lone Esc waits
  /// (`ESCDELAY` when the user sets it), and `term` is the value of TERM.
  /// - Throws: ``TerminalFailure``, with the terminal as it was.
  package init(
    theme: Theme, wantsColor: Bool, escapeDelay: Int = 25, term: String
  ) throws(TerminalFailure) {
    let signals = ct_watch_signals()
    guard signals >= 0 else { throw .noSignals(errno) }
    var opened = ct_terminal()
    let status = unsafe ct_open(wantsColor, &opened)
    switch status {
    case Int32(CT_OPENED.rawValue): break
    case Int32(CT_DUMB.rawValue): throw .dumb(term: term)
    case Int32(CT_NO_TERMINFO.rawValue): throw .noTerminfo(term: term)
    default: throw .notATerminal
    }
    capabilities = TerminalCapabilities(
      colors: Int(opened.colors), isUTF8: opened.is_utf8, isFallback: opened.is_fallback)
    descriptors = [ct_input_descriptor(), signals]
    decoder = InputDecoder(escapeDelay: escapeDelay)
    self.theme = theme
    adoptTheme()
    adoptSize()
  }

  deinit {
    ct_close()
  }

  /// Shows a frame; only cells that differ from the last one are given to ncurses.
  package mutating func present(_ frame: Frame) {
    let canvas = frame.canvas
    var old: [Cell]?
    if let shown {
      if shown == frame { return }
      let isSameSize = shown.canvas.width == canvas.width && shown.canvas.height == canvas.height
      if isSameSize { old = shown.canvas.cells }
    }
    let changedRows = put(canvas, unlessIn: old)
    let cursor = frame.cursor ?? Position(column: size.columns - 1, row: size.rows - 1)
    ct_cursor(
      Int32(clamping: cursor.row), Int32(clamping: cursor.column), frame.cursor != nil)
    ct_flush(changedRows > 2)
    shown = frame
  }

  /// Gives ncurses the cells that differ from the old ones; returns in how many rows there were any.
  private func put(_ canvas: Canvas, unlessIn old: [Cell]?) -> Int {
    let cells = canvas.cells
    let columns = min(canvas.width, size.columns)
    var changedRows = 0
    for row in 0..<min(canvas.height, size.rows) {
      let range = row * canvas.width..<(row + 1) * canvas.width
      if let old, old[range] == cells[range] { continue }
      changedRows += 1
      var column = 0
      while column < columns {
        let index = row * canvas.width + column
        let cell = cells[index]
        let isWide = column + 1 < canvas.width && cells[index + 1].isContinuation
        let width = isWide && column + 1 < columns ? 2 : 1
        var isSame = false
        if let old {
          isSame = old[index] == cell && (width == 1 || old[index + 1] == cells[index + 1])
        }
        if !isSame { put(isWide && width == 1 ? .blank : cell, row, column, width: width) }
        column += width
      }
    }
    return changedRows
  }

  private func put(_ cell: Cell, _ row: Int, _ column: Int, width: Int) {
    let style = styles[Int(cell.role.rawValue)]
    var attributes = style.attributes
    if cell.flags.contains(.selected) { attributes.insert(.reverse) }
    if cell.flags.contains(.found) { attributes.insert(.underline) }
    if cell.flags.contains(.strong) { attributes.insert(.bold) }
    let pair = style.foreground == nil ? 0 : Int32(cell.role.rawValue) + 1
    var scalar = cell.isContinuation ? " " : cell.scalar
    let mark = capabilities.isUTF8 ? cell.mark : "\0"
    if !capabilities.isUTF8, !scalar.isASCII {
      scalar = asciiFallback(scalar)
      if width == 2 {
        ct_put(
          Int32(row), Int32(column + 1), scalar.value, 0, 1, UInt32(attributes.rawValue), pair)
      }
      ct_put(Int32(row), Int32(column), scalar.value, 0, 1, UInt32(attributes.rawValue), pair)
      return
    }
    ct_put(
      Int32(row), Int32(column), scalar.value, mark.value, Int32(width),
      UInt32(attributes.rawValue), pair)
  }

  /// Takes everything typed and every signal since the last call; never blocks.
  package mutating func pendingInput() -> TerminalInput {
    var input = TerminalInput(signals: laterSignals)
    laterSignals = []
    readKeys(into: &input)
    readSignals(into: &input)
    if let patience = decoder.patience {
      let elapsed = lastInput.duration(to: .now) / .milliseconds(1)
      if elapsed >= Double(patience) {
        input.keys += decoder.expire()
      } else {
        input.resolvesIn = max(1, patience - Int(elapsed))
      }
    }
    return input
  }

  private mutating func readKeys(into input: inout TerminalInput) {
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe ct_read(&buffer, buffer.count)
      if count == CT_LOST.rawValue { input.isLost = true }
      guard count > 0 else { return }
      lastInput = .now
      input.keys += decoder.feed(buffer.prefix(Int(count)))
    }
  }

  private func readSignals(into input: inout TerminalInput) {
    var buffer = [UInt8](repeating: 0, count: 64)
    while true {
      let count = unsafe read(descriptors[1], &buffer, buffer.count)
      guard count > 0 else { return }
      for number in buffer.prefix(count).map(Int32.init) {
        let signal: TerminalSignal =
          switch number {
          case SIGWINCH: .resized
          case SIGTSTP: .stop
          case SIGCONT: .continued
          default: .terminate(number)
          }
        if !input.signals.contains(signal) { input.signals.append(signal) }
      }
    }
  }

  /// Asks how large the screen is now, and paints all of it at the next frame.
  package mutating func adoptSize() {
    var columns: Int32 = 0
    var rows: Int32 = 0
    unsafe ct_size(&columns, &rows)
    ct_resize(columns, rows)
    size = Size(columns: max(1, Int(columns)), rows: max(1, Int(rows)))
    forget()
  }

  /// Does something beside drawing.
  package mutating func perform(_ order: TerminalOrder) {
    switch order {
    case .suspend:
      ct_stop()
      forgetStop()
      adoptSize()
    case .redraw:
      ct_enter()
      adoptSize()
    case .bell:
      send("\u{7}")
    case .copy(let text):
      send("\u{1B}]52;c;\(Base64.encoded(text.utf8))\u{7}")
    case .notify(let text):
      let clean = TextWidth.clipped(visible(text), to: 120)
      send("\u{1B}]9;\(capabilities.isUTF8 ? clean : asciiFallback(clean))\u{7}")
    case .mouse(let isOn):
      ct_mouse(isOn)
    case .theme(let theme):
      self.theme = theme
      adoptTheme()
      forget()
    case .leaveScreen(let body):
      ct_leave()
      body()
      ct_enter()
      adoptSize()
    }
  }

  /// Drops what the stop itself caused: all of the screen is about to be painted anyway.
  private mutating func forgetStop() {
    var input = TerminalInput()
    readSignals(into: &input)
    laterSignals += input.signals.filter { ![.resized, .stop, .continued].contains($0) }
  }

  private mutating func forget() {
    shown = nil
    ct_forget()
  }

  private mutating func adoptTheme() {
    styles = Role.allCases.map { theme.style(for: $0, colors: capabilities.colors) }
    for (role, style) in zip(Role.allCases, styles) {
      guard let foreground = style.foreground else { continue }
      ct_define_pair(Int32(role.rawValue) + 1, Int32(foreground), -1)
    }
  }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    unsafe ct_write(bytes, bytes.count)
  }
}
