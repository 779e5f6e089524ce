extension Configuration {
  /// What share of events has to be good over a time.
  package struct SLO: Hashable, Sendable {
    package var name: String
    package var service: String?
    package var objective: Objective
    /// PromQL for good events; may say `{window}`.
    package var good: String?
    /// PromQL for all events; may say `{window}`.
    package var total: String?
    package var source: String?
    /// Fewer events in an hour than this wake nobody.
    package var minEvents: Int

    package init(
      name: String, service: String? = nil, objective: Objective, good: String? = nil,
      total: String? = nil, source: String? = nil, minEvents: Int = Objective.minEvents
    ) {
      self.name = name
      self.service = service
      self.objective = objective
      self.good = good
      self.total = total
      self.source = source
      self.minEvents = minEvents
    }
  }
}
