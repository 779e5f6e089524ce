internal import Dispatch

/// Runs what may block on a thread of its own: not on the few that tasks share, and never on the console's.
func inBackground(after seconds: Double = 0, _ body: @escaping @Sendable () -> Void) {
  DispatchQueue.global().asyncAfter(deadline: .now() + seconds, execute: body)
}
