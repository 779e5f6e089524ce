import Testing

@testable import IncidentModel

@Suite struct HealthHysteresisTests {
  /// The statuses that count after each letter: o(k), w(arning), c(ritical), u(nknown), m(aintenance).
  private func effective(_ results: String) -> String {
    let statuses: [Character: HealthStatus] = [
      "o": .ok, "w": .warning, "c": .critical, "u": .unknown, "m": .maintenance,
    ]
    let all = results.compactMap { statuses[$0] }
    var state = Hysteresis(first: all[0], at: start)
    var letters = String(state.status.rawValue.prefix(1))
    for (index, status) in all.enumerated().dropFirst() {
      state.take(status, at: second(Int64(index) * 10), .standard)
      letters += state.status.rawValue.prefix(1)
    }
    return letters
  }

  @Test(arguments: [
    ("c", "c"), ("oco", "ooo"), ("occ", "ooc"), ("ccooo", "cccco"), ("ccooco", "cccccc"),
    ("wc", "wc"), ("cwww", "cccw"), ("cwow", "cccw"),
    ("ooucc", "ooucc".replacing("ucc", with: "occ")),
    ("om", "om"), ("mo", "mo"), ("cm", "cm"), ("mcc", "mmc"), ("ouu", "oou"), ("uooo", "uuuo"),
  ])
  func `two bad results fail and three good ones clear`(_ results: String, _ expected: String) {
    #expect(effective(results) == expected)
  }

  @Test func `it is so since the first of the results that made it so`() {
    var state = Hysteresis(first: .ok, at: start)
    state.take(.critical, at: second(10), .standard)
    state.take(.critical, at: second(20), .standard)
    #expect(state.since == second(10))
  }

  @Test func `the counters are shown`() {
    var state = Hysteresis(first: .critical, at: start)
    state.take(.ok, at: second(10), .standard)
    #expect(state.progress(.standard)?.text == "ok 1/3")
    state.take(.critical, at: second(20), .standard)
    #expect(state.progress(.standard) == nil)
  }

  @Test func `what goes back and forth is held at its worst until ten results agree`() {
    var state = Hysteresis(first: .ok, at: start)
    var time: Int64 = 0
    func take(_ status: HealthStatus, _ times: Int = 1) {
      for _ in 0..<times {
        time += 10
        state.take(status, at: second(time), .standard)
      }
    }
    take(.critical, 2)
    take(.ok)
    take(.critical)
    #expect(!state.isFlapping)
    take(.ok)
    #expect(state.isFlapping)
    take(.ok, 8)
    #expect(state.status == .critical)
    #expect(state.progress(.standard)?.text == "ok 9/10")
    take(.ok)
    #expect(state.status == .ok)
    #expect(!state.isFlapping)
  }
}
