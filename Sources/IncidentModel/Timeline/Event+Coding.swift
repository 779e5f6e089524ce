internal import FoundationEssentials

extension Event {
  /// The stored body: one JSON object, keys sorted, of the payload's properties.
  package var body: String {
    switch self {
    case .declared(let payload): Self.json(payload)
    case .titled(let payload): Self.json(payload)
    case .severity(let payload): Self.json(payload)
    case .status(let payload): Self.json(payload)
    case .milestone(let payload): Self.json(payload)
    case .role(let payload): Self.json(payload)
    case .handoff(let payload): Self.json(payload)
    case .observation(let payload), .note(let payload): Self.json(payload)
    case .hypothesis(let payload): Self.json(payload)
    case .decision(let payload): Self.json(payload)
    case .action(let payload): Self.json(payload)
    case .task(let payload): Self.json(payload)
    case .question(let payload): Self.json(payload)
    case .surprise(let payload): Self.json(payload)
    case .update(let payload): Self.json(payload)
    case .health(let payload): Self.json(payload)
    case .alert(let payload): Self.json(payload)
    case .acknowledgement(let payload): Self.json(payload)
    case .runbook(let payload): Self.json(payload)
    case .command(let payload): Self.json(payload)
    case .followup(let payload): Self.json(payload)
    case .reference(let payload): Self.json(payload)
    case .insight(let payload): Self.json(payload)
    case .review(let payload): Self.json(payload)
    case .experiment(let payload): Self.json(payload)
    case .drill(let payload): Self.json(payload)
    case .risk(let payload): Self.json(payload)
    case .correction(let payload): Self.json(payload)
    case .retraction(let payload), .redaction(let payload): Self.json(payload)
    case .redacted: "{}"
    case .unknown(_, let body): body
    }
  }

  /// Reads a stored body; a kind or a shape this program does not know becomes ``unknown(kind:body:)``.
  package init(kind name: String, body: String) {
    self = (try? Self.known(name, body)) ?? .unknown(kind: name, body: body)
  }

  private static func known(_ name: String, _ body: String) throws -> Event? {
    guard let kind = Kind(rawValue: name) else { return nil }
    return switch kind {
    case .declared: .declared(try payload(body))
    case .titled: .titled(try payload(body))
    case .severity: .severity(try payload(body))
    case .status: .status(try payload(body))
    case .milestone: .milestone(try payload(body))
    case .role: .role(try payload(body))
    case .handoff: .handoff(try payload(body))
    case .observation: .observation(try payload(body))
    case .hypothesis: .hypothesis(try payload(body))
    case .decision: .decision(try payload(body))
    case .action: .action(try payload(body))
    case .task: .task(try payload(body))
    case .question: .question(try payload(body))
    case .surprise: .surprise(try payload(body))
    case .update: .update(try payload(body))
    case .health: .health(try payload(body))
    case .alert: .alert(try payload(body))
    case .acknowledgement: .acknowledgement(try payload(body))
    case .runbook: .runbook(try payload(body))
    case .command: .command(try payload(body))
    case .followup: .followup(try payload(body))
    case .reference: .reference(try payload(body))
    case .note: .note(try payload(body))
    case .insight: .insight(try payload(body))
    case .review: .review(try payload(body))
    case .experiment: .experiment(try payload(body))
    case .drill: .drill(try payload(body))
    case .risk: .risk(try payload(body))
    case .correction: .correction(try payload(body))
    case .retraction: .retraction(try payload(body))
    case .redaction: .redaction(try payload(body))
    }
  }

  private static func payload<Payload: Decodable>(_ body: String) throws -> Payload {
    try decoder.decode(Payload.self, from: Data(body.utf8))
  }

  // Made once: a page of lines reads hundreds of bodies.
  private static let decoder = {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return decoder
  }()
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return encoder
  }()

  private static func json(_ payload: some Encodable) -> String {
    // A payload is strings, numbers and enums of them: encoding it cannot fail.
    guard let data = try? encoder.encode(payload) else {
      preconditionFailure("cannot encode a \(type(of: payload))")
    }
    return String(decoding: data, as: UTF8.self)
  }
}
