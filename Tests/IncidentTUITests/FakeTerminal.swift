import Glibc
import IncidentModel
import IncidentTUI

/// A terminal that gives prepared inputs, one per wake-up, and counts what is shown.
struct FakeTerminal: ~Copyable, Terminal {
  private(set) var size = Size(columns: 80, rows: 24)
  private(set) var frames = 0
  private(set) var orders: [String] = []
  private var inputs: [TerminalInput]
  private var reader: Int32
  private var writer: Int32

  /// A pipe stands for the keyboard: readable as long as an input waits.
  init(_ inputs: [TerminalInput]) {
    self.inputs = inputs
    var ends: [Int32] = [-1, -1]
    _ = unsafe pipe(&ends)
    reader = ends[0]
    writer = ends[1]
    if !inputs.isEmpty { _ = unsafe write(writer, "x", 1) }
  }

  deinit {
    close(reader)
    if writer >= 0 { close(writer) }
  }

  var descriptors: [Int32] { [reader] }

  mutating func hangUp() {
    close(writer)
    writer = -1
  }

  mutating func present(_ frame: Frame) {
    frames += 1
  }

  mutating func pendingInput() -> TerminalInput {
    guard !inputs.isEmpty else { return TerminalInput() }
    let input = inputs.removeFirst()
    if inputs.isEmpty {
      var byte: UInt8 = 0
      _ = unsafe read(reader, &byte, 1)
    }
    return input
  }

  mutating func adoptSize() {
    size.columns += 1
  }

  mutating func perform(_ order: TerminalOrder) {
    switch order {
    case .suspend: orders.append("suspend")
    case .redraw: orders.append("redraw")
    case .bell, .copy, .notify, .mouse, .theme, .leaveScreen: orders.append("other")
    }
  }
}

/// An app that remembers what it was told and ends at `q`, a wake-up or its last message.
struct RecordingApp: ConsoleApp {
  typealias Message = Int

  var lastMessage: Int?
  var wakeupAt: Instant?
  var orders: [Key: TerminalOrder] = [:]
  private(set) var events: [LoopEvent<Int>] = []
  private(set) var isRunning = true

  init(
    lastMessage: Int? = nil, wakeupAt: Instant? = nil, orders: [Key: TerminalOrder] = [:]
  ) {
    self.lastMessage = lastMessage
    self.wakeupAt = wakeupAt
    self.orders = orders
  }

  mutating func handle(_ event: LoopEvent<Int>, at now: Instant) -> [TerminalOrder] {
    events.append(event)
    switch event {
    case .key(.character("q")), .wakeup:
      isRunning = false
    case .message(let number):
      if number == lastMessage { isRunning = false }
    case .key(let key):
      return orders[key].map { [$0] } ?? []
    case .resized, .terminate, .terminalLost:
      break
    }
    return []
  }

  func render(_ size: Size, at now: Instant) -> Frame {
    Frame(Canvas(size))
  }

  func nextWakeup(after now: Instant) -> Instant? { wakeupAt }
}
