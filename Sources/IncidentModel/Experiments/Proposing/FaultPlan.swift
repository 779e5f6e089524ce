/// How a fault is made and taken back, and what shows whether the system copes.
///
/// `from` and `to` are regions, or the two sides of what is cut.
struct FaultPlan {
  /// The fault in a title.
  var title: String
  /// What happens, behind "when"; for surprises before which nothing is known.
  var condition: String
  /// What has to be so besides, behind "and".
  var also: String?
  /// What a person does to bring it about.
  var inject: String
  /// What takes it back.
  var undo: String
  /// The name of the step that brings it about.
  var step: String
  /// What has to be measured, as the name of a probe.
  var probe: String
  /// The same in a sentence: `measure` stays `tolerance`.
  var measure: String
  var tolerance: String
  /// The smallest thing on which it can be tried.
  var unit: String
  /// The shortest time in which something can be seen.
  var seconds: Int64 = 300
}

extension FaultPlan {
  init(_ kind: FaultKind?, from: String, to: String) {
    switch kind {
    case .silentWait, .divergence, .partition, .credentialGone, .expiry, .clock, .backup:
      self = Self.ofState(kind, from: from, to: to)
    case .exhaust, .backlog, .dependencyGone, .kill, .latency, .error, .config, .regionLoss, nil:
      self = Self.ofService(kind, from: from, to: to)
    }
  }

  private static func ofState(_ kind: FaultKind?, from: String, to: String) -> FaultPlan {
    switch kind {
    case .silentWait:
      FaultPlan(
        title: "a wait without a word", condition: "what it waits for does not answer",
        inject:
          "Start it on a scratch copy while what it waits for takes the connection and never answers.",
        undo: "Let what it waits for answer again, and end the waiting job.",
        step: "stop-answering",
        probe: "seconds until it has started or says what it waits for",
        measure: "the time until it starts or says what it waits for",
        tolerance: "within 60 seconds",
        unit: "one job on a scratch copy")
    case .divergence:
      FaultPlan(
        title: "writes that one side lacks",
        condition: "replication stops",
        also: "both \(from) and \(to) have taken writes before traffic goes back",
        inject:
          "Stop replication between \(from) and \(to), then make marked test writes on both sides.",
        undo: "Start replication both ways, reconcile, and remove the marked test writes.",
        step: "stop-replication-and-write-on-both-sides",
        probe: "acknowledged writes that are missing on either side",
        measure: "the number of acknowledged writes that either side lacks", tolerance: "at zero",
        unit: "one cluster, with marked test writes only", seconds: 600)
    case .partition:
      FaultPlan(
        title: "network partition", condition: "the network between \(from) and \(to) is cut",
        inject:
          "Drop all packets between \(from) and \(to) for 60 seconds, both ways: each side is up and cannot see the other.",
        undo: "Let packets between \(from) and \(to) through again.", step: "cut-the-network",
        probe: "primaries that take writes, and on which side",
        measure: "what takes writes", tolerance: "within one primary, on the side where it was",
        unit: "one cluster")
    case .credentialGone:
      FaultPlan(
        title: "a credential that is gone",
        condition: "a certificate, token or password is no longer valid",
        inject:
          "Put an expired or revoked credential in the place of the good one, in a test scope.",
        undo: "Put the good credential back, and have it read again.",
        step: "revoke-the-credential",
        probe: "requests refused for their credential", measure: "the share of refused requests",
        tolerance: "within what its objective allows until it is renewed",
        unit: "one client in a test scope")
    case .expiry:
      FaultPlan(
        title: "things that outlive their time",
        condition: "work waits longer than its time to live",
        inject:
          "Hold marked test items back until they are older than their time to live, or set that so short that they are; then let them be processed.",
        undo: "Set the time to live back, and put back the held items from where they are kept.",
        step: "hold-items-past-their-time-to-live",
        probe: "items dropped because of their age",
        measure: "the number of items dropped because of their age", tolerance: "at zero",
        unit: "one queue, with marked test items only", seconds: 900)
    case .clock:
      FaultPlan(
        title: "a clock that is wrong", condition: "the clock of one host is off by minutes",
        inject: "Stop time synchronisation on one host and set its clock five minutes ahead.",
        undo: "Set the clock back and start time synchronisation again.",
        step: "set-the-clock-ahead",
        probe: "requests and records refused or out of order for their time",
        measure: "the share of good answers", tolerance: "within its objective", unit: "one host")
    default:
      FaultPlan(
        title: "a restore from backup", condition: "data has to be restored from its backup",
        inject:
          "Restore the newest backup into an empty scratch environment, without touching the source.",
        undo: "Delete the scratch environment.", step: "restore-the-newest-backup",
        probe: "age and size of the newest backup that could be restored",
        measure: "the age of the newest backup that could be restored",
        tolerance: "within 24 hours",
        unit: "one scratch environment without users", seconds: 3600)
    }
  }

  private static func ofService(_ kind: FaultKind?, from: String, to: String) -> FaultPlan {
    let answers = "the share of good answers"
    return switch kind {
    case .exhaust:
      FaultPlan(
        title: "a resource that runs out", condition: "a resource of one instance runs out",
        inject:
          "Fill the resource of one instance to its limit: disk, memory, connections or threads.",
        undo: "Free the resource again, and restart the instance.", step: "exhaust-the-resource",
        probe: "share of good answers, and how much of the resource is used", measure: answers,
        tolerance: "within its objective", unit: "one instance")
    case .backlog:
      FaultPlan(
        title: "catching up under load", condition: "a backlog has to be worked off under load",
        inject:
          "Pause one replica or consumer until it is behind by several minutes, let writes go on at the rate of a peak hour, then let it catch up; write down how far it is behind each minute.",
        undo:
          "Take the added load away, and put the replica or consumer out of use until it has caught up.",
        step: "let-it-fall-behind-under-peak-load",
        probe: "how far it is behind, and the time until it has caught up",
        measure: "the time until nothing is behind",
        tolerance: "within what the plan for recovery assumes, at the load of a peak hour",
        unit: "one replica or consumer", seconds: 900)
    case .dependencyGone:
      FaultPlan(
        title: "a dependency that is gone", condition: "a dependency refuses every connection",
        inject: "Refuse all connections from one instance to the dependency.",
        undo: "Let connections to the dependency through again.", step: "refuse-the-dependency",
        probe: "share of good answers without the dependency", measure: answers,
        tolerance: "within its objective, with less to show if need be", unit: "one instance")
    case .kill:
      FaultPlan(
        title: "one instance killed", condition: "one instance is killed",
        inject: "Kill one instance, and do not start it again by hand.",
        undo: "Start the instance again.", step: "kill-one-instance",
        probe: "share of good answers, and instances that are up", measure: answers,
        tolerance: "within its objective", unit: "one instance")
    case .latency:
      FaultPlan(
        title: "slow answers", condition: "what it calls answers two seconds late",
        inject: "Delay what one instance calls by two seconds.", undo: "Take the delay away.",
        step: "delay-answers", probe: "share of good answers within the wanted time",
        measure: "the share of answers in time", tolerance: "within its objective",
        unit: "one instance")
    case .error:
      FaultPlan(
        title: "wrong answers", condition: "what it calls answers with errors",
        inject: "Answer one in ten calls of one instance with an error.",
        undo: "Let every call through again.", step: "answer-with-errors",
        probe: "share of good answers to users", measure: answers,
        tolerance: "within its objective",
        unit: "one instance")
    case .config:
      FaultPlan(
        title: "a wrong setting", condition: "a wrong setting is rolled out",
        inject: "Roll the setting out to one instance, with the value that surprised.",
        undo: "Roll the setting back.", step: "roll-out-the-setting",
        probe: "share of good answers of instances with the setting and without", measure: answers,
        tolerance: "within its objective", unit: "one instance")
    case .regionLoss:
      FaultPlan(
        title: "loss of a region", condition: "\(from) is lost",
        inject: "Make \(from) unhealthy for one service, as if the region were gone.",
        undo: "Make \(from) healthy again.", step: "lose-the-region",
        probe: "share of good answers to users of \(from)", measure: answers,
        tolerance: "within its objective", unit: "one service's traffic of \(from)", seconds: 1800)
    default:
      FaultPlan(
        title: "the condition before it", condition: "the same comes together again",
        inject: "Bring about, on one instance, what came before the surprise.",
        undo: "Take back what was done to the instance.", step: "bring-it-about",
        probe: "share of good answers", measure: answers, tolerance: "within its objective",
        unit: "one instance")
    }
  }
}
