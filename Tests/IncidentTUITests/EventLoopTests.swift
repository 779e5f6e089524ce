import Glibc
import IncidentModel
import IncidentTUI
import Testing

struct EventLoopTests {
  @Test func `All keys that wait are handled, then one frame is shown`() {
    var app = RecordingApp()
    var terminal = FakeTerminal([TerminalInput(keys: ["a", "b", "q"].map { .character($0) })])
    let end = run(&app, &terminal)
    #expect(end == .finished)
    #expect(app.events == ["a", "b", "q"].map { .key(.character($0)) })
    #expect(terminal.frames == 1)
  }

  @Test func `A frame follows every batch`() {
    var app = RecordingApp()
    var terminal = FakeTerminal([
      TerminalInput(keys: [.up, .down]), TerminalInput(keys: [.character("q")]),
    ])
    _ = run(&app, &terminal)
    #expect(terminal.frames == 2)
  }

  @Test(arguments: [(SIGTERM, 143), (SIGHUP, 129), (SIGINT, 130)] as [(Int32, Int32)])
  func `A signal to end is told to the app and gives the status`(
    _ signal: Int32, _ status: Int32
  ) {
    var app = RecordingApp()
    var terminal = FakeTerminal([TerminalInput(signals: [.terminate(signal)])])
    let end = run(&app, &terminal)
    #expect(end.exitStatus == status)
    #expect(app.events == [.terminate(signal: signal)])
  }

  @Test func `A lost terminal ends the loop after the app has heard of it`() {
    var app = RecordingApp()
    var terminal = FakeTerminal([TerminalInput(keys: [.character("x")], isLost: true)])
    let end = run(&app, &terminal)
    #expect(end == .terminalLost)
    #expect(app.events == [.key(.character("x")), .terminalLost])
  }

  @Test func `A hang-up of the descriptor is a lost terminal`() {
    var app = RecordingApp()
    var terminal = FakeTerminal([])
    terminal.hangUp()
    let end = run(&app, &terminal)
    #expect(end == .terminalLost)
  }

  @Test func `Messages from other threads wake the loop and arrive in order`() async {
    let inbox = Inbox<Int>()
    let sender = Task.detached {
      for number in 1...1000 { inbox.post(number) }
    }
    var app = RecordingApp(lastMessage: 1000)
    var terminal = FakeTerminal([])
    let end = run(&app, &terminal, inbox: inbox)
    #expect(end == .finished)
    await sender.value
    #expect(app.events == (1...1000).map { .message($0) })
  }

  @Test func `A further descriptor gives messages`() {
    let wakeup = Wakeup()
    wakeup.signal()
    var app = RecordingApp(lastMessage: 7)
    var terminal = FakeTerminal([])
    let watched = WatchedDescriptor(wakeup.descriptor) {
      wakeup.reset()
      return [7]
    }
    let end = run(&app, &terminal, watching: [watched])
    #expect(end == .finished)
  }

  @Test func `The app is woken when what it shows changes by itself`() {
    var app = RecordingApp(wakeupAt: Instant(milliseconds: 5))
    var terminal = FakeTerminal([])
    var time = Instant(milliseconds: 0)
    let end = runEventLoop(&app, on: &terminal, inbox: Inbox()) {
      time.milliseconds += 1
      return time
    }
    #expect(end == .finished)
    #expect(app.events == [.wakeup])
  }

  @Test func `A new size is taken once, and told`() {
    var app = RecordingApp()
    var terminal = FakeTerminal([
      TerminalInput(keys: [.character("q")], signals: [.resized])
    ])
    _ = run(&app, &terminal)
    #expect(app.events.first == .resized(Size(columns: 81, rows: 24)))
  }

  @Test(arguments: [TerminalSignal.stop, .continued])
  func `A stop and a foreign continuation repaint`(_ signal: TerminalSignal) {
    var app = RecordingApp()
    var terminal = FakeTerminal([
      TerminalInput(signals: [signal]), TerminalInput(keys: [.character("q")]),
    ])
    _ = run(&app, &terminal)
    #expect(terminal.orders == [signal == .stop ? "suspend" : "redraw"])
    #expect(terminal.frames == 2)
  }

  @Test func `What the app asks of the terminal is done before the next event`() {
    var app = RecordingApp(orders: [.control("z"): .suspend, .control("l"): .redraw])
    var terminal = FakeTerminal([
      TerminalInput(keys: [.control("z"), .control("l"), .character("q")])
    ])
    _ = run(&app, &terminal)
    #expect(terminal.orders == ["suspend", "redraw"])
  }

  private func run(
    _ app: inout RecordingApp, _ terminal: inout FakeTerminal, inbox: Inbox<Int> = Inbox(),
    watching: [WatchedDescriptor<Int>] = []
  ) -> LoopEnd {
    runEventLoop(&app, on: &terminal, inbox: inbox, watching: watching) {
      Instant(milliseconds: 0)
    }
  }
}
