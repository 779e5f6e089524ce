internal import IncidentModel

// A board as JSON; docs/formats.md says what each key means.

extension ShownBoard {
  func document(_ people: People) -> [String: JSON] {
    var filter = HealthBoard.Filter()
    (filter.region, filter.service) = (region, service)
    let rows = board.rows(filter)
    func list(_ level: Int) -> JSON {
      .array(rows.filter { $0.subject.level == level }.map { $0.json(people, at: board.at) })
    }
    return [
      "at": .time(board.at), "status": .string(status.rawValue), "summary": .string(summary),
      "blindness": board.blindness.map { $0.json } ?? .null,
      "advice": .array(advice.map(\.json)),
      "capabilities": list(0), "regions": list(1), "services": list(2), "cells": list(3),
    ]
  }
}

extension Blindness {
  fileprivate var json: JSON {
    .object([
      "silentHosts": .count(silent), "hosts": .count(all), "since": .time(since),
      "text": .string(text),
    ])
  }
}

extension RegionAdvice {
  fileprivate var json: JSON {
    .object([
      "what": .string(word), "region": .string(region), "partner": .string(partner),
      "runbook": .optional(runbook), "text": .string(text),
    ])
  }

  private var word: String {
    switch what {
    case .failOver: "failOver"
    case .doNotFailOver: "doNotFailOver"
    case .cannotVerify, .blind: "cannotVerify"
    case .failBack(let verifyingState): verifyingState ? "verifyThenFailBack" : "failBack"
    }
  }
}

extension HealthUrgency {
  var jsonWord: String {
    switch self {
    case .page: "page"
    case .today: "today"
    case .canWait: "canWait"
    }
  }
}

extension HealthSubject {
  /// The names of which it is made.
  var members: [String: JSON] {
    switch self {
    case .capability(let name): ["capability": .string(name)]
    case .region(let name): ["region": .string(name)]
    case .service(let name): ["service": .string(name)]
    case .cell(let service, let region): ["service": .string(service), "region": .string(region)]
    }
  }
}

extension HealthRow {
  func json(_ people: People, at now: Instant) -> JSON {
    let about: [String: JSON] = [
      "subject": .string(subject.text), "status": .string(status.rawValue), "word": .string(word),
      "urgency": .optional(urgency?.jsonWord), "since": .time(since),
      "forSeconds": .number(max(0, now.seconds(since: since))),
      "measuredAt": .time(measuredAt), "ageSeconds": .optional(age(at: now)),
      "output": .string(output), "failing": .list(failing), "notes": .list(notes),
      "isFlapping": .bool(isFlapping), "isInsecure": .bool(isInsecure),
      "clockAheadSeconds": .optional(skew), "because": .optional(because?.text),
      "wakes": .bool(wakes), "sourceAcknowledgement": .optional(sourceAcknowledgement),
      "acknowledgement": acknowledgement.map { $0.json(people, at: now) } ?? .null,
      "impact": .optional(impact), "guide": .optional(guide), "runbook": .optional(runbook),
      "owner": .optional(owner),
      "members": .object([
        "ok": .count(members.ok), "maintenance": .count(members.maintenance),
        "unknown": .count(members.unknown), "warning": .count(members.warning),
        "critical": .count(members.critical),
      ]),
    ]
    return .object(about.merging(subject.members) { first, _ in first })
  }
}

extension Acknowledgement {
  func json(_ people: People, at now: Instant) -> JSON {
    .object([
      "by": .string(people.label(of: author)), "at": .time(at), "until": .time(until),
      "leftSeconds": .number(max(0, until.seconds(since: now))),
      "because": .string(people.showingMentions(in: because)),
    ])
  }
}
