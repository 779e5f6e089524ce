import Testing

@testable import IncidentModel

/// The small values that a configuration writes as one text.
@Suite struct HealthSettingTests {
  @Test(arguments: [
    ("> 0.05", 0.06, true), (">0.05", 0.05, false), (">= 0.05", 0.05, true), ("< 1", 0, true),
    ("<= 1", 1, true), ("== 0", 0, true), ("!= 0", 0, false), ("!= 0", 1, true),
    ("> -1", .infinity, true), ("> 0", .nan, false), ("!= 0", .nan, false), ("< 1", .nan, false),
  ])
  func `a value is past a limit or not`(_ text: String, _ value: Double, _ holds: Bool) {
    #expect(Threshold(text)?.holds(for: value) == holds)
  }

  @Test(arguments: ["", "0.05", ">", "> x", "=> 1", "> nan", "over 1"])
  func `nonsense is no limit`(_ text: String) {
    #expect(Threshold(text) == nil)
  }

  @Test func `a value is judged by the worse limit first, and NaN by none`() {
    let query = Configuration.Probe.Query(
      expression: "x", warning: Threshold("> 1"), critical: Threshold("> 2"))
    #expect([0, 1.5, 3].map { query.status(of: $0) } == [.ok, .warning, .critical])
    #expect(query.status(of: .nan) == nil)
  }

  @Test(arguments: [
    // 2026-11-22 is a Sunday.
    (22, 14, 0, false), (23, 8, 59, false), (23, 9, 0, true), (27, 17, 59, true),
    (27, 18, 0, false), (28, 12, 0, false),
  ])
  func `people are at work at some hours`(
    _ day: Int, _ hour: Int, _ minute: Int, _ isWork: Bool
  ) throws {
    let hours = try #require(OfficeHours("Mon-Fri 9:00-18:00"))
    let moment = CivilTime(year: 2026, month: 11, day: day, hour: hour, minute: minute).utc
    #expect(hours.contains(moment, in: .utc) == isWork)
  }

  @Test(arguments: [
    "", "mon 09:00-18:00", "fri-mon 09:00-18:00", "mon-fri 18:00-09:00", "mon-fri 9-18",
  ])
  func `nonsense is no hours`(_ text: String) {
    #expect(OfficeHours(text) == nil)
  }
}
