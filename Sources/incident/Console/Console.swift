internal import IncidentModel
internal import IncidentTUI

/// Joins the state of the console with the loop, the terminal and the logbook.
struct Console: ConsoleApp {
  var state: AppState
  let desk: LogbookDesk

  var isRunning: Bool { state.isRunning }

  mutating func handle(_ event: LoopEvent<Message>, at now: Instant) -> [TerminalOrder] {
    state.now = now
    switch event {
    case .key(let key): return perform(state.update(.key(key)))
    case .message(let message): return perform(state.update(message))
    case .resized(let size): return perform(state.update(.resized(size)))
    case .wakeup:
      // The bell tells at once what this program writes anywhere; only others ring none.
      if now.milliseconds / 1000 % 5 == 0 { desk.perform(.lookIfChanged) }
      return perform(state.update(.tick))
    case .terminate, .terminalLost:
      // The next console offers what is half-typed again.
      desk.perform(.effect(.keepDraft(state.composer.draft)))
      return []
    }
  }

  private func perform(_ effects: [Effect]) -> [TerminalOrder] {
    var orders: [TerminalOrder] = []
    for effect in effects {
      switch effect {
      case .load, .find, .save, .keepDraft: desk.perform(.effect(effect))
      case .copy(let text): orders.append(.copy(text))
      case .suspend: orders.append(.suspend)
      case .redraw: orders.append(.redraw)
      case .quit: break
      }
    }
    return orders
  }

  func render(_ size: Size, at now: Instant) -> Frame {
    var shown = state
    shown.size = size
    shown.now = now
    return shown.render(size)
  }

  mutating func didPresent(at now: Instant) { state.isModeShown = true }

  func nextWakeup(after now: Instant) -> Instant? { state.nextTick(after: now) }
}
