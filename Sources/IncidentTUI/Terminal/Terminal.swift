/// A screen and a keyboard: the real one is ``CursesTerminal``, tests bring their own.
package protocol Terminal: ~Copyable {
  /// Columns and rows, as of the last ``adoptSize()``.
  var size: Size { get }
  /// Descriptors that become readable when ``pendingInput()`` has something.
  var descriptors: [Int32] { get }
  /// Shows a frame; writes nothing when it is what already stands there.
  mutating func present(_ frame: Frame)
  /// Takes everything that happened since the last call; never blocks.
  mutating func pendingInput() -> TerminalInput
  /// Asks how large the screen is now, and paints all of it at the next frame.
  mutating func adoptSize()
  /// Does something beside drawing.
  mutating func perform(_ order: TerminalOrder)
}

/// What came from the terminal since it was last asked.
package struct TerminalInput: Equatable, Sendable {
  /// Everything typed, in order.
  package var keys: [Key]
  /// Signals, in order, each kind once.
  package var signals: [TerminalSignal]
  /// The terminal is gone and nothing can be shown any more.
  package var isLost: Bool
  /// Milliseconds after which to ask again even if nothing comes, as for a lone Esc.
  package var resolvesIn: Int?

  /// Creates an input, by default an empty one.
  package init(
    keys: [Key] = [], signals: [TerminalSignal] = [], isLost: Bool = false, resolvesIn: Int? = nil
  ) {
    self.keys = keys
    self.signals = signals
    self.isLost = isLost
    self.resolvesIn = resolvesIn
  }
}

/// A signal to the process, as far as it concerns the terminal.
package enum TerminalSignal: Hashable, Sendable {
  /// The window has another size.
  case resized
  /// Someone asked the process to end, with that signal (SIGTERM, SIGHUP or SIGINT).
  case terminate(Int32)
  /// Someone asked the job to stop, as with `kill -TSTP`.
  case stop
  /// The process was continued after a stop that was not its own.
  case continued
}

/// What an app asks of the terminal beside showing a frame.
package enum TerminalOrder: Sendable {
  /// Stop the job as Ctrl-Z does, and come back when it is continued.
  case suspend
  /// Paint everything again, as something else has drawn on the screen.
  case redraw
  case bell
  /// Put text on the clipboard of the terminal (OSC 52).
  case copy(String)
  /// Call through the desktop, as terminals that know OSC 9 do.
  case notify(String)
  case mouse(Bool)
  case theme(Theme)
  /// Give the screen to another program while the closure runs, as for an editor.
  case leaveScreen(@Sendable () -> Void)
}

/// What the terminal turned out to be.
package struct TerminalCapabilities: Equatable, Sendable {
  /// Number of colours; 0 when there are none or none are wanted.
  package var colors: Int
  /// Whether the user's locale is UTF-8; else the screen shows ASCII only.
  package var isUTF8: Bool
  /// Whether TERM is unknown here and `xterm-256color` stands in.
  package var isFallback: Bool

  /// Creates a description, as for a test.
  package init(colors: Int, isUTF8: Bool = true, isFallback: Bool = false) {
    self.colors = colors
    self.isUTF8 = isUTF8
    self.isFallback = isFallback
  }

  /// The signs to draw with.
  package var glyphs: Glyphs { isUTF8 ? .unicode : .ascii }
}

/// Why there is no screen to draw on.
package enum TerminalFailure: Error, Hashable, Sendable {
  /// The process has no controlling terminal.
  case notATerminal
  /// TERM is empty, `dumb`, or names a terminal that cannot place its cursor.
  case dumb(term: String)
  /// Neither TERM nor the fallback is known here.
  case noTerminfo(term: String)
  /// Signals cannot be watched; errno.
  case noSignals(Int32)
}
