/// What a team has set: who and what there is, and what each severity asks for.
///
/// Only what is used stands here. Sections that nothing reads yet (the health of services, `slos`,
/// `sources`, `runbooks`) are checked by ``Shape/configuration(themes:)`` and not kept.
package struct Configuration: Hashable, Sendable {
  package var people: [Member] = []
  package var regions: [Region] = []
  package var services: [Service] = []
  package var severities = SeverityPolicies()
  /// Regular expressions of what is masked in recorded output, beside what is plainly a secret.
  package var redact: [String] = []
  /// The name of the console's theme; nil for `auto` and for none.
  package var theme: String?

  package init() {}

  /// A person of the team.
  package struct Member: Hashable, Sendable {
    package var handle: String
    package var name: String?
    /// What the person is able and willing to do in an incident.
    package var roles: [RoleName]

    package init(handle: String, name: String? = nil, roles: [RoleName] = []) {
      self.handle = handle
      self.name = name
      self.roles = roles
    }
  }

  /// A place in which services run.
  package struct Region: Hashable, Sendable {
    package enum Sort: String, CaseIterable, Sendable {
      case activeActive = "active-active"
      case activePassive = "active-passive"
    }

    package var name: String
    /// The region that takes over.
    package var failoverTo: String?
    package var kind: Sort?
  }

  /// Something that can fail.
  package struct Service: Hashable, Sendable {
    package var name: String
    /// What a customer can do with it.
    package var capability: String?
    /// 1 wakes someone, 2 is for the same day, 3 for whenever.
    package var tier: Int?
    package var regions: [String]
    package var owner: String?
    package var runbook: String?
    package var dependsOn: [String]
  }

  package func member(handle: String) -> Member? {
    let folded = handle.lowercased()
    return people.first { $0.handle.lowercased() == folded }
  }
}
