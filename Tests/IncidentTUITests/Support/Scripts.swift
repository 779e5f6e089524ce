/// Incidents for tests, in the form that ``Stage`` takes.
enum Scripts {
  static let checkout = """
    declared EU checkout errors
    status investigating
    severity SEV1: payments fail for all of EU
    role commander = ana: first on call
    role scribe = bo
    observation p99 of checkout-api is at 4.2 s and rising; the error budget of the month is gone within the hour
    action @cy /15m check the replica lag of payments-db
    question is the queue draining?
    surprise expected: failover takes less than 60 s | found: 9 minutes, the DNS TTL is 600 | cue: dashboard
    decision drain eu for checkout
    task @bo write to the partners
    """

  /// Many entries: more than a screen, fewer than a window.
  static let long =
    "declared Long one\nstatus investigating\nrole commander = ana\n"
    + (1...120).map { "observation number \($0)" }.joined(separator: "\n")
}
