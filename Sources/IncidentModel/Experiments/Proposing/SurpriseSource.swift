/// What is known about a surprise when an experiment is proposed from it.
///
/// Texts are as they may appear in documents: people called by their roles.
package struct SurpriseSource: Hashable, Sendable {
  package var incident: IncidentID
  /// Such as `INC-0042`.
  package var ref: String
  package var title: String
  package var severity: Severity
  /// What the severity means, in the words of the policy.
  package var severityMeans: String?
  package var entry: EntryID
  package var surprise: Surprise
  /// What came before it in the timeline, the oldest first.
  package var before: [Happening] = []
  /// Whether a person noticed before any alert; nil when that is not known.
  package var wasNoticedByPerson: Bool?
  /// What was done about it afterwards, the first first.
  package var mitigations: [String] = []
  package var runbook: String?
  package var services: [String] = []
  package var regions: [String] = []
  /// Which region takes over from which.
  package var regionPairs: [RegionPair] = []
  /// Addresses that tell whether a service is well.
  package var healthChecks: [HealthAddress] = []
  /// The names of the objectives of the services.
  package var objectives: [String] = []
  /// Percent of users or traffic that were harmed.
  package var impactPercent: Double?

  package init(
    incident: IncidentID, ref: String, title: String, severity: Severity, entry: EntryID,
    surprise: Surprise
  ) {
    self.incident = incident
    self.ref = ref
    self.title = title
    self.severity = severity
    self.entry = entry
    self.surprise = surprise
  }

  /// An entry of the timeline.
  package struct Happening: Hashable, Sendable {
    package var kind: Kind
    package var text: String

    package init(kind: Kind, text: String) {
      self.kind = kind
      self.text = text
    }
  }

  package struct RegionPair: Hashable, Sendable {
    package var from: String
    package var to: String

    package init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  package struct HealthAddress: Hashable, Sendable {
    package var service: String
    package var url: String

    package init(service: String, url: String) {
      self.service = service
      self.url = url
    }
  }
}
