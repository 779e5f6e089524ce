import IncidentModel
import Testing

@testable import Runbooks

/// The rules R1 to R9, by which existing files have steps.
@Suite struct ReadingTests {
  func titles(_ text: String) throws -> [String] {
    try read(text).steps.map { "\($0.number) \($0.title)" }
  }

  @Test func `R1: task items are steps anywhere, and nest`() throws {
    let text = """
      # Rotate the keys

      - [ ] Make a new key
        - [ ] Tell the vault
      - [x] Drop the old one
      - a remark
      """
    #expect(try titles(text) == ["1 Make a new key", "1.1 Tell the vault", "2 Drop the old one"])
  }

  @Test func `R2: ordered items are steps, and what is indented belongs to them`() throws {
    let text = """
      # Disk full

      ## Diagnosis

      1. See which disk it is:

         ```sh
         df -h
         ```

      2. Look at the largest files

             du -xh /var | sort -h | tail

      """
    let runbook = try read(text)
    #expect(runbook.steps.map(\.title) == ["See which disk it is", "Look at the largest files"])
    #expect(
      runbook.steps.map { $0.blocks.map(\.command) } == [
        ["df -h"], ["du -xh /var | sort -h | tail"],
      ])
    #expect(runbook.steps.map(\.role) == [.diagnose, .diagnose])
  }

  @Test func `R3: a fence that is not indented belongs to the item before, when the numbers go on`()
    throws
  {
    let text = """
      # A

      ## Procedure

      1. Stop the writer

      ```sh
      systemctl stop writer
      ```

      2. Start it again
      """
    let runbook = try read(text)
    #expect(runbook.steps.map(\.title) == ["Stop the writer", "Start it again"])
    #expect(runbook.steps[0].blocks.map(\.command) == ["systemctl stop writer"])
  }

  @Test
  func `R4: a fence outside a list is a step, called by the sentence before it, else the heading`()
    throws
  {
    let text = """
      # A

      ## Check the queue

      ```sh
      rabbitmqctl list_queues
      ```

      ## Diagnosis

      Something is wrong. Look for pods that restart:

      ```shell
      kubectl get pods
      ```
      """
    #expect(try titles(text) == ["1 Check the queue", "2 Look for pods that restart"])
  }

  @Test
  func `R5 and R6: headings that count group steps, and bullets of an action section are steps`()
    throws
  {
    let text = """
      # A

      ## Step 1 - stop the traffic

      - close the gate
      - [the dashboard](https://dash.example)

      ## Overview

      - a bullet
      """
    let runbook = try read(text)
    #expect(runbook.steps.map(\.title) == ["close the gate"])
    #expect(runbook.sections.map(\.role) == [.reference, .do, .reference])
  }

  @Test(arguments: [("Restart it and look again.", 1), ("TODO", 0), ("N/A", 0)])
  func `R7: an action section with only prose is one step`(prose: String, steps: Int) throws {
    let runbook = try read("# A\n\n## Mitigation\n\n\(prose)\n\n## Meaning\n\nIt is full.\n")
    #expect(runbook.steps.count == steps)
  }

  @Test func `R8: a checklist within a fence is a checklist`() throws {
    let text = "# A\n\n## Procedure\n\n```\n- [ ] one thing\n  - [ ] and another\n```\n"
    #expect(try titles(text) == ["1 one thing", "1.1 and another"])
  }

  @Test func `R9: a command within a step's sentence is offered`() throws {
    let runbook = try read(
      "# A\n\n## Resolution\n\n1. Run `kubectl get nodes` and look at `Ready`\n")
    #expect(runbook.steps[0].blocks.map(\.command) == ["kubectl get nodes"])
    #expect(runbook.steps[0].blocks[0].isInline)
  }

  @Test(arguments: [
    ("Prerequisites", SectionRole.prepare), ("Before you start", .prepare),
    ("Diagnosis", .diagnose),
    ("Possible checks", .diagnose), ("Mitigation", .mitigate), ("Fail over", .mitigate),
    ("Verify", .verify), ("Post check", .verify), ("Roll back", .rollback),
    ("Fail back", .rollback),
    ("Undo the failover", .rollback), ("Escalation", .escalate), ("How to rotate keys", .do),
    ("Restarting the queue", .do), ("Drain eu", .do), ("Meaning", .reference),
    ("Impact", .reference), ("Symptoms", .reference), ("Dashboards", .reference),
  ])
  func `the words of a heading say what it is for`(heading: String, role: SectionRole) throws {
    #expect(try read("# A\n\n## \(heading)\n").sections.last?.role == role)
  }

  @Test func `a heading below another has its role, and the title has none`() throws {
    let runbook = try read("# How to fix it\n\n## Mitigation\n\n### In eu\n\n## Other\n")
    #expect(runbook.sections.map(\.role) == [.reference, .mitigate, .mitigate, .reference])
  }

  @Test func `a step keeps its name when the file changes around it`() throws {
    let before = try read("# A\n\n## Mitigation\n\n- [ ] one\n- [ ] two\n")
    let after = try read("# A\n\nMore.\n\n## Mitigation\n\n- [ ] none\n- [ ] one\n- [ ] two\n")
    #expect(Array(after.steps.map(\.id).suffix(2)) == before.steps.map(\.id))
    #expect(Set(after.steps.map(\.id)).count == 3)
  }

  @Test func `the text of a step is that of the file, without what only we read`() throws {
    let runbook = try read(
      "# A\n\n- [ ] one <!-- incident: fact=mitigated -->\n\n  because\n- [ ] two\n")
    #expect(runbook.text(of: runbook.steps[0]) == ["- [ ] one", "", "  because"])
    #expect(runbook.steps[0].attributes.facts == [.mitigated])
  }

  @Test
  func `what stands outside of steps is there to be read, and lone carriage returns are line ends`()
    throws
  {
    let runbook = try read(
      "# A\n\nNever touch shard 3.\r\r\r\n\n## Fix\n\nFirst ask.\n\n- [ ] one\n\n## Notes\n\nx\n")
    #expect(runbook.reference.joined(separator: "|").contains("Never touch shard 3."))
    #expect(runbook.reference.contains("First ask."))
    #expect(!runbook.reference.contains { $0.contains("one") })
  }

  @Test func `byte order marks, line ends of Windows and broken UTF-8 are read`() throws {
    var bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("# A\r\n\r\n## Fix\r\n\r\n- [ ] one\r\n".utf8)
    bytes += [0xFF, 0xFE]
    let runbook = try RunbookReader.read(bytes, name: "a", path: "a.md")
    #expect(runbook.steps.map(\.title).first?.hasPrefix("one") == true)
  }
}
