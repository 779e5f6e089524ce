import Testing

@testable import IncidentModel

@Suite struct HealthMemberRuleTests {
  private static let letters: [Character: HealthStatus] = [
    "o": .ok, "w": .warning, "c": .critical, "u": .unknown, "m": .maintenance,
  ]

  @Test(arguments: [
    ("worst", "", HealthStatus.unknown), ("worst", "oo", .ok), ("worst", "om", .ok),
    ("worst", "mm", .maintenance), ("worst", "ou", .unknown), ("worst", "uw", .warning),
    ("worst", "owuc", .critical), ("any", "", .unknown), ("any", "oc", .warning),
    ("any", "ou", .unknown), ("any", "cc", .critical), ("any", "cu", .critical),
    ("any", "uu", .unknown), ("any", "wc", .warning), ("any", "om", .ok),
    ("any", "mm", .maintenance),
    ("2-of-3", "ooo", .ok), ("2-of-3", "ooc", .warning), ("2-of-3", "occ", .critical),
    ("2-of-3", "oo", .unknown), ("2-of-3", "o", .unknown), ("2-of-3", "omm", .warning),
  ])
  func `members make one`(_ rule: String, _ members: String, _ whole: HealthStatus) throws {
    let rule = try #require(MemberRule(rule))
    #expect(rule.status(of: Tally(members.compactMap { Self.letters[$0] })) == whole)
  }

  @Test(arguments: ["", "best", "0-of-3", "4-of-3", "2-of", "-1-of-2", "2 of 3"])
  func `nonsense is no rule`(_ text: String) {
    #expect(MemberRule(text) == nil)
  }

  @Test(arguments: ["worst", "any", "2-of-3"])
  func `a rule is written as it is read`(_ text: String) {
    #expect(MemberRule(text)?.text == text)
  }

  @Test func `nothing makes an unknown member good, whatever the others are`() {
    for rule in [MemberRule.worst, .any, .quorum(1, of: 2), .quorum(2, of: 3)] {
      for other in HealthStatus.allCases {
        let whole = rule.status(of: Tally([.unknown, .ok, other]))
        #expect(whole.isBad, "\(rule) \(other)")
      }
    }
  }
}
