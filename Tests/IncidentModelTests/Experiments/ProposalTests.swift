import Testing

@testable import IncidentModel

@Suite struct ProposalTests {
  typealias Happening = SurpriseSource.Happening

  static func source(
    _ expected: String, _ found: String, before: [Happening] = []
  ) -> SurpriseSource {
    var source = SurpriseSource(
      incident: IncidentID(bits: 1), ref: "INC-0042", title: "It broke", severity: .sev2,
      entry: EntryID(bits: 2), surprise: Surprise(expected: expected, found: found))
    source.before = before
    return source
  }

  static func draft(_ expected: String, _ found: String, before: [Happening] = []) -> Experiment {
    .proposed(from: source(expected, found, before: before))
  }

  @Test(arguments: [
    // Of 21 October 2018, as its public analysis tells, in other words.
    (
      "a primary is never promoted across the country",
      "the orchestrator did what its configuration allowed, and the applications cannot live with the latency of a primary on the other coast",
      Experiment.Sort.failover, "t0-cut-the-network"
    ),
    (
      "failing back is only moving primaries",
      "both coasts hold writes that the other lacks and that were never replicated", .failover,
      "t0-stop-replication-and-write-on-both-sides"
    ),
    (
      "replicas catch up in a straight line",
      "the delay follows a power curve, and the work day adds write load", .fault,
      "t0-let-it-fall-behind-under-peak-load"
    ),
    (
      "the backlog can simply be played back",
      "many payloads had outlived an internal time to live and were dropped", .fault,
      "t0-hold-items-past-their-time-to-live"
    ),
    // Of 31 January 2017.
    (
      "the base backup starts or says what is wrong",
      "it waits silently for the primary, which looks like a hang", .fault, "t0-stop-answering"
    ),
    (
      "a nightly dump lies in object storage",
      "the bucket is empty: the dump failed, and the mails that said so were rejected", .detection,
      "t0-fail-in-a-test-scope"
    ),
    (
      "disk snapshots exist for the database servers", "they were taken of the file servers only",
      .fault, "t0-restore-the-newest-backup"
    ),
    // Of nobody.
    (
      "a supervisor restarts the process", "it stayed down after it crashed", .fault,
      "t0-kill-one-instance"
    ),
    (
      "checkout works without the recommendation service",
      "checkout timed out as its upstream was unavailable", .fault, "t0-refuse-the-dependency"
    ),
    (
      "EU can carry all traffic", "the region saturated when US was drained", .failover,
      "t0-let-it-fall-behind-under-peak-load"
    ),
    (
      "standby takes over when a region is lost", "nothing moved: every request failed", .failover,
      "t0-lose-the-region"
    ),
    (
      "the certificate renews itself", "the certificate had expired on the load balancers", .fault,
      "t0-revoke-the-credential"
    ),
    (
      "log rotation keeps the disk free", "the disk was full and nothing could be written", .fault,
      "t0-exhaust-the-resource"
    ),
    (
      "hosts agree on the time", "the clock of one host was skewed by minutes", .fault,
      "t0-set-the-clock-ahead"
    ),
    (
      "we are paged within a minute", "no alert fired for an hour", .detection,
      "t0-fail-in-a-test-scope"
    ),
    (
      "anybody on duty can rotate the keys", "only one person knew how", .people, "t0-send-away"
    ),
    (
      "a slow search does not matter", "pages were slow as each waited for it with no timeout",
      .fault, "t0-delay-answers"
    ),
    (
      "the store is only a cache", "without it pages gave errors, as sessions lay there", .fault,
      "t0-refuse-the-dependency"
    ),
    (
      "a rollback takes two minutes", "the migration could not be undone", .fault,
      "t0-roll-out-the-setting"
    ),
    (
      "the lock is released when its process dies", "it was held and every worker hung", .fault,
      "t0-stop-answering"
    ),
    (
      "support would tell us", "customers complained for hours and nobody saw it", .detection,
      "t0-fail-in-a-test-scope"
    ),
    (
      "the standby is promoted", "it needs a manual step that nobody remembered", .people,
      "t0-send-away"
    ),
    ("two and two are four", "they were five", .fault, "t0-bring-it-about"),
  ])
  func `the words of a surprise choose the sort and the fault`(
    expected: String, found: String, sort: Experiment.Sort, step: String
  ) {
    let experiment = Self.draft(expected, found)
    #expect(experiment.sort == sort)
    #expect(experiment.method?.first?.name == step)
  }

  @Test func `the hypothesis says when, what and why`() {
    let experiment = Self.draft(
      "The supervisor restarts it.", "it stayed down",
      before: [
        Happening(kind: .note, text: "lunch crashed"),
        Happening(kind: .action, text: "The process on host a is killed; people look on"),
        Happening(kind: .health, text: "a: ok -> critical"),
      ])
    #expect(
      experiment.hypothesis
        == "When the process on host a is killed, the share of good answers stays within its objective, because the supervisor restarts it."
    )
  }

  @Test func `the health of the service is the steady state`() throws {
    var source = Self.source("a", "b crashed")
    source.services = ["checkout"]
    source.healthChecks = [
      .init(service: "search", url: "https://s.example/h"),
      .init(service: "checkout", url: "https://c.example/h"),
    ]
    let probe = try #require(Experiment.proposed(from: source).steadyState?.first)
    #expect(probe.url == "https://c.example/h")
    #expect(probe.expect?.status == [200])
  }

  @Test func `without an address the steady state says what to measure`() {
    let probes = Self.draft("a", "b crashed").steadyState
    #expect(probes?.map(\.name) == ["share of good answers, and instances that are up"])
    #expect(probes?.allSatisfy { $0.ways.isEmpty } == true)
  }

  @Test func `what cannot be explained is investigated first`() {
    let experiment = Self.draft("it works", "it failed, and we cannot say why")
    #expect(experiment.title == "Investigate first: it failed, and we cannot say why")
    #expect(experiment.hypothesis == nil)
    #expect(experiment.prerequisites?.first?.hasPrefix("Investigate first: ") == true)
    #expect(experiment.method?.map(\.name) == ["investigate"])
  }

  @Test func `when a person noticed first there is a draft about the alert too`() {
    var source = Self.source("it restarts", "it crashed")
    source.wasNoticedByPerson = true
    #expect(Experiment.proposals(from: source).map(\.sort) == [.fault, .detection])
    source.wasNoticedByPerson = false
    #expect(Experiment.proposals(from: source).map(\.sort) == [.fault])
    source.wasNoticedByPerson = nil
    source.surprise.cue = "a customer called"
    #expect(Experiment.proposals(from: source).count == 2)
  }

  @Test(arguments: [(37, 3.7), (12.9, 1.2), (0.5, 0.05), (0, nil), (.nan, nil), (200, nil)])
  func `it starts with a tenth of the harm there was`(harm: Double, share: Double?) {
    var source = Self.source("a", "b crashed")
    source.impactPercent = harm
    #expect(Experiment.proposed(from: source).blastRadius?.sharePercent == share)
  }

  @Test func `it starts with one of something for a short time`() {
    let radius = Self.draft("a", "b crashed").blastRadius
    #expect(radius?.scope == "one instance")
    #expect(radius?.maxSeconds == 300)
  }

  @Test func `it is stopped before it would be an incident`() {
    var source = Self.source("a", "b crashed")
    source.severityMeans = "many cannot pay"
    let experiment = Experiment.proposed(from: source)
    #expect(experiment.stopNow?.contains { $0.contains("SEV2 (many cannot pay)") } == true)
    #expect(experiment.doNotStart?.first == "An incident is open")
  }

  @Test func `what is undone comes first, then what helped, then the runbook`() {
    var source = Self.source("a", "b crashed")
    source.mitigations = ["one", " ", "two", "three", "four"]
    source.runbook = "restart"
    #expect(
      Experiment.proposed(from: source).rollback?.map(\.name) == [
        "undo-kill-one-instance", "as-in-the-incident-1", "as-in-the-incident-2",
        "as-in-the-incident-3", "follow-the-runbook",
      ])
  }

  @Test func `a failover is between the regions that are set as a pair`() {
    var source = Self.source("west takes over", "the region east was lost and nothing moved")
    source.regionPairs = [.init(from: "north", to: "south"), .init(from: "east", to: "west")]
    let experiment = Experiment.proposed(from: source)
    #expect(experiment.regions == ["east", "west"])
    #expect(experiment.rollback?.first?.manual?.hasSuffix("before: east.") == true)
    let milestones = experiment.method?.compactMap { DrillMilestone(ofStep: $0.name)?.number }
    #expect(milestones == [0, 2, 4, 5, 7, 8, 9, 10, 11])
  }

  @Test func `it names nobody`() {
    let experiment = Self.draft("@bo or @{p-ana} restarts it", "it crashed and @bo was away")
    for text in [experiment.title, experiment.hypothesis ?? ""] {
      #expect(!text.contains("bo "))
      #expect(!text.contains("p-ana"))
    }
  }

  @Test(arguments: ["", "x", String(repeating: "crashed ", count: 2000), "\u{0}\u{202E}\n\n", "…"])
  func `any text gives a draft that lacks only what people must say`(text: String) {
    let experiment = Self.draft(text, text, before: [Happening(kind: .action, text: text)])
    let wanted = unfilled(experiment).union([.steadyState, .owner])
    #expect(Set(experiment.missing).isSubset(of: wanted))
    #expect(experiment.problems == [])
    #expect(experiment == Self.draft(text, text, before: [Happening(kind: .action, text: text)]))
  }

  private func unfilled(_ experiment: Experiment) -> Set<ExperimentGap> {
    Set((experiment.steadyState ?? []).map { ExperimentGap.way(.steadyState, name: $0.name) })
  }
}
