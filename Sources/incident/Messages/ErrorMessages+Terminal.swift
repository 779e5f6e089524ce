internal import IncidentModel
internal import IncidentTUI
internal import Logbook

extension ErrorMessages {
  func complaint(_ failure: TerminalFailure) -> Complaint {
    switch failure {
    case .notATerminal:
      refused(
        "the console needs a terminal to draw on, and this is none; `incident console --plain` works without a screen"
      )
    case .dumb(let term):
      refused(
        "the terminal (TERM=\(visible(term))) cannot place its cursor, which the console needs; `incident console --plain` works without a screen"
      )
    case .noTerminfo(let term):
      refused(
        "neither TERM=\(visible(term)) nor xterm-256color is known on this machine; install ncurses-base, or set TERM to what `infocmp` knows"
      )
    case .noSignals(let code):
      refused(
        "signals cannot be watched (error \(code)), so the terminal could not be restored; try again"
      )
    }
  }

  /// Why nothing can be written, as the console says it.
  static func reading(because reason: ReadOnlyReason) -> String {
    switch reason {
    case .asked: "it was opened for reading"
    case .newerSchema(let found, let known):
      "a newer incident wrote the logbook (version \(found), this one knows \(known)): update"
    case .notWritable: "the logbook or its folder is not writable for you"
    }
  }
}
