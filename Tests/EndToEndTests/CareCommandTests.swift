import FoundationEssentials
import Glibc
import Testing

/// Backups, salvage, erasure, and what a disk does not take, as commands.
@Suite struct CareCommandTests {
  let program: Program
  let ref: String

  init() throws {
    program = try Program()
    ref = try #require(try program.run("declare", "EU", "checkout", "errors").lines.first)
    try program.run("log", "5xx at 31 %")
  }

  @Test func `lines are logged as they come, and one that is refused stops none`() throws {
    let done = try program.run(
      "log", "-", "--each", input: Array("one\n\n@25:99 bad time\n= two\n".utf8))
    #expect(done.lines.count == 2)
    #expect(done.messages.contains("standard input:3:"))
    #expect(done.status != 0)
    let timeline = try program.run("timeline").output
    #expect(timeline.contains("one") && timeline.contains("two"))
  }

  // MARK: Backup

  @Test func `a backup is restored, and what it lacked can be brought back`() throws {
    let backup = program.file("backup.sqlite")
    #expect(try program.run("backup", backup).status == 0)
    #expect(try program.run("backup", backup).messages.contains("--force"))
    try program.run("log", "after the backup")
    let asked = try program.run("restore", backup)
    #expect(asked.status == 1 && asked.messages.contains("--yes"))
    #expect(try program.run("timeline").output.contains("after the backup"))
    let done = try program.run("restore", backup, "--yes")
    #expect(done.status == 0 && done.messages.contains("1 entry only there"))
    #expect(try !program.run("timeline").output.contains("after the backup"))
    let aside = try #require(
      FileManager.default.contentsOfDirectory(atPath: program.folder).first {
        $0.contains(".before-")
      })
    let all = try program.run("export", "--all", "--logbook", program.file(aside)).output
    try program.run("import", "-", "--format", "jsonl", input: Array(all.utf8))
    #expect(try program.run("timeline").output.contains("after the backup"))
    #expect(try program.run("doctor").status == 0)
  }

  @Test func `the logbook is not backed up over itself`() throws {
    let done = try program.run("backup", program.file("logbook.sqlite"), "--force")
    #expect(done.status == 1 && done.messages.contains("is the logbook itself"))
  }

  @Test func `a damaged logbook is salvaged into a new one`() throws {
    let book = program.file("logbook.sqlite")
    let file = unsafe open(book, O_WRONLY)
    unsafe pwrite(file, "garbage!", 8, 0)
    close(file)
    let doctor = try program.run("doctor")
    #expect(doctor.status == 2 && doctor.output.contains("--salvage"))
    let rescued = program.file("rescued.jsonl")
    #expect(try program.run("doctor", "--salvage", rescued).output.contains("0 damaged"))
    #expect(try program.run("doctor", "--salvage", rescued).messages.contains("there already"))
    let new = program.file("new.sqlite")
    try program.run("import", rescued, "--logbook", new)
    #expect(try program.run("timeline", "--logbook", new).output.contains("5xx at 31 %"))
    #expect(try program.run("doctor", "--logbook", new).status == 0)
  }

  // MARK: What the disk does not take

  @Test func `what was kept elsewhere is taken in once`() throws {
    let id = try #require(
      try program.run("export", ref).output.firstMatch(of: /"incident":"([^"]+)"/)
    ).output.1
    let line =
      "{\"schema\":1,\"id\":\"01a22ad1-8e8b-7000-80c3-7a8f0128af39\",\"incident\":\"\(id)\","
      + "\"happenedAt\":\"2026-11-30T04:58:26.314Z\",\"recordedAt\":\"2026-11-30T04:58:26.314Z\","
      + "\"author\":{\"id\":\"pzzz\",\"handle\":\"zoe\"},\"unsaved\":true,\"kind\":\"note\",\"body\":{\"text\":\"kept\"}}"
    let header = "{\"logbook\":\"\(program.file("logbook.sqlite"))\",\"schema\":1}"
    try FileManager.default.createDirectory(
      atPath: program.file("away"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    try program.write("\(header)\n\(line)\n", to: "away/unsaved-1-1.jsonl")
    let away = ["INCIDENT_EMERGENCY": program.file("away")]
    let doctor = try program.run("doctor", environment: away)
    #expect(doctor.status == 2 && doctor.output.contains("not saved"))
    let path = program.file("away/unsaved-1-1.jsonl")
    #expect(try program.run("import", path).messages.contains("imported 1 entry"))
    #expect(try program.run("import", path).messages.contains("nothing added"))
    #expect(try program.run("timeline").output.contains("kept"))
    #expect(try program.run("doctor").status == 0)
  }

  // MARK: Erasure

  @Test func `a secret is masked on its way in, and stored when that is wanted`() throws {
    let masked = try program.run("log", "password=hunter2")
    #expect(masked.messages.contains("--keep-secrets"))
    try program.run("log", "--keep-secrets", "the", "token=sesame", "was", "revoked")
    let timeline = try program.run("timeline").output
    #expect(!timeline.contains("hunter2") && timeline.contains("sesame"))
  }

  @Test func `a purge says what goes, goes, and leaves a tombstone`() throws {
    let asked = try program.run("purge", ref)
    #expect(asked.status == 1 && asked.output.contains("EU checkout errors"))
    #expect(try program.run("purge", ref, "--yes").status == 64)
    let all = try program.run("export", "--all").output
    #expect(try program.run("purge", ref, "--because", "asked", "--yes").status == 0)
    #expect(try program.run("list", "--all").output.isEmpty)
    #expect(try program.run("purge", "--list").output.contains("asked"))
    let again = try program.run("import", "-", "--format", "jsonl", input: Array(all.utf8))
    #expect(again.messages.contains("nothing added"))
    #expect(try program.run("doctor").status == 0)
  }

  @Test func `what was closed long ago goes, what is open stays`() throws {
    try program.write(
      "2024-11-20 09:55\tdeclared\tOld\n2024-11-20 10:55\tstatus\tclosed\n", to: "old.txt")
    try program.run("import", program.file("old.txt"))
    let purged = try program.run(
      "purge", "--closed-before", "400d", "--because", "kept for 13 months", "--yes")
    #expect(purged.lines.count == 1 && purged.output.hasPrefix("purged old-"))
    #expect(try program.run("list", "--all").output.contains(ref))
  }

  @Test func `a person is erased, and what names them in words is told`() throws {
    try program.run("log", "ask", "Bohumil", "about", "it")
    try program.run("log", "I restart it", "--by", "bohumil")
    let asked = try program.run("people", "erase", "bohumil")
    #expect(asked.status == 1 && asked.output.contains("observation"))
    let done = try program.run("people", "erase", "bohumil", "--yes")
    #expect(done.output.hasPrefix("erased; shown as erased-"))
    let timeline = try program.run("timeline").output
    #expect(timeline.contains("ask Bohumil") && !timeline.contains("bohumil "))
    #expect(try program.run("people", "erase", "ana", "--yes").messages.contains("who writes now"))
  }

  @Test func `the doctor is red where everybody can write`() throws {
    unsafe chmod(program.file("logbook.sqlite"), 0o666)
    let doctor = try program.run("doctor", "--json")
    #expect(doctor.status == 2)
    #expect(doctor.output.contains("everybody on this machine can change it"))
    #expect(try program.run("doctor", "--rebuild").status == 2)
  }
}
