import Glibc
import Testing

/// Times are stored in UTC and shown in the zone that is asked for.
@Suite struct CommandLineZoneTests {
  @Test(
    .enabled(
      if: unsafe access("/usr/share/zoneinfo/Europe/Madrid", R_OK) == 0, "no zone data here"),
    arguments: [
      ("2026-01-20 12:00", "2026-01-20 CET", "13:00:00"),
      ("2026-07-20 12:00", "2026-07-20 CEST", "14:00:00"),
      ("2026-03-29 00:59", "2026-03-29 CET", "01:59:00"),
      ("2026-03-29 01:00", "2026-03-29 CEST", "03:00:00"),
      // Beyond the last change in the zone data: its rule goes on.
      ("2080-07-20 12:00", "2080-07-20 CEST", "14:00:00"),
      ("2080-01-20 12:00", "2080-01-20 CET", "13:00:00"),
    ])
  func `a time is shown in a zone`(utc: String, day: String, clock: String) throws {
    let program = try Program()
    try program.write("\(utc)\tdeclared\tx\n", to: "x.txt")
    try program.run("import", program.file("x.txt"), "--future")
    for (zone, environment) in [
      (["--zone", "Europe/Madrid"], [:]), ([], ["TZ": "Europe/Madrid"]),
      ([], ["TZ": ":Europe/Madrid"]),
    ] {
      let lines = try program.run(all: ["timeline"] + zone, environment: environment).lines
      #expect(lines.first == day)
      #expect(lines.last?.hasPrefix(clock) == true)
    }
    let inUTC = try program.run("timeline", "--utc", environment: ["TZ": "Europe/Madrid"])
    #expect(inUTC.lines.first == "\(utc.prefix(10)) UTC")
  }

  @Test func `a bare clock time is read in the zone`() throws {
    let program = try Program()
    try program.run("declare", "x", "--at", "2026-11-20 00:00")
    try program.run("--zone", "+02:00", "log", "--at", "2026-11-20 14:02", "hello")
    #expect(try program.run("timeline", "--utc").output.contains("12:02:00"))
  }
}
