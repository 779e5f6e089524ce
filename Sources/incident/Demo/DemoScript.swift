internal import IncidentModel

/// The incident of the demo: a regional failover that does not go as imagined.
///
/// Lines are `SECONDS WHO KIND TEXT`, seconds from the moment the console opens; those below zero
/// have happened already. The kinds are those of the text form of a timeline, `offer ROLE WHO: why`, and
/// what happens to the services: `break SERVICE REGION SEVERITY: output`, `repair SERVICE REGION: output`.
/// What the services do, the console finds out by itself and writes down.
enum DemoScript {
  struct Line {
    var seconds: Int64
    var who: String
    var kind: String
    var text: String
  }

  static let title = "EU checkout errors"
  /// What the demo runs on this machine.
  static let services = [
    Service(
      name: "checkout-api", capability: "take-orders", tier: 1, owner: "payments",
      dependsOn: ["payments-gateway"], impact: "customers cannot pay",
      guide: "https://runbooks.example/checkout-latency"),
    Service(
      name: gateway, capability: "take-orders", tier: 1, owner: "payments",
      dependsOn: [], impact: "no card payment goes through",
      guide: "https://runbooks.example/regional-failover"),
    Service(
      name: "catalogue", capability: "browse", tier: 2, owner: "storefront", dependsOn: [],
      impact: "prices may be old", guide: "ask the storefront team in the morning"),
  ]

  struct Service {
    var name: String
    var capability: String
    var tier: Int
    var owner: String
    var dependsOn: [String]
    var impact: String
    var guide: String
  }

  static let regions = ["eu", "us"]
  /// The service that reaches the database of its region.
  static let gateway = "payments-gateway"
  /// The runbook that moves traffic, among those that come with the program.
  static let runbook = "regional-failover"

  /// `YOU` stands for whoever runs the demo.
  static func lines(you: String, isDrill: Bool = false) -> [Line] {
    (isDrill ? drill : text).split(separator: "\n").compactMap { line in
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true)
      guard parts.count == 4, let seconds = Int64(parts[0]) else { return nil }
      let put = { (part: Substring) in String(part).replacing("YOU", with: you) }
      return Line(seconds: seconds, who: put(parts[1]), kind: String(parts[2]), text: put(parts[3]))
    }
  }

  /// A drill that has just been begun: cy is the agent of chaos, you lead.
  private static let drill = """
    -40 cy note nobody but me knows what happens and when; I stop it at once when you say stop
    -20 dee observation us has headroom for both regions, replication lag is 0 s
    8 world break checkout-api eu 1: 62 % of requests end in 502
    8 cy injected checkout-api in eu is cut off from its database
    20 system:alerts alert checkout: error ratio of checkout-api above 5 % in eu
    30 bo observation the first customers report failed payments in eu
    75 world repair checkout-api eu: all requests are answered
    75 cy observation the fault is taken out again; what is broken by now stays for you
    """

  private static let text = """
    -1510 world break checkout-api eu 1: 62 % of requests end in 502
    -790 world break payments-gateway eu 1: connection to payments-db refused
    -1630 ana milestone impactStarted: first failed payments in eu, found later in the logs
    -1510 system:alerts alert checkout: error ratio of checkout-api above 5 % in eu
    -1500 ana milestone detected: the on-call engineer is paged
    -1440 ana declared EU checkout errors
    -1440 ana status investigating
    -1435 ana severity SEV1: one customer in three cannot pay in eu
    -1430 ana role commander = ana: first on call
    -1400 ana role scribe = bo
    -1390 bo observation checkout-api in eu answers one request in three with 502, us is healthy
    -1300 cy hypothesis the release of 13:40 exhausts the connection pool of payments-gateway
    -1260 system:health health checkout-api eu: warning -> critical
    -1200 ana decision roll back the release of 13:40 in eu; no objections
    -1190 cy action @cy /10m roll back checkout-api in eu to 2026.11.2
    -1080 ana update stakeholders: card payments fail for part of Europe; we are rolling back a release; next word in 20 minutes
    -900 cy observation the rollback is complete; errors go on as before
    -890 bo surprise expected: the rollback ends the errors within two minutes | found: nothing changed; the pool is still exhausted with the old release | cue: error ratio on the checkout dashboard
    -860 cy note so the release is not it, or not alone
    -840 dee hypothesis payments-gateway in eu cannot reach its database primary
    -800 dee observation replication lag of payments-db in eu is at 340 s and growing
    -790 system:health health payments-gateway eu: ok -> critical
    -700 ana decision fail checkout over from eu to us; dee objects that us has not carried both since May
    -690 ana status identified: payments-db in eu
    -680 dee action @dee /8m raise the capacity of checkout-api in us before traffic moves
    -560 bo question who has told the payment provider that traffic moves to us?
    -400 dee observation us has headroom for both regions at the current load
    -390 cy action @cy /5m drain eu: set the weight of eu to 0 in the traffic manager
    -330 bo task @bo collect the ids of failed payments for the support desk
    -150 cy observation a fifth of the requests still arrives in eu five minutes after the drain
    -140 bo surprise expected: traffic leaves eu within 60 s of the drain | found: resolvers keep the old answer for 600 s, the TTL was never lowered | cue: requests per second in eu
    -90 ana decision wait out the TTL rather than cut eu off hard
    -45 bo offer scribe YOU: my shift ends in ten minutes
    6 world break checkout-api us 2: p99 900 ms, it was 240 ms
    14 dee observation p99 of checkout-api in us is at 900 ms, it was 240 ms before the failover
    24 ana question dee: is that the load, or the cold caches?
    34 dee observation cache hit ratio in us is at 61 % and rising
    46 world repair checkout-api us: p99 260 ms
    58 cy observation requests in eu are below 1 %
    70 ana update stakeholders: checkout runs from us; payments succeed again; a backlog of failed orders is being worked on
    82 ana status monitoring: traffic is in us, error ratio 0.1 %
    96 bo observation support reports the first successful retries by customers
    112 dee surprise expected: us serves both regions at once without tuning | found: its caches were cold for the eu catalogue, p99 tripled for four minutes
    130 ana decision stay in us until payments-db in eu has caught up and has been verified
    150 cy followup prevent: lower the TTL of the checkout records to 60 s and test it every month
    170 dee followup detect: alert on the replication lag of payments-db before it reaches 60 s
    176 world repair payments-gateway eu: connected to payments-db
    182 world repair checkout-api eu: all requests are answered
    190 ana milestone recovered: error ratio back at its usual 0.02 % for ten minutes
    """
}
