package import IncidentModel

/// Something that happened, for the app to handle.
package enum LoopEvent<Message: Sendable>: Sendable {
  case key(Key)
  case message(Message)
  case resized(Size)
  /// The moment given by ``ConsoleApp/nextWakeup(after:)`` has come.
  case wakeup
  /// Someone asks the process to end with that signal; the loop ends after this.
  case terminate(signal: Int32)
  /// The terminal is gone; the loop ends after this.
  case terminalLost
}

extension LoopEvent: Equatable where Message: Equatable {}

/// What the event loop runs: behaviour, appearance, and when to look again.
package protocol ConsoleApp {
  associatedtype Message: Sendable

  /// False ends the loop before the next frame.
  var isRunning: Bool { get }

  /// Takes one event and answers what the terminal should do beside showing the next frame.
  mutating func handle(_ event: LoopEvent<Message>, at now: Instant) -> [TerminalOrder]

  /// What the screen should show.
  mutating func render(_ size: Size, at now: Instant) -> Frame

  /// Learns that the frame is on the screen: keys handled before were typed before it was seen.
  mutating func didPresent(at now: Instant)

  /// When what is shown next changes by itself; `nil` for never.
  func nextWakeup(after now: Instant) -> Instant?
}

extension ConsoleApp {
  /// Does nothing.
  package mutating func didPresent(at now: Instant) {}
}

/// Why the event loop ended.
package enum LoopEnd: Hashable, Sendable {
  /// The app said so.
  case finished
  /// A signal asked for it.
  case signal(Int32)
  /// The terminal is gone.
  case terminalLost

  /// Status for exit(3): 0, or 128 and the signal; a lost terminal counts as SIGHUP.
  package var exitStatus: Int32 {
    switch self {
    case .finished: 0
    case .signal(let number): 128 + number
    case .terminalLost: 128 + 1
    }
  }
}

/// A further descriptor the loop watches, such as that of inotify(7).
package struct WatchedDescriptor<Message: Sendable> {
  /// Polled for input; the loop does not close it.
  package let descriptor: Int32
  /// Called on the loop's thread when readable; must read all there is and not block.
  package let receive: () -> [Message]

  /// Creates a watch on a descriptor.
  package init(_ descriptor: Int32, receive: @escaping () -> [Message]) {
    self.descriptor = descriptor
    self.receive = receive
  }
}
