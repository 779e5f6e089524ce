import Testing

@testable import IncidentModel

/// Reports as people write them, in which systems fail and nobody is blamed.
private let reports = [
  """
  # Postmortem: checkout slow in two regions

  **Authors**: platform team
  **Status**: reviewed

  ## Summary

  On 14 May 2024 the checkout service answered slowly for customers in two regions. The connection pool of
  the price service failed to release connections after a failover, so new requests queued until they timed
  out. The health check did not fail because it uses its own connection. The team rolled the pool library back,
  and the queue drained within minutes.

  ## Impact

  About 4 % of orders failed between 09:12 and 10:05 UTC. Customers could have paid twice if they had pressed
  the button again; the idempotency key prevented that. No data was lost. Users failed to see the order page for
  up to a minute, and the mobile client did not retry.

  ## Milestones

  | Milestone | Time (UTC) |
  |---|---|
  | Impact started | 2024-05-14 09:12 |
  | Detected | 2024-05-14 09:21 |
  | Declared | 2024-05-14 09:26 |
  | Mitigated | 2024-05-14 09:58 |
  | Resolved | 2024-05-14 10:30 |

  - **Time to detect**: 9m
  - **Time to repair**: 37 minutes
  - **Time to resolve**: 1h 4m

  ## Contributing conditions

  - The library changed its default in a minor version, and the change log did not mention it.
  - Each service should have a limit on the length of its queue; the price service had none.
  - The failover test on staging runs with one node, so the pool never failed to reconnect there.
  - The on-call engineer saw the latency rise and looked at the database first, since the last three pages of this
    kind had been caused by slow queries. The dashboard of the pool is not linked from the alert.
  - The operator failed to reconcile the deployment because its webhook timed out, and the controller did not log it.

  ## Where we got lucky

  - The failover happened in the morning. At the evening peak the queue would have filled within seconds, and
    if the second region had followed, every order could have failed.

  ## Action items

  | Action | Owner | Due |
  |---|---|---|
  | Limit the queue of the price service to 200 requests | platform | 2024-06-01 |
  | Link the pool dashboard from the latency alert | platform | 2024-05-20 |
  | Run the failover test on staging with three nodes | release | 2024-06-15 |

  ## Timeline

  - 09:12 the primary of the price database fails over
  - 09:21 the latency alert pages the on-call engineer
  - 09:26 an incident is declared; a commander and a scribe take their roles
  - 09:40 the database is ruled out: its queries take as long as ever
  - 09:51 the pool shows 400 connections in use, of 400
  - 09:58 the library is rolled back; the queue drains
  - 10:30 the error rate has been normal for half an hour
  """,
  """
  ---
  title: Certificates of the build farm
  ---

  # Incident review: the build farm stopped

  ## What happened

  The certificate of the artifact store expired at midnight. Builds failed to upload their results, and the queue
  grew to 900 jobs. Renewal is done by a job that runs each week. It had not run since March: its host was taken
  out of service, and the job was not moved. The job that watches expiry dates did not see the store, because the
  store is reached by an address that its list does not contain.

  An alert said `failed to verify certificate` 1,200 times; it went to a channel that nobody on duty reads.
  A responder asked "should have we known?", and we wrote that down as a question. We think human error is never an
  explanation, so this review looks at how the job came to be where it was.

  ## Impact

  No build finished for seven hours. Two releases were delayed by a day, which was later than we would have
  liked. Nothing was lost: uploads are retried.

  ## How it was seen

  A developer noticed that a build of theirs had waited for an hour and asked in the channel. The person on duty checked
  if the store had been restarted, found that it had not, and then tried to download a file by hand. The error
  said that the certificate was not valid any more. If a certificate has less than ten days, the store warns, but the
  warning goes to its own log.

  ## What helped

  The runbook for renewal by hand was correct and up to date. The team had practised it in a drill in April, and
  the commander had the drill's notes at hand. Support answered questions from customers, so that the responders did not have to.

  ## What was difficult

  The status page of the build farm was green. It shows whether the workers are up, and they were. Retries hid the
  fault for an hour. The script that renews was lazy about errors: it exits with 0 when its host has no network.

  ## Follow-ups

  - [ ] Move the renewal job to the cluster and page when it has not run for eight days (BF-311, release team)
  - [ ] Read the list of addresses from the load balancer instead of a file (BF-312, release team)
  - [x] Send expiry warnings of the store to the on-call channel (BF-310)
  - [ ] Let the renewal script exit with 1 when any step fails (BF-313)

  ## Timeline (all times UTC)

  | Time | Event |
  |---|---|
  | 00:00 | the certificate expires |
  | 06:40 | a developer asks why a build waits |
  | 06:52 | the responder on duty sees the expired certificate |
  | 07:10 | the certificate is renewed by hand |
  | 07:15 | uploads succeed |
  """,
  """
  # 2023-11-02 DNS records removed

  - **Key events**
    - First detected: 2023-11-02 08:15
    - Incident declared: 2023-11-02 08:22
    - Repaired: 2023-11-02 09:01
    - Resolved 2023-11-02 09:40

  - **Time to repair**: 46m

  - **Time to resolve**: 1h 25m

  - **Identified**: A monitoring check reported that three sites could not be resolved. The owners of one site wrote to
    the support channel at the same time.

  - **Impact**: 3 production sites and 12 others were not reachable for up to 46 minutes.

  - **Context**:
    - 2023-11-02 08:02 the pipeline applies a change of the zone module
    - 2023-11-02 08:15 the first check fails
    - 2023-11-02 08:30 the plan of the change is read again: it lists 15 records to be destroyed among 900 lines
    - 2023-11-02 08:41 the team stops the pipeline so that it does not apply again
    - 2023-11-02 09:01 all records are restored from the state file of the day before
    - 2023-11-02 09:40 caches have expired

  - **Resolution**: The records were restored. The module treats a renamed record as one to be destroyed and one to be
    created; the second step failed to start because the quota for changes was used up. The reviewer had seen the first 200 lines
    of the plan, which is all that the page shows.

  ## Review actions

  - Fail the pipeline when a plan destroys more than 3 records, unless a label allows it
  - Show destroyed resources first in the summary of a plan
  - Ask the provider to raise the quota for changes from 100 to 1000 a day
  """,
]

@Suite struct SampleReportTests {
  @Test(arguments: reports)
  func `a report that blames nobody is clean`(report: String) {
    let found = Linter(roster: ["mira", "Ana Ruiz"]).findings(inMarkdown: report)
    #expect(found.filter { $0.level >= .warn } == [])
  }

  @Test(arguments: reports.indices)
  func `a sentence that blames is found in the midst of a report`(index: Int) {
    let blame = "The on-call engineer failed to notice the page and should have called for help."
    let text = reports[index].replacing("\n## ", with: "\n\(blame)\n\n## ", maxReplacements: 1)
    #expect(Linter().findings(inMarkdown: text).map(\.rule.id).contains("B05"))
  }
}

@Suite struct TimelineLintTests {
  private static let incident = IncidentID(bits: 7)
  private static let mira = PersonID(rawValue: "p-mira")
  private static let people = People([Person(id: mira, handle: "mira")])

  private func line(_ event: Event) -> TimelineLine {
    let at = Instant(milliseconds: 0)
    return TimelineLine(
      Entry(
        id: EntryID(bits: 1), incident: Self.incident, happenedAt: at, recordedAt: at,
        author: .person(Self.mira), event: event))
  }

  private func rules(_ event: Event) -> [String] {
    Linter().findings(in: [line(event)], people: Self.people).map(\.finding.rule.id)
  }

  @Test func `what people wrote is looked at`() {
    #expect(rules(.note(Remark(text: "it was human error"))) == ["B07"])
    #expect(rules(.note(Remark(text: "@{p-mira} forgot the flag"))) == ["B09"])
    #expect(rules(.decision(Decision(text: "the team should have rolled back"))) == ["B01"])
    #expect(rules(.update(Update(audience: .public, text: "the outage is over"))) == ["B14"])
    #expect(rules(.update(Update(audience: .team, text: "the outage is over"))) == [])
  }

  @Test func `what machines wrote is not`() {
    #expect(rules(.alert(Alert(source: "x", text: "human error"))) == [])
    #expect(
      rules(.health(HealthChange(subject: "a", from: "ok", to: "critical", text: "human error")))
        == [])
    #expect(rules(.note(Remark(text: "it printed \"human error\""))) == [])
  }

  @Test func `a vague follow-up is found, unless it is due or linked`() {
    #expect(rules(.followup(Followup(text: "improve monitoring", type: .detect))) == ["B15"])
    #expect(rules(.followup(Followup(text: "page at 60 s of lag", type: .detect))) == [])
    #expect(rules(.followup(Followup(text: "improve monitoring", due: "2026-12-01"))) == [])
    #expect(rules(.followup(Followup(act: .declined, text: "improve monitoring"))) == [])
  }

  @Test func `nothing is more than a hint while the incident goes on`() throws {
    let lines = [line(.note(Remark(text: "it was human error")))]
    let found = Linter().findings(in: lines, people: Self.people, isLive: true)
    #expect(found.map(\.finding.level) == [.hint])
    #expect(try #require(found.first).entry == lines[0].id)
  }

  @Test func `a place in an entry counts in its text form`() throws {
    let lines = [line(.followup(Followup(text: "improve monitoring", type: .detect)))]
    let found = try #require(Linter().findings(in: lines, people: Self.people).first).finding
    #expect(found.line == 1 && found.column == 9 && found.excerpt == "improve monitoring")
  }
}
