import Testing

@testable import IncidentModel

/// Berlin around 2026: summer time ends on 25 October at 01:00 UTC.
private let berlin = Zone(
  name: "Europe/Berlin",
  periods: [
    .init(
      start: CivilTime(year: 2025, month: 10, day: 26, hour: 1).utc, seconds: 3600, name: "CET"),
    .init(
      start: CivilTime(year: 2026, month: 3, day: 29, hour: 1).utc, seconds: 7200, name: "CEST"),
    .init(
      start: CivilTime(year: 2026, month: 10, day: 25, hour: 1).utc, seconds: 3600, name: "CET"),
  ])

/// 2026-11-22 14:00:00 UTC, 15:00 in Berlin.
private let now = start

@Suite struct TimeGrammarTests {
  @Test(arguments: [
    ("now", "2026-11-22T14:00:00.000Z"), (" NOW ", "2026-11-22T14:00:00.000Z"),
    ("13:02", "2026-11-22T13:02:00.000Z"), ("13:02:31", "2026-11-22T13:02:31.000Z"),
    ("13:02:31.25", "2026-11-22T13:02:31.250Z"), ("9:05", "2026-11-22T09:05:00.000Z"),
    ("14:01", "2026-11-22T14:01:00.000Z"), ("14:02", "2026-11-21T14:02:00.000Z"),
    ("13:02Z", "2026-11-22T13:02:00.000Z"), ("14:02+02:00", "2026-11-22T12:02:00.000Z"),
    ("yesterday 23:10", "2026-11-21T23:10:00.000Z"), ("today 01:00", "2026-11-22T01:00:00.000Z"),
    ("2026-11-20 14:02", "2026-11-20T14:02:00.000Z"),
    ("2026-11-20T14:02:03", "2026-11-20T14:02:03.000Z"),
    ("2026-11-20T14:02:31.5+02:00", "2026-11-20T12:02:31.500Z"),
    ("-10m", "2026-11-22T13:50:00.000Z"), ("10m ago", "2026-11-22T13:50:00.000Z"),
    ("1h30m ago", "2026-11-22T12:30:00.000Z"),
  ])
  func `a time is read in UTC`(text: String, moment: String) throws {
    #expect(try parseTime(text, now: now, zone: .utc).rfc3339 == moment)
  }

  @Test(arguments: [
    ("14:02", "2026-11-22T13:02:00.000Z"), ("14:02Z", "2026-11-21T14:02:00.000Z"),
    ("yesterday 00:30", "2026-11-20T23:30:00.000Z"),
    ("2026-07-01 12:00", "2026-07-01T10:00:00.000Z"),
    ("2026-10-25 02:30", "2026-10-25T00:30:00.000Z"),
    ("2026-10-25 02:30+01:00", "2026-10-25T01:30:00.000Z"),
    ("2026-03-29 02:30", "2026-03-29T01:30:00.000Z"),
  ])
  func `a time is read in a zone with summer time`(text: String, moment: String) throws {
    let read = try parseTime(text, now: now, zone: berlin)
    #expect(read.rfc3339 == moment)
  }

  @Test(arguments: ["", "noon", "14", "1402", "14:2", "tomorrow 10:00", "10m", "2026-11-22", "-"])
  func `what is not a time is refused`(text: String) {
    #expect(throws: TimeError.notATime(text)) { try parseTime(text, now: now, zone: .utc) }
  }

  @Test(arguments: ["24:00", "12:60", "2026-02-30 10:00", "2026-13-01 10:00"])
  func `a moment that does not exist is refused`(text: String) {
    #expect(throws: TimeError.noSuchMoment(text)) { try parseTime(text, now: now, zone: .utc) }
  }

  @Test func `the future is refused unless it is meant`() throws {
    let later = after(2)
    #expect(throws: TimeError.inTheFuture(at: later, now: now)) {
      try parseTime("2026-11-22 14:02", now: now, zone: .utc)
    }
    let read = try parseTime("2026-11-22 14:02", now: now, zone: .utc, allowFuture: true)
    #expect(read == later)
    #expect(try parseTime("2026-11-22 14:01", now: now, zone: .utc) == after(1))
  }

  @Test(arguments: [
    ("90s", 90), ("10m", 600), ("1h30m", 5400), ("2d", 172_800), ("1w", 604_800), ("0s", 0),
    (" 10M ", 600),
  ])
  func `a duration is read`(text: String, seconds: Int64) throws {
    #expect(try parseDuration(text) == seconds)
  }

  @Test(arguments: ["", "10", "m", "10x", "-10m", "1h30", "1.5h", "99999999999999999999s", "١m"])
  func `what is not a duration is refused`(text: String) {
    #expect(throws: TimeError.notADuration(text)) { try parseDuration(text) }
  }

  @Test(arguments: [
    (0, "0s"), (42, "42s"), (60, "1m"), (61, "1m 1s"), (3600, "1h"), (87_060, "24h 11m"),
    (266_400, "3d 2h"), (259_200, "3d"), (-90, "-1m 30s"),
  ])
  func `a span is written for people`(seconds: Int64, text: String) {
    #expect(durationText(seconds) == text)
  }

  @Test(arguments: [(252, "04:12"), (3852, "1:04:12"), (-5, "-00:05"), (0, "00:00")])
  func `a countdown is written as a clock`(seconds: Int64, text: String) {
    #expect(clockText(seconds) == text)
  }

  @Test(arguments: [90, 600, 5400, 3600, 0, 60, 86_400])
  func `a typed duration reads back`(seconds: Int64) throws {
    #expect(try parseDuration(compactDuration(seconds)) == seconds)
  }

  @Test func `a zone names its offset at each moment`() {
    #expect(berlin.suffix(at: now) == " CET")
    #expect(berlin.suffix(at: CivilTime(year: 2026, month: 7, day: 1).utc) == " CEST")
    #expect(Zone.utc.suffix(at: now) == "Z")
  }
}
