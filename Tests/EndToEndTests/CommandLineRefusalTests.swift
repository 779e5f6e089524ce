import FoundationEssentials
import Glibc
import Testing

/// Bad input ends with the right status and a line that says what to do.
@Suite struct CommandLineRefusalTests {
  struct Refusal: CustomTestStringConvertible {
    var arguments: [String]
    var status: Int32
    var says: [String]
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let refusals = [
    Refusal(
      arguments: ["log", "-i", "nonsense", "x"], status: 1,
      says: ["no incident matches 'nonsense'", "eu-checkout-errors-", "us-login-errors-"]),
    Refusal(arguments: ["log", "x"], status: 1, says: ["2 incidents are open", "use REF"]),
    Refusal(
      arguments: ["log", "-i", "us", "--at", "2099-01-01 10:00", "x"], status: 1,
      says: ["in the future", "--future"]),
    Refusal(arguments: ["log", "-i", "us", "--at", "25:00", "x"], status: 1, says: ["no moment"]),
    Refusal(
      arguments: ["log", "-i", "us", "--at", "soonish", "x"], status: 1, says: ["not a time"]),
    Refusal(
      arguments: ["log", "-i", "us", "-"], status: 64, says: ["standard input", "as arguments"]),
    Refusal(
      arguments: ["log", "-i", "us", "--ref", "ftp://x", "y"], status: 64, says: ["http://"]),
    Refusal(
      arguments: ["milestone", "-i", "us", "mitigated", "--at", "-2h"], status: 1,
      says: ["before", "impact started"]),
    Refusal(arguments: ["status", "-i", "us", "closed"], status: 1, says: ["resolved"]),
    Refusal(arguments: ["status", "-i", "us", "gone"], status: 64, says: ["monitoring"]),
    Refusal(
      arguments: ["retract", "-i", "us", "0000", "--because", "x"], status: 1,
      says: ["no entry", "timeline"]),
    Refusal(arguments: ["--zone", "Nowhere/X", "list"], status: 64, says: ["time zone"]),
    Refusal(arguments: ["list", "--by", "a b"], status: 64, says: ["'a b' from --by"]),
    Refusal(arguments: ["import", "/no/such/file"], status: 66, says: ["/no/such/file"]),
    Refusal(arguments: ["timeline", "us", "--author", "zed"], status: 1, says: ["'zed'", "ana"]),
    Refusal(arguments: ["nonsense"], status: 64, says: ["nonsense"]),
    Refusal(arguments: ["export", "us", "-o", "/no/such/x"], status: 73, says: ["-o FILE"]),
    Refusal(
      arguments: ["list", "--logbook", "/dev/null/x.sqlite"], status: 66, says: ["--logbook FILE"]),
    Refusal(
      arguments: ["declare", "x", "--logbook", "/dev/null/x.sqlite"], status: 73,
      says: ["--logbook FILE"]),
  ]

  @Test(arguments: refusals)
  func `a refusal says what to do`(refusal: Refusal) throws {
    let program = try Program()
    try program.run("declare", "EU checkout errors")
    try program.run("declare", "US login errors", "--impact-start", "-1h")
    let before = try program.run("export", "--all").output
    let outcome = try program.run(all: refusal.arguments)
    #expect(outcome.status == refusal.status)
    #expect(outcome.output.isEmpty)
    for part in refusal.says { #expect(outcome.messages.contains(part)) }
    #expect(try program.run("export", "--all").output == before)
  }

  @Test func `an ambiguous prefix lists the matches`() throws {
    let program = try Program()
    try program.run("declare", "checkout down")
    try program.run("declare", "checkout slow")
    let outcome = try program.run("show", "checkout")
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("matches 2 incidents"))
    #expect(outcome.messages.contains("checkout-slow-"))
  }

  @Test func `input that is not UTF-8 is refused with its line`() throws {
    let program = try Program()
    let bytes = Array("2026-11-20 09:50\tnote\tfine\n".utf8) + [0xFF, 0xFE, 0x0A]
    let outcome = try program.run("import", "-", "--format", "text", input: bytes)
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains(":2: not UTF-8"))
  }

  @Test func `every bad line of a file is named, and nothing is written`() throws {
    let program = try Program()
    try program.write(
      "2026-11-20 09:50\tnote\tfine\nnonsense\n2026-11-20\tnote\tx\n", to: "bad.txt")
    let outcome = try program.run("import", program.file("bad.txt"))
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains("bad.txt:2:"))
    #expect(outcome.messages.contains("bad.txt:3:"))
    #expect(try program.run("list", "--all").output.isEmpty)
  }

  @Test func `a file that is no logbook is left alone`() throws {
    let program = try Program()
    let text = String(repeating: "not a database\n", count: 500)
    try program.write(text, to: "logbook.sqlite")
    let outcome = try program.run("list")
    #expect(outcome.status == 65)
    #expect(outcome.messages.contains("not a logbook"))
    #expect(try program.read("logbook.sqlite") == text)
    #expect(try program.run("doctor").status == 2)
  }

  @Test func `a newer logbook can be read and is not written`() throws {
    let program = try Program()
    try program.run("declare", "one")
    let url = URL(filePath: program.file("logbook.sqlite"))
    var bytes = [UInt8](try Data(contentsOf: url))
    // The schema's version: bytes 60 to 63 of <https://www.sqlite.org/fileformat.html>.
    bytes[62] = 0x7F
    try Data(bytes).write(to: url)
    #expect(try program.run("list").output.contains("one"))
    let outcome = try program.run("log", "x")
    #expect(outcome.status == 1)
    #expect(outcome.messages.contains("newer version"))
    #expect(outcome.messages.contains("update incident"))
  }

  @Test(.enabled(if: getuid() != 0, "root may write everywhere"))
  func `a logbook that cannot be written is read, and says why it is not written`() throws {
    let program = try Program()
    try program.run("declare", "one")
    _ = unsafe chmod(program.file("logbook.sqlite"), 0o400)
    #expect(try program.run("list").output.contains("one"))
    let outcome = try program.run("log", "x")
    #expect(outcome.status == 73)
    #expect(outcome.messages.contains("cannot be written"))
  }
}
