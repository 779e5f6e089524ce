extension HealthSubject {
  /// What an entry says that nobody has in hand any more; nil for every other entry.
  package init?(endedBy entry: Entry) {
    guard case .acknowledgement(let step) = entry.event, step.act == .ended else { return nil }
    self.init(step)
  }

  fileprivate init?(_ step: AcknowledgementStep) {
    switch (step.capability, step.service, step.region) {
    case (nil, let service?, let region?): self = .cell(service: service, region: region)
    case (nil, let service?, nil): self = .service(service)
    case (nil, nil, let region?): self = .region(region)
    case (let capability?, nil, nil): self = .capability(capability)
    default: return nil
    }
  }

  fileprivate func write(to step: inout AcknowledgementStep) {
    switch self {
    case .capability(let name): step.capability = name
    case .region(let name): step.region = name
    case .service(let name): step.service = name
    case .cell(let service, let region): (step.service, step.region) = (service, region)
    }
  }
}

extension Acknowledgement {
  /// The event to write when it is made.
  package var event: Event {
    var step = AcknowledgementStep(
      because: because, seconds: until.seconds(since: at), status: status.rawValue,
      urgency: urgency?.rawValue, members: members.sorted())
    subject.write(to: &step)
    return .acknowledgement(step)
  }

  /// The acknowledgement that an entry made; nil when it made none.
  package init?(_ entry: Entry) {
    guard case .acknowledgement(let step) = entry.event, step.act == .acknowledged,
      let subject = HealthSubject(step)
    else { return nil }
    self.init(
      subject: subject, author: entry.author, at: entry.happenedAt, because: step.because ?? "",
      until: entry.happenedAt.advanced(bySeconds: step.seconds ?? Self.standardSpan),
      status: step.status.flatMap { HealthStatus(rawValue: $0) } ?? .critical,
      urgency: step.urgency.flatMap { HealthUrgency(rawValue: $0) } ?? .page,
      members: Set(step.members ?? []))
  }

  /// The acknowledgements that hold at a moment, by the entries of an incident in their order.
  package static func held(in entries: some Sequence<Entry>, at now: Instant) -> [Acknowledgement] {
    var held: [HealthSubject: Acknowledgement] = [:]
    for entry in entries {
      if let made = Acknowledgement(entry) {
        held[made.subject] = made
      } else if case .acknowledgement(let step) = entry.event, let subject = HealthSubject(step) {
        held[subject] = nil
      }
    }
    return held.values.filter { $0.until > now }.sorted { $0.at < $1.at }
  }
}

extension EndedAcknowledgement {
  /// The event to write when it has ended; `made` is the entry by which it began.
  package func event(of made: EntryID?) -> Event {
    var step = AcknowledgementStep(act: .ended, because: end.text, of: made)
    acknowledgement.subject.write(to: &step)
    return .acknowledgement(step)
  }
}
