import HealthSources
import IncidentModel
import Testing

@Suite struct NagiosTests {
  @Test(arguments: [
    (0, "DISK OK - free: / 76 MiB;| /=21B;26;26;0;27", "plugin: ok 1 DISK OK - free: / 76 MiB;"),
    (1, "WARN", "plugin: warning 2 WARN"), (2, "OK: inverted", "plugin: critical 1 OK: inverted"),
    (3, "Usage", "plugin: unknown 1 Usage"),
    (127, "", "plugin: unknown 1 (exit status 127) error while loading"),
    (137, "half", "plugin: unknown 1 (exit status 137) half"),
    (2, "refused\nHTTP CRITICAL\n|time=0s", "plugin: critical 1 refused\nHTTP CRITICAL"),
    (0, #"a \| b | c=1"#, #"plugin: ok 1 a \| b"#),
    (0, "one | a=1\ntwo\nthree | b=2\nc=3", "plugin: ok 1 one\ntwo\nthree"),
    (2, "\u{1B}[32mOK\u{1B}[0m|x", "plugin: critical 1 \u{1B}[32mOK\u{1B}[0m"),
  ])
  func `the exit status decides`(status: Int, output: String, expected: String) throws {
    let readings = try read(
      format("nagios"), output, status: status, errors: "error while loading")
    #expect(readings.map(line) == [expected])
  }
}
