import IncidentTUI
import Testing
struct Look {
  @Test func look() throws {
    var s = try Stage("""
    declared EU checkout errors
    status investigating
    severity SEV1: payments fail for all of EU
    role commander = ana: first on call
    role scribe = bo
    observation p99 of checkout-api is at 4.2 s and rising; error budget burns fast enough to be gone within the hour
    action @cy /15m check the replica lag of payments-db
    question is the queue draining?
    surprise expected: failover takes less than 60 s | found: 9 minutes, the DNS TTL is 600 | cue: dashboard
    decision drain eu for checkout
    task @bo write to the partners
    """, minutes: 26)
    print(s.screen()); print(s.screen(120,40)); s.press(.character("?")); print(s.screen())
    s.press(.escape); s.press(.character("e")); print(s.screen())
  }
}
