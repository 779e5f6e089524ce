internal import IncidentModel
internal import Logbook

extension LogbookWorker {
  /// Writes what watches health has seen into the incidents that it concerns.
  ///
  /// Nothing is written by a console that does not lead, into a logbook that cannot be written, or
  /// while nobody works on an incident.
  mutating func record(_ entries: [HealthEntry], _ ended: [EndedAcknowledgement]) throws {
    guard !(entries.isEmpty && ended.isEmpty), book.readOnlyReason == nil, lead.isHeld else {
      return
    }
    let active = try book.incidents(IncidentFilter(scope: .active))
    for summary in active {
      let state = try book.incident(summary.id, forScreen: true).state
      // One that names nothing is about everything, as long as there is no other.
      let namesNothing = state.services.isEmpty && state.regions.isEmpty && active.count == 1
      let own = entries.filter { entry in
        namesNothing
          || entry.subjects.contains {
            $0.concerns(services: state.services, regions: state.regions)
          }
      }
      let made = try book.reports(of: summary.id, limit: 200).map(\.entry)
      let proposals =
        own.map { Proposal($0.event, at: $0.at) }
        + ended.compactMap { end in
          made.last { Acknowledgement($0)?.subject == end.acknowledgement.subject }
            .map { Proposal(end.event(of: $0.id), at: end.at) }
        }
      guard !proposals.isEmpty else { continue }
      let now = Session.clock()
      try book.write { writer in
        _ = try writer.append(
          proposals, to: summary.id, by: .system("health"), recordedAt: proposals.map { _ in now })
      }
    }
    try look()
  }
}
