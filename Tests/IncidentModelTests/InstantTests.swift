import Testing

@testable import IncidentModel

@Suite struct InstantTests {
  @Test(arguments: [
    ("1970-01-01T00:00:00.000Z", 0), ("1969-12-31T23:59:59.999Z", -1),
    ("2000-02-29T12:00:00.000Z", 951_825_600_000), ("2026-11-22T14:02:31.250Z", 1_795_356_151_250),
    ("0000-03-01T00:00:00.000Z", -62_162_035_200_000),
    ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
  ])
  func `a moment and its RFC 3339 text are the same`(text: String, milliseconds: Int64) {
    #expect(Instant(rfc3339: text)?.milliseconds == milliseconds)
    #expect(Instant(milliseconds: milliseconds).rfc3339 == text)
  }

  @Test(arguments: [
    ("2026-11-22T14:02:31Z", "2026-11-22T14:02:31.000Z"),
    ("2026-11-22 14:02:31.5z", "2026-11-22T14:02:31.500Z"),
    ("2026-11-22t14:02:31.123456789+02:00", "2026-11-22T12:02:31.123Z"),
    ("2026-01-01T00:30:00-0130", "2026-01-01T02:00:00.000Z"),
  ])
  func `RFC 3339 may be written in several ways`(text: String, same: String) {
    #expect(Instant(rfc3339: text)?.rfc3339 == same)
  }

  @Test(arguments: [
    "", "2026-11-22", "2026-11-22T14:02Z", "2026-11-22T14:02:31", "2026-13-01T00:00:00Z",
    "2026-02-29T00:00:00Z", "2026-11-22T24:00:00Z", "2026-11-22T14:60:00Z",
    "2026-11-22T14:02:31.Z", "2026-11-22T14:02:31+19:00", "2026-11-22T14:02:31+02:60",
    "26-11-22T14:02:31Z", "2026-11-22T14:02:31Z ",
  ])
  func `what is not RFC 3339 is refused`(text: String) {
    #expect(Instant(rfc3339: text) == nil)
  }

  @Test func `every day of four centuries keeps its place`() {
    for day: Int64 in stride(from: -60_000, to: 90_000, by: 7) {
      let instant = Instant(milliseconds: day * 86_400_000 + 12_345)
      #expect(CivilTime(utc: instant).utc == instant)
    }
  }

  @Test(arguments: [(2000, 1), (1999, 0), (1000, 0), (999, -1), (0, -1), (-1, -2)])
  func `seconds are rounded down`(milliseconds: Int64, seconds: Int64) {
    let instant = Instant(milliseconds: milliseconds)
    #expect(instant.seconds(since: Instant(milliseconds: 1000)) == seconds)
  }

  @Test(arguments: [
    (0, 0, "14:02"), (31, 0, "14:02:31"), (31, 5, "14:02:31.005"), (0, 250, "14:02:00.250"),
  ])
  func `the shortest time loses nothing`(second: Int, millisecond: Int, text: String) {
    let civil = CivilTime(
      year: 2026, month: 11, day: 22, hour: 14, minute: 2, second: second, millisecond: millisecond)
    #expect(civil.shortestTimeText == text)
  }

  @Test(arguments: [("Z", 0), ("+02:00", 7200), ("-0530", -19_800), ("+18:59", 68_340)])
  func `an offset is read`(text: String, seconds: Int) {
    #expect(zoneOffset(text) == seconds)
  }

  @Test(arguments: ["", "+2", "02:00", "+19:00", "+02:75", "UTC"])
  func `what is not an offset is refused`(text: String) {
    #expect(zoneOffset(text) == nil)
  }
}
