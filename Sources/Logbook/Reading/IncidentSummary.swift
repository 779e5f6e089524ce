package import IncidentModel

/// What a list shows of an incident.
package struct IncidentSummary: Hashable, Sendable {
  package var id: IncidentID
  package var ref: String
  package var title: String
  package var severity: Severity
  package var status: Status
  package var mode: Mode
  package var declaredAt: Instant
  /// When the latest of its entries happened.
  package var lastAt: Instant
  /// Lines that are not hidden.
  package var entries: Int
  package var surprises: Int

  package init(
    id: IncidentID, ref: String, title: String, severity: Severity, status: Status, mode: Mode,
    declaredAt: Instant, lastAt: Instant, entries: Int, surprises: Int
  ) {
    self.id = id
    self.ref = ref
    self.title = title
    self.severity = severity
    self.status = status
    self.mode = mode
    self.declaredAt = declaredAt
    self.lastAt = lastAt
    self.entries = entries
    self.surprises = surprises
  }
}

/// Which incidents a list shows.
package struct IncidentFilter: Hashable, Sendable {
  package enum Scope: Hashable, Sendable {
    /// Not ended; a resolved one is open until it is closed.
    case open
    /// People still work on it.
    case active
    case all
  }
  package var scope = Scope.open
  /// Declared then or later.
  package var since: Instant?
  package var severity: Severity?
  package var mode: Mode?
  package var limit = 200

  package init(
    scope: Scope = .open, since: Instant? = nil, severity: Severity? = nil, mode: Mode? = nil,
    limit: Int = 200
  ) {
    self.scope = scope
    self.since = since
    self.severity = severity
    self.mode = mode
    self.limit = limit
  }
}
