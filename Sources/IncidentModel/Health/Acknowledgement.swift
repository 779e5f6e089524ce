/// "I have it": who looks after a failure, why, and for how long.
///
/// It is an annotation. It changes neither a colour nor what is counted, only who is woken.
package struct Acknowledgement: Hashable, Sendable {
  package var subject: HealthSubject
  package var author: Author
  package var at: Instant
  package var because: String
  package var until: Instant
  /// How bad it was; worse is another failure.
  package var status: HealthStatus
  package var urgency: HealthUrgency?
  /// What failed of it; more is another failure.
  package var members: Set<String>

  /// Seconds for which one holds when nobody says how long.
  package static let standardSpan: Int64 = 3600
  /// No longer than a day: what lasts is no incident, and what is forgotten stays hidden.
  package static let longestSpan: Int64 = 86_400
  /// Seconds before its end at which that is pointed out.
  package static let notice: Int64 = 300

  package init(
    subject: HealthSubject, author: Author, at instant: Instant, because: String, until: Instant,
    status: HealthStatus, urgency: HealthUrgency?, members: Set<String>
  ) {
    self.subject = subject
    self.author = author
    at = instant
    self.because = because
    self.until = min(until, instant.advanced(bySeconds: Self.longestSpan))
    self.status = status
    self.urgency = urgency
    self.members = members
  }

  /// Why one ends.
  package enum End: Hashable, Sendable {
    case expired
    case recovered
    /// It is worse than it was.
    case worse
    /// More fails than did.
    case spread([String])
    case withdrawn

    package var text: String {
      switch self {
      case .expired: "its time is over"
      case .recovered: "recovered"
      case .worse: "it got worse"
      case .spread(let names): "more fails: \(names.joined(separator: ", "))"
      case .withdrawn: "withdrawn"
      }
    }
  }

  /// Why it ends in a state; nil while it holds.
  ///
  /// - Parameters:
  ///   - now: the status of its subject.
  ///   - nowUrgency: whom that wakes.
  ///   - failing: what fails of its subject.
  ///   - instant: the moment.
  /// - Returns: the first reason there is.
  package func end(
    status now: HealthStatus, urgency nowUrgency: HealthUrgency?, failing: Set<String>,
    at instant: Instant
  ) -> End? {
    guard now.isBad else { return .recovered }
    if now.rank > status.rank { return .worse }
    if let nowUrgency, urgency.map({ nowUrgency > $0 }) ?? true { return .worse }
    let added = failing.subtracting(members)
    if !added.isEmpty { return .spread(added.sorted()) }
    return instant >= until ? .expired : nil
  }

  package func isAboutToExpire(at now: Instant) -> Bool {
    now >= until.advanced(bySeconds: -Self.notice)
  }
}

/// An acknowledgement that is over.
package struct EndedAcknowledgement: Hashable, Sendable {
  package var acknowledgement: Acknowledgement
  package var end: Acknowledgement.End
  package var at: Instant
}
