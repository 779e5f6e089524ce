/// What a team has set: who and what there is, and what each severity asks for.
package struct Configuration: Hashable, Sendable {
  package var people: [Member] = []
  package var regions: [Region] = []
  package var services: [Service] = []
  package var health = Health()
  package var slos: [SLO] = []
  package var sources: [Source] = []
  package var formats: [Format] = []
  package var severities = SeverityPolicies()
  /// Folders of runbooks; a relative one lies beside the file that names it.
  package var runbooks: [String] = []
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
    /// The runbook that moves its traffic.
    package var runbook: String?

    package init(
      name: String, failoverTo: String? = nil, kind: Sort? = nil, runbook: String? = nil
    ) {
      self.name = name
      self.failoverTo = failoverTo
      self.kind = kind
      self.runbook = runbook
    }
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
    /// How its regions make one.
    package var members: MemberRule
    package var health: [Probe]

    package init(
      name: String, capability: String? = nil, tier: Int? = nil, regions: [String] = [],
      owner: String? = nil, runbook: String? = nil, dependsOn: [String] = [],
      members: MemberRule = .worst, health: [Probe] = []
    ) {
      self.name = name
      self.capability = capability
      self.tier = tier
      self.regions = regions
      self.owner = owner
      self.runbook = runbook
      self.dependsOn = dependsOn
      self.members = members
      self.health = health
    }
  }

  package func member(handle: String) -> Member? {
    let folded = handle.lowercased()
    return people.first { $0.handle.lowercased() == folded }
  }
}
