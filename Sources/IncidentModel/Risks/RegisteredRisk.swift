/// What may go wrong, how often, for how long and for how many.
///
/// The names of the properties are stored: add, never rename.
package struct RegisteredRisk: Hashable, Sendable, Codable {
  package var title: String
  /// Estimated time to detect, in minutes.
  package var detectMinutes: Input
  /// Estimated time to repair, in minutes.
  package var repairMinutes: Input
  /// The share of users or requests that is harmed, 0 to 1; above 1 for emphasis.
  package var impact: Input
  /// Estimated days between failures.
  package var daysBetween: Input
  package var service: String?
  /// The name of the objective whose budget it spends.
  package var slo: String?
  package var owner: PersonID?
  package var seeds: [Experiment.Seed]?
  /// Whether it is lived with.
  package var isAccepted: Bool?

  package init(
    title: String, detectMinutes: Input, repairMinutes: Input, impact: Input, daysBetween: Input
  ) {
    self.title = title
    self.detectMinutes = detectMinutes
    self.repairMinutes = repairMinutes
    self.impact = impact
    self.daysBetween = daysBetween
  }

  /// A number, and where it comes from.
  package struct Input: Hashable, Sendable, Codable {
    package var value: Double
    package var provenance: Provenance
    /// The incident, drill or experiment that gave it.
    package var source: String?
    /// When it was estimated or measured.
    package var at: Instant?

    package init(
      _ value: Double, _ provenance: Provenance = .estimated, source: String? = nil,
      at: Instant? = nil
    ) {
      self.value = value
      self.provenance = provenance
      self.source = source
      self.at = at
    }
  }

  package enum Provenance: String, Hashable, Sendable, Codable, CaseIterable {
    case estimated
    case incident
    case drill
    case experiment
  }
}
