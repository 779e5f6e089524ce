import Testing

@testable import IncidentModel

private func findings(_ text: String) -> [LintFinding] { Linter().findings(inMarkdown: text) }

private func rules(_ text: String) -> [String] { findings(text).map(\.rule.id) }

@Suite struct DocumentCheckTests {
  @Test(arguments: [
    "Investigate the cause", "Improve monitoring", "Be more careful with deploys",
    "Make sure it does not happen again",
    "Ensure backups work", "Train the team", "Remind everybody to read the runbook before OPS-12",
    "Better alerts",
    "Documentation", "**Monitoring:** improve the alerts", "We need to be more careful",
    "[ ] Look into retries",
  ])
  func `a follow-up without an end is found`(item: String) {
    #expect(rules("## Follow-ups\n\n- \(item)\n- add a check (OPS-1)") == ["B15"])
  }

  @Test(arguments: [
    "Improve the lag alert so that it pages at 60 s", "Add a check to the restore job",
    "Investigate the timeout (OPS-7)",
    "Alert on replica lag", "[x] Improve monitoring", "~~Improve monitoring~~", "None",
    "Rotate the key",
    "Ensure [the backup alerts](https://x.example/1)", "Monitoring:\n  - page when `lag` grows",
    "Run the restore from a copy each night and compare the row counts with those of the source",
    "Document the role of the replica", "Investigate why the probe waits by 2026-12-01",
    "Better alerts for `lag`",
  ])
  func `a follow-up that can be finished is left alone`(item: String) {
    #expect(rules("## Follow-ups\n\n- \(item)\n- add a check (OPS-1)") == [])
  }

  @Test(arguments: [
    "## What went well\n\n- Better alerts", "## Actions taken\n\n- Investigate the cause",
    "Improve it.",
  ])
  func `lists elsewhere are no follow-ups`(text: String) { #expect(rules(text) == []) }

  @Test func `a row without an owner stands out among others`() {
    let text = """
      ## Action items

      | Action | Owner | State |
      |---|---|---|
      | add a lock | ana | open |
      | add a check | – | open |
      | add a test | TBD | done |
      """
    #expect(findings(text).map(\.line) == [6])
    #expect(findings(text).map(\.excerpt) == ["add a check"])
  }

  @Test func `an item without an owner stands out when most have one`() {
    #expect(rules("## Follow-ups\n\n- add a lock @ana\n- add a test @bo\n- add a check") == ["B15"])
    #expect(rules("## Follow-ups\n\n- add a lock @ana\n- add a test\n- add a check") == [])
  }

  @Test func `that no follow-up has an owner is one hint`() {
    #expect(rules("## Follow-ups\n\n- add a lock\n- add a test") == ["P02"])
  }

  @Test(arguments: [
    "- Impact started: 2021-09-05 14:02\n- Detected: 2021-09-05 13:55",
    "**Impact start**: 2021-09-05 14:02\n**Detected**: 2021-09-05 13:55 UTC",
    "- First detected 2nd Sep 2021 14:02\n- Resolved on 2 September 2021, 13:00",
    "- Detected: Sep 2, 2021 2:02pm\n- Resolved: Sep 2, 2021 at 1:00 PM",
    "| Detected | 14:55 |\n|---|---|\n| Resolved | 14:30 |",
    "| Detected | Resolved |\n|---|---|\n| 14:55 UTC | 14:30 UTC |",
    "| Time | Event |\n|---|---|\n| 14:55 | Detected |\n| 14:30 | **Resolved** |",
    "- Incident declared: 2021-09-05T14:02:00Z\n- Resolved 2021-09-05T13:00:00Z",
  ])
  func `milestones out of order are found`(text: String) { #expect(rules(text) == ["M01"]) }

  @Test(arguments: [
    "- Detected: 23:50\n- Resolved: 00:20",
    "- Detected: 2021-09-05 14:02 BST\n- Resolved: 2021-09-05 13:40 UTC",
    "- Declared: 2021-09-05 15:00\n- Repaired: 2021-09-05 14:40",
    "- Detected: 02/09/2021 14:02\n- Resolved: 01/09/2021 13:00",
    "- Detected: 2021-09-05\n- Resolved: 2021-09-05 13:00",
    "- Detected: about noon\n- Resolved: 13:00",
    "## Incident on 2021-09-05\n\n- Detected 2021-09-05 14:02\n\n## Incident on 2021-08-01\n\n- Resolved 2021-08-01 15:00",
    "- 14:02 resolved the page\n- 13:00 detected by a customer",
    "- Detected 2021-09-05 14:02\n- Resolved 2021-09-05 14.00",
  ])
  func `what is in order, or cannot be read, is left alone`(text: String) {
    #expect(rules(text) == [])
  }

  @Test(arguments: [
    "Time to repair: 1h 20m", "**Time to resolve**: 45 minutes", "- Duration: 3 hours",
    "- Time to fix: 1 hour and 50 minutes",
    "| Time to resolve | 2h |\n|---|---|",
  ])
  func `a duration that no two times give is found`(line: String) throws {
    let text =
      "- Detected: 2021-09-05 14:02\n- Declared: 2021-09-05 14:10\n- Repaired: 2021-09-05 14:40\n- Resolved: 2021-09-05 15:00\n\n\(line)"
    let found = findings(text)
    #expect(found.map(\.rule.id) == ["M02"])
    #expect(try #require(found.first).message.contains("from 2021-09-05 14:02 to 2021-09-05 1"))
  }

  @Test(arguments: [
    "Time to repair: 38m", "Time to repair: 30 minutes", "Time to repair: 39 min",
    "Time to resolve: 50 minutes",
    "Time to resolve: 1 hour", "Duration: ~3 hours", "Duration: about 3 hours",
    "Time to resolve: 3h (support hours)",
    "Time to repair: 2h (from the first alert at 12:40)", "Mean time to repair: 5h",
    "Time to detect: 5m", "Duration: long",
  ])
  func `a duration that some two times give, or that is no statement, is left alone`(line: String) {
    let text =
      "- Detected: 2021-09-05 14:02\n- Declared: 2021-09-05 14:10\n- Repaired: 2021-09-05 14:40\n- Resolved: 2021-09-05 15:00\n\n\(line)"
    #expect(rules(text) == [])
  }

  @Test(arguments: [("2h 39m", 0), ("2h 49m", 1)])
  func `a row of our own metrics is measured by its own endpoints`(value: String, count: Int) {
    let text = """
      | Metric | Value | From | To |
      |---|---|---|---|
      | time to recover | **\(value)** | impact started 2026-03-09 22:41 | recovered 2026-03-10 01:20 |
      """
    #expect(rules(text).count == count)
  }

  @Test(arguments: [
    "On 22025-03-18 it began.", "On 2021-13-05.", "On 2021-02-30 at noon.", "At 2021-09-05 25:61.",
    "At 2021-09-05T24:30Z.",
    "At 25:10 UTC.",
  ])
  func `a moment that does not exist is found`(text: String) { #expect(rules(text) == ["M03"]) }

  @Test(arguments: [
    "On 2024-02-29 24:00.", "A ratio of 80:75.", "See file.go:45:99.", "Version 2021.13.05.",
    "`2021-13-05`", "backup-2021-13-05",
    "It took 90:75 to run.", "Ticket 12345-12-01.", "https://x.example/2021-13-05",
    "Port 10.0.0.1:8080.", "2021-13-05-rc1",
  ])
  func `numbers that are no moments are left alone`(text: String) { #expect(rules(text) == []) }

  @Test func `a postmortem without its parts is a hint`() {
    let found = findings(
      "# Postmortem: search\n\n## Summary\n\nIt was slow.\n\n## Timeline\n\n- 14:02 it began\n")
    #expect(found.map(\.rule.id) == ["P01"])
    #expect(found.map(\.message) == ["This postmortem lacks the impact and follow-ups."])
    #expect(rules("# Notes\n\n## Summary\n\nIt was slow.") == [])
  }
}
