import IncidentModel
import IncidentTUI
import Testing

/// Each panel by itself, and what it says while it has nothing to show.
struct PanelTests {
  static let sizes = [(60, 15), (80, 24), (120, 40)]
  static let panels = Panel.focusable.compactMap(\.number)

  private func stage(_ columns: Int, _ rows: Int) throws -> Stage {
    var stage = try Stage(
      Scripts.checkout + """

        health eu checkout-api: warning -> critical
        health us checkout-api: critical -> ok
        health eu payments-gateway: ok -> warning
        """, size: Size(columns: columns, rows: rows), minutes: 26)
    let steps: [(RunbookStep.Act, String, Int?)] = [
      (.byHand, "1 confirm us has headroom", nil), (.ended, "2 drain eu", 0),
      (.ended, "3 raise the weight of us", 1), (.skipped, "4 warm the caches", nil),
      (.started, "5 verify", nil),
    ]
    for (number, step) in steps.enumerated() {
      let at = Stage.day.advanced(bySeconds: Int64(900 + number * 60))
      stage.tell(
        Entry(
          id: EntryID(clock: at.milliseconds << 16, random: UInt64(700 + number)),
          incident: Stage.incident, happenedAt: at, recordedAt: at, author: .person(Stage.cy),
          event: .runbook(
            RunbookStep(
              act: step.0, runbook: "regional-failover", step: step.1, exitStatus: step.2))))
    }
    return stage
  }

  @Test(arguments: panels, sizes)
  func `zoomed`(_ number: Int, _ size: (Int, Int)) throws {
    var stage = try stage(size.0, size.1)
    stage.press(.character(Character("\(number)")))
    if !stage.state.isZoomed { stage.press(.character("z")) }
    try expectSnapshot(
      stage.screen(size.0, size.1), "panel-\(stage.state.focus)-\(size.0)x\(size.1)")
  }

  @Test(arguments: sizes)
  func `all of them`(_ columns: Int, _ rows: Int) throws {
    try expectSnapshot(try stage(columns, rows).screen(columns, rows), "panels-\(columns)x\(rows)")
  }

  @Test func `the last word on a service is the one that counts, and the worst stands first`()
    throws
  {
    let reports = try stage(120, 40).state.reports
    #expect(
      reports.health.map { "\($0.subject) \($0.status)" } == [
        "eu checkout-api critical", "eu payments-gateway warning", "us checkout-api ok",
      ])
  }

  @Test func `Enter in a panel opens the entry that stands behind the row`() throws {
    var stage = try stage(120, 40)
    stage.press(.character("1"), .down, .enter)
    #expect(stage.screen(120, 40).contains("eu payments-gateway: ok -> warning"))
  }
}
