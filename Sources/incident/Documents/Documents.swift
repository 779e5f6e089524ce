internal import FoundationEssentials
internal import IncidentModel
internal import Logbook

// The parts of JSON documents. People appear by handle; bodies of entries stand as they are stored.

extension IncidentSummary {
  var json: JSON {
    .object([
      "id": .string(id.description), "ref": .string(ref), "title": .string(title),
      "severity": .string(severity.rawValue), "status": .string(status.rawValue),
      "mode": .string(mode.rawValue), "declaredAt": .time(declaredAt), "lastAt": .time(lastAt),
      "entries": .count(entries), "surprises": .count(surprises),
    ])
  }
}

extension TimelineLine {
  func json(_ people: People) -> JSON {
    var members: [String: JSON] = [
      "id": .string(id.description), "shortId": .string(id.shortText),
      "happenedAt": .time(entry.happenedAt), "recordedAt": .time(entry.recordedAt),
      "author": .string(people.label(of: entry.author)), "kind": .string(entry.event.kindName),
      "text": .string(people.showingMentions(in: entry.event.text(name: people.handle(of:)))),
      "body": JSON(parsing: entry.event.body),
    ]
    if isEdited { members["isCorrected"] = .bool(true) }
    for (key, withdrawal) in [("retracted", retraction), ("redacted", redaction)] {
      guard let withdrawal else { continue }
      members[key] = .object([
        "at": .time(withdrawal.recordedAt),
        "by": .string(people.label(of: withdrawal.author)),
        "because": .string(
          people.showingMentions(in: withdrawal.event.text(name: people.handle(of:)))),
      ])
    }
    return .object(members)
  }
}

extension Assignment {
  func json(_ people: People) -> JSON {
    .object([
      "id": .string(id.description), "shortId": .string(id.shortText), "at": .time(at),
      "text": .string(people.showingMentions(in: text)),
      "owner": .optional(owner.map { people.handle(of: $0) }), "dueAt": .time(due),
      "isDone": .bool(isDone), "result": .optional(result.map { people.showingMentions(in: $0) }),
    ])
  }
}

extension OpenQuestion {
  func json(_ people: People) -> JSON {
    .object([
      "id": .string(id.description), "shortId": .string(id.shortText), "at": .time(at),
      "text": .string(people.showingMentions(in: text)),
      "answer": .optional(answer.map { people.showingMentions(in: $0) }),
    ])
  }
}

extension Idea {
  func json(_ people: People) -> JSON {
    .object([
      "id": .string(id.description), "shortId": .string(id.shortText), "at": .time(at),
      "text": .string(people.showingMentions(in: text)), "outcome": .string(outcome.rawValue),
      "because": .optional(outcomeText.map { people.showingMentions(in: $0) }),
    ])
  }
}

extension OpenFollowup {
  func json(_ people: People, incident: String) -> JSON {
    .object([
      "id": .string(id.description), "shortId": .string(id.shortText), "at": .time(at),
      "incident": .string(incident),
      "text": .string(people.showingMentions(in: followup.text ?? "")),
      "type": .optional(followup.type?.rawValue),
      "owner": .optional(followup.owner.map { people.handle(of: $0) }),
      "due": .optional(followup.due), "link": .optional(followup.link),
      "outcome": .string(outcome.rawValue),
      "because": .optional(because.map { people.showingMentions(in: $0) }),
    ])
  }
}

extension HandoffOffer {
  func json(_ people: People) -> JSON {
    .object([
      "id": .string(id.description), "at": .time(at), "role": .string(role.name),
      "from": .optional(from.map { people.handle(of: $0) }), "to": .string(people.handle(of: to)),
      "because": .optional(because.map { people.showingMentions(in: $0) }),
    ])
  }
}

extension IncidentTimer {
  func json(_ people: People, at now: Instant) -> JSON {
    .object([
      "text": .string(people.showingMentions(in: text)), "dueAt": .time(due),
      "leftSeconds": .number(due.seconds(since: now)),
      "person": .optional(person.map { people.handle(of: $0) }),
    ])
  }
}

extension JSON: Decodable {
  /// Reads a document; what is none becomes a string of it.
  init(parsing text: String) {
    // A body of an unknown kind may be anything; then its text is what there is to show.
    self = (try? JSONDecoder().decode(JSON.self, from: Data(text.utf8))) ?? .string(text)
  }

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Int64.self) {
      self = .number(number)
    } else if let number = try? value.decode(Double.self) {
      self = .decimal(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSON].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSON].self))
    }
  }
}
