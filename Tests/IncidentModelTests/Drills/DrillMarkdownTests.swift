import Testing

@testable import IncidentModel

private func report(_ run: DrillRun, _ earlier: [DrillRun] = []) -> String {
  let report = DrillReport(run: run, earlier: earlier, now: muchLater)
  return DrillReportMarkdown(report) { _ in "commander" }.text
}

private func card(_ plan: DrillPlan) -> String {
  DrillPlanMarkdown(plan) { _ in "operations" }.text
}

/// Text that tries to be a heading, a cell, a tag, an image and a call.
private let hostile = "# x | <img src=y> ![z](w) @octocat\n## next"

@Suite struct DrillReportMarkdownTests {
  @Test func `the result stands first`() {
    let lines = report(sampleRun(fullMarks)).split(separator: "\n")
    #expect(lines[0] == "# Drill report: Fail over checkout")
    #expect(lines[1].hasPrefix("**Result: passed.** 7 of 8 met, 1 not measured"))
  }

  @Test func `why it failed stands below`() {
    let text = report(sampleRun(fullMarks) { $0.wasRunbookFollowed = false })
    #expect(text.contains("**Result: failed.**"))
    #expect(text.contains("- Because \"runbook followed without improvising\" was missed.\n"))
  }

  @Test func `objective and actual are two columns`() {
    let text = report(sampleRun(fullMarks))
    #expect(text.contains("| What | Objective | Actual | Result |"))
    #expect(text.contains("| recovery time (RTO) | at most 10m | 7m | **met** |"))
  }

  @Test func `a graceful drill says what it does not prove`() {
    #expect(
      report(sampleRun(fullMarks, plan: samplePlan(isGraceful: true))).contains("> It was graceful")
    )
  }

  @Test func `what was not marked is said to be so`() {
    #expect(
      report(sampleRun([.injected: 0])).contains("| T7 | failover verified | not marked | | |"))
  }

  @Test func `earlier drills stand beside`() {
    let text = report(sampleRun(fullMarks, day: 2), [sampleRun(fullMarks, day: 1)])
    #expect(text.contains("| time to detect | 1m | 1m | 1m | 1m | 5m |"))
  }

  @Test func `a changed plan is said to begin anew`() {
    let text = report(sampleRun(fullMarks, day: 2), [sampleRun(fullMarks, day: 1, digest: "b")])
    #expect(text.contains("The plan has changed: 1 run "))
  }

  @Test func `text from outside stays text`() {
    let run = sampleRun(
      fullMarks,
      plan: samplePlan {
        $0.title = hostile
        $0.environment = hostile
      }
    ) {
      $0.ref = hostile
      $0.abortedBecause = hostile
      $0.marks[.decided]?.text = hostile
      $0.unrehearsedSteps = [hostile]
      $0.load = hostile
    }
    let text = DrillReportMarkdown(DrillReport(run: run, earlier: [], now: muchLater)) { _ in
      hostile
    }
    .text
    let broken = text.firstMatch(of: /[^\\]<img|\n## next|[^\\]\]\(w\)|[^`]@octocat/)
    #expect(broken == nil, "\(broken?.0 ?? "")")
  }

  @Test func `every row of a table has the cells of its head`() {
    for text in [
      report(sampleRun(fullMarks, day: 2), [sampleRun([:], day: 1)]), card(samplePlan()),
    ] {
      for table in text.split(separator: "\n\n") where table.hasPrefix("|") {
        let cells = table.split(separator: "\n").map { row in
          row.replacing("\\|", with: "").count { $0 == "|" }
        }
        #expect(Set(cells).count == 1, "\(table)")
      }
    }
  }

  @Test func `no moment is out of the calendar`() {
    let run = sampleRun([:]) {
      $0.startedAt = Instant(milliseconds: .min)
      $0.marks[.injected] = DrillMark(at: Instant(milliseconds: .max), author: .system("x"))
    }
    #expect(report(run).contains("at no date"))
  }

  @Test func `ends with one line end`() {
    let text = report(sampleRun(fullMarks))
    #expect(text.hasSuffix(".\n") && !text.hasSuffix("\n\n"))
    #expect(!text.contains("\n\n\n"))
  }
}

@Suite struct DrillPlanMarkdownTests {
  @Test func `the card says what happens in its first lines`() {
    let lines = card(samplePlan()).split(separator: "\n")
    #expect(lines[0] == "# Drill plan: Fail over checkout")
    #expect(lines[1] == "**checkout leaves eu for us, and goes back.** The source is made to fail.")
  }

  @Test func `what is missing is said before anybody begins`() {
    #expect(
      card(samplePlan { $0.objectives = .init() }).contains(
        "> **Not ready:** it sets no objective."))
  }

  @Test func `steps stand by phase, with who does them and for how long`() {
    let text = card(
      samplePlan {
        $0.steps = [
          .init(phase: .activate, text: "move DNS", isManual: true, expectedSeconds: 90),
          .init(phase: .postRecovery, text: "move back", isManual: false),
        ]
      })
    #expect(text.contains("## Fail over\n\n1. move DNS (by hand, about 1m 30s)\n"))
    #expect(text.contains("## Go back\n\n1. move back (by itself)\n"))
  }

  @Test func `the owner is called what the writer says`() {
    #expect(card(samplePlan { $0.owner = ana }).contains("| **Owner** | operations |"))
  }

  @Test func `the gate of the failback is a list to tick`() {
    #expect(card(samplePlan()).contains("- [ ] nothing is lost\n"))
    #expect(card(samplePlan { $0.needsFailback = false }).contains("over without a failback"))
  }

  @Test func `text from outside stays text`() {
    let text = card(
      samplePlan {
        $0.title = hostile
        $0.to = hostile
        $0.preChecks = [hostile]
        $0.windows = [hostile]
        $0.blockedDates = [hostile]
        $0.steps = [.init(phase: .activate, text: hostile, isManual: true)]
      })
    let broken = text.firstMatch(of: /[^\\]<img|\n## next|[^`]@octocat/)
    #expect(broken == nil, "\(broken?.0 ?? "")")
  }
}
