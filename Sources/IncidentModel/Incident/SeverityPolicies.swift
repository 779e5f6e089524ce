/// What a severity asks for.
package struct SeverityPolicy: Hashable, Sendable {
  package var means: String
  package var isMajor: Bool
  /// Seconds between stakeholder updates; nil when none are due.
  package var updateEvery: Int64?
  package var postmortemRequired: Bool
  /// Seconds from resolution to the review.
  package var reviewWithin: Int64?
  package var wantedRoles: [RoleName]
}

/// What every severity asks for: the built-in policies but for those that are set.
package struct SeverityPolicies: Hashable, Sendable {
  private var changed: [Severity: SeverityPolicy] = [:]

  package init() {}

  package subscript(severity: Severity) -> SeverityPolicy {
    get { changed[severity] ?? severity.standardPolicy }
    set { changed[severity] = newValue }
  }
}
