/// How bad it is; SEV1 is the worst.
package enum Severity: String, CaseIterable, Sendable, Codable {
  case sev1 = "SEV1"
  case sev2 = "SEV2"
  case sev3 = "SEV3"
  case sev4 = "SEV4"
  case sev5 = "SEV5"
  /// Not known yet; allowed only while the incident is active.
  case unknown = "unknown"

  /// Reads `SEV2`, `sev2`, `2` or `unknown`.
  package init?(_ text: String) {
    let folded = text.uppercased().replacing("-", with: "")
    if let match = Severity(rawValue: folded.count == 1 ? "SEV\(folded)" : folded) {
      self = match
    } else if folded == "UNKNOWN" {
      self = .unknown
    } else {
      return nil
    }
  }

  /// What this severity means and asks for, unless the configuration says otherwise.
  ///
  /// Update intervals and review times follow PagerDuty's incident response documentation.
  package var standardPolicy: SeverityPolicy {
    let minute: Int64 = 60
    let day: Int64 = 86_400
    return switch self {
    case .sev1:
      SeverityPolicy(
        means: "critical: many customers cannot work, or data is at risk", isMajor: true,
        updateEvery: 20 * minute, postmortemRequired: true, reviewWithin: 3 * day,
        wantedRoles: [.commander, .deputy, .scribe, .communications])
    case .sev2:
      SeverityPolicy(
        means: "critical: many customers are impaired", isMajor: true,
        updateEvery: 30 * minute, postmortemRequired: true, reviewWithin: 7 * day,
        wantedRoles: [.commander, .scribe, .communications])
    case .sev3:
      SeverityPolicy(
        means: "partial loss, or redundancy lost; may become SEV2", isMajor: false,
        updateEvery: 60 * minute, postmortemRequired: false, reviewWithin: nil,
        wantedRoles: [.commander, .scribe])
    case .sev4:
      SeverityPolicy(
        means: "minor; customers hardly notice", isMajor: false, updateEvery: nil,
        postmortemRequired: false, reviewWithin: nil, wantedRoles: [.commander])
    case .sev5:
      SeverityPolicy(
        means: "cosmetic", isMajor: false, updateEvery: nil, postmortemRequired: false,
        reviewWithin: nil, wantedRoles: [.commander])
    case .unknown:
      SeverityPolicy(
        means: "not known yet: when unsure take the higher", isMajor: true,
        updateEvery: 20 * minute, postmortemRequired: false, reviewWithin: nil,
        wantedRoles: [.commander, .scribe])
    }
  }
}
