/// Somebody has a failure in hand, or no longer has.
///
/// The names of the stored properties are pinned, as those in `Event+Payloads.swift`.
package struct AcknowledgementStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case acknowledged
    case ended
  }
  package var act: Act
  /// What fails: a capability, a service, a region, or a service in a region.
  package var capability: String?
  package var service: String?
  package var region: String?
  /// What is done about it, or why it ended.
  package var because: String?
  /// For how long it holds, counted from this entry.
  package var seconds: Int64?
  /// How bad it was: a ``HealthStatus`` and a ``HealthUrgency``, as they are stored.
  package var status: String?
  package var urgency: Int?
  /// What failed of it.
  package var members: [String]?
  /// The acknowledgement that ended.
  package var of: EntryID?

  package init(
    act: Act = .acknowledged, capability: String? = nil, service: String? = nil,
    region: String? = nil, because: String? = nil, seconds: Int64? = nil, status: String? = nil,
    urgency: Int? = nil, members: [String]? = nil, of: EntryID? = nil
  ) {
    self.act = act
    self.capability = capability
    self.service = service
    self.region = region
    self.because = because
    self.seconds = seconds
    self.status = status
    self.urgency = urgency
    self.members = members
    self.of = of
  }

  /// What fails, in words: `checkout-api eu`.
  package var subject: String {
    [capability, service, region].compactMap(\.self).joined(separator: " ")
  }

  /// `checkout-api eu for 1h: on it`, or `checkout-api eu ended: recovered`.
  func text(_ mentions: (String) -> String) -> String {
    let what =
      switch act {
      case .acknowledged: seconds.map { "\(subject) for \(compactDuration($0))" } ?? subject
      case .ended: "\(subject) ended"
      }
    return because.map { "\(what): \(mentions($0))" } ?? what
  }

  /// Reads what ``text(_:)`` writes; nil for anything else.
  ///
  /// A name alone is taken for a service, and two for a service and its region.
  init?(_ text: String) {
    let parts = text.split(separator: ":", maxSplits: 1)
    guard var words = parts.first?.split(separator: " "), words.count > 1 else { return nil }
    let rest = parts.count > 1 ? String(parts[1].trimmingSpaces()) : ""
    self.init(because: rest.isEmpty ? nil : rest)
    if words.last == "ended" {
      act = .ended
      words.removeLast()
    } else if words[words.count - 2] == "for",
      let span = try? parseDuration(String(words.last ?? ""))
    {
      seconds = span
      words.removeLast(2)
    } else {
      return nil
    }
    guard let name = words.first, words.count <= 2 else { return nil }
    service = String(name)
    region = words.dropFirst().first.map { String($0) }
  }
}
