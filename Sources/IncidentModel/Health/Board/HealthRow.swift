/// One row of the board: everything there is to say about one subject, ready to be drawn.
package struct HealthRow: Hashable, Sendable {
  package var subject: HealthSubject
  package var status: HealthStatus
  /// Whom it wakes; nil when nobody has to act.
  ///
  /// A consequence of something else never says `page`.
  package var urgency: HealthUrgency?
  package var since: Instant
  /// When what is shown was measured, from which its age counts; nil when it never was.
  package var measuredAt: Instant?
  /// Why it is not known.
  package var doubt: Doubt?
  /// One line of what was found, as hostile as it came.
  package var output: String = ""
  /// What fails of it.
  package var failing: [String] = []
  /// How many of what it is made of are in which state.
  package var members = Tally()
  /// How far the results have got towards another status, of the check that decides.
  package var progress: Hysteresis.Progress?
  package var isFlapping = false
  /// Seconds by which the source's clock is ahead of ours, when that is more than a minute.
  package var skew: Int64?
  /// Whether it comes from a source whose certificate is not verified.
  package var isInsecure = false
  package var acknowledgement: Acknowledgement?
  /// What the source itself says of who has it.
  package var sourceAcknowledgement: String?
  /// What it follows from, up to the first cause.
  package var because: HealthSubject?
  /// What it means for customers.
  package var impact: String?
  package var guide: String?
  package var runbook: String?
  package var owner: String?

  init(_ subject: HealthSubject, _ verdict: Verdict) {
    self.subject = subject
    status = verdict.status
    urgency = verdict.urgency
    since = verdict.since
  }

  /// Whether it wakes somebody now: nobody has it, and it is no consequence.
  package var wakes: Bool {
    urgency == .page && acknowledgement == nil && sourceAcknowledgement == nil && because == nil
  }

  /// The word for its status: what is quiet is not called ok.
  package var word: String {
    if doubt == .quiet, !status.isBad || status == .unknown { return "quiet" }
    return status.rawValue
  }

  /// Seconds since what is shown was measured.
  package func age(at now: Instant) -> Int64? { measuredAt.map { max(0, now.seconds(since: $0)) } }

  /// The words beside the status: counters, doubts, flapping and the clock.
  package var remarks: [String] {
    [
      doubt?.text, progress?.text, isFlapping ? "flapping" : nil,
      isInsecure ? "insecure" : nil, skew.map { "clock \(durationText($0)) ahead" },
    ].compactMap(\.self)
  }

  /// The remarks, and what it follows from.
  package var notes: [String] {
    remarks + (because.map { ["because: \($0.text)"] } ?? [])
  }
}
