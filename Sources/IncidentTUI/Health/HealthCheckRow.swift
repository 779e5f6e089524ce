package import IncidentModel

/// One check of a row of the board, for a look at the details.
package struct HealthCheckRow: Equatable, Sendable {
  package var probe: ProbeID
  package var state: CheckState

  package init(probe: ProbeID, state: CheckState) {
    self.probe = probe
    self.state = state
  }
}
