// The names of the stored properties below are the names in the logbook and in exports. They are
// pinned by `Tests/IncidentModelTests/Golden/events.jsonl`: add, never rename. A property that is
// not always there is optional and left out of the stored form when it is nil.
//
// Text of people is stored as it came, except that `@handle` of a known person is stored as `@{id}`.

/// The incident is declared.
package struct Declaration: Hashable, Sendable, Codable {
  package var title: String
  package var mode: Mode
  /// Written down after the fact.
  package var backfilled: Bool?
  package var services: [String]?
  package var regions: [String]?

  package init(
    title: String, mode: Mode = .live, backfilled: Bool? = nil, services: [String]? = nil,
    regions: [String]? = nil
  ) {
    self.title = title
    self.mode = mode
    self.backfilled = backfilled
    self.services = services
    self.regions = regions
  }
}

/// The incident is given another title.
package struct Titling: Hashable, Sendable, Codable {
  package var title: String
  package init(title: String) { self.title = title }
}

/// The severity is set.
package struct SeverityChange: Hashable, Sendable, Codable {
  package var to: Severity
  package var because: String?
  package init(to: Severity, because: String? = nil) {
    self.to = to
    self.because = because
  }
}

/// The status is set.
package struct StatusChange: Hashable, Sendable, Codable {
  package var to: Status
  package var because: String?
  /// What must hold before it may be closed.
  package var exitCriteria: String?
  package init(to: Status, because: String? = nil, exitCriteria: String? = nil) {
    self.to = to
    self.because = because
    self.exitCriteria = exitCriteria
  }
}

/// A milestone was reached at the moment the entry happened.
package struct MilestoneReached: Hashable, Sendable, Codable {
  package var name: Milestone
  package var text: String?
  package init(name: Milestone, text: String? = nil) {
    self.name = name
    self.text = text
  }
}

/// A role is assigned, or released when there is no person.
package struct RoleChange: Hashable, Sendable, Codable {
  package var role: RoleName
  package var person: PersonID?
  package var text: String?
  package init(role: RoleName, person: PersonID?, text: String? = nil) {
    self.role = role
    self.person = person
    self.text = text
  }
}

/// One act of handing over a role; the role moves only when the offer is accepted.
package struct Handoff: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case offered
    case accepted
    case declined
    case withdrawn
  }
  package var act: Act
  package var role: RoleName
  /// The offer that is answered; nil for an offer.
  package var of: EntryID?
  package var from: PersonID?
  package var to: PersonID?
  package var because: String?
  /// What the next holder needs to know, made when the offer was made.
  package var brief: String?

  package init(
    act: Act, role: RoleName, of: EntryID? = nil, from: PersonID? = nil, to: PersonID? = nil,
    because: String? = nil, brief: String? = nil
  ) {
    self.act = act
    self.role = role
    self.of = of
    self.from = from
    self.to = to
    self.because = because
    self.brief = brief
  }
}

/// One text and nothing else.
package struct Remark: Hashable, Sendable, Codable {
  package var text: String
  package init(text: String) { self.text = text }
}

/// An idea of what is going on, or what became of it.
package struct Hypothesis: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case raised
    case supported
    case ruledOut
  }
  package var act: Act
  package var text: String?
  package var of: EntryID?
  package init(act: Act = .raised, text: String? = nil, of: EntryID? = nil) {
    self.act = act
    self.text = text
    self.of = of
  }
}

/// What was decided, the objections heard and the alternatives left.
package struct Decision: Hashable, Sendable, Codable {
  package var text: String
  package var objections: String?
  package var alternatives: String?
  package init(text: String, objections: String? = nil, alternatives: String? = nil) {
    self.text = text
    self.objections = objections
    self.alternatives = alternatives
  }
}

/// Something done to the system or about the incident, or the end of it.
package struct Action: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case started
    case ended
  }
  package var act: Act?
  package var text: String?
  package var of: EntryID?
  package var who: PersonID?
  package var timeBoxSeconds: Int64?
  package var result: String?
  package init(
    act: Act? = nil, text: String? = nil, of: EntryID? = nil, who: PersonID? = nil,
    timeBoxSeconds: Int64? = nil, result: String? = nil
  ) {
    self.act = act
    self.text = text
    self.of = of
    self.who = who
    self.timeBoxSeconds = timeBoxSeconds
    self.result = result
  }
}

/// A task is added or done.
package struct TaskStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case added
    case done
  }
  package var act: Act
  package var text: String?
  package var of: EntryID?
  package var owner: PersonID?
  package var due: Instant?
  package var result: String?
  package init(
    act: Act = .added, text: String? = nil, of: EntryID? = nil, owner: PersonID? = nil,
    due: Instant? = nil, result: String? = nil
  ) {
    self.act = act
    self.text = text
    self.of = of
    self.owner = owner
    self.due = due
    self.result = result
  }
}

/// A question is asked or answered.
package struct QuestionStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case asked
    case answered
  }
  package var act: Act
  package var text: String?
  package var of: EntryID?
  package init(act: Act = .asked, text: String? = nil, of: EntryID? = nil) {
    self.act = act
    self.text = text
    self.of = of
  }
}

/// The system as imagined against the system as found.
package struct Surprise: Hashable, Sendable, Codable {
  package var expected: String
  package var found: String
  /// How it was noticed.
  package var cue: String?
  package var services: [String]?
  package var regions: [String]?
  package init(
    expected: String, found: String, cue: String? = nil, services: [String]? = nil,
    regions: [String]? = nil
  ) {
    self.expected = expected
    self.found = found
    self.cue = cue
    self.services = services
    self.regions = regions
  }
}

/// Word to people outside the response, or a change of when it is next due.
package struct Update: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case posted
    case snoozed
    case skipped
  }
  package enum Audience: String, Hashable, Sendable, Codable, CaseIterable {
    case `public`
    case stakeholders
    case team
  }
  package var act: Act?
  package var audience: Audience
  package var text: String?
  /// When the next one is promised, counted from this entry; for a snooze the time to wait.
  package var nextSeconds: Int64?
  package init(
    act: Act? = nil, audience: Audience, text: String? = nil, nextSeconds: Int64? = nil
  ) {
    self.act = act
    self.audience = audience
    self.text = text
    self.nextSeconds = nextSeconds
  }
}

/// The effective state of a service or region changed.
package struct HealthChange: Hashable, Sendable, Codable {
  package var subject: String
  package var from: String
  package var to: String
  package var text: String?
  package init(subject: String, from: String, to: String, text: String? = nil) {
    self.subject = subject
    self.from = from
    self.to = to
    self.text = text
  }
}

/// An alert of another system.
package struct Alert: Hashable, Sendable, Codable {
  package var source: String
  package var text: String
  package var labels: [String: String]?
  package init(source: String, text: String, labels: [String: String]? = nil) {
    self.source = source
    self.text = text
    self.labels = labels
  }
}

/// A command was run for the record.
package struct CommandRun: Hashable, Sendable, Codable {
  package var argv: [String]
  /// The exit status; 128 + N after signal N.
  package var exitStatus: Int
  package var milliseconds: Int64
  /// The last lines it wrote, secrets masked.
  package var outputTail: String?
  package init(argv: [String], exitStatus: Int, milliseconds: Int64, outputTail: String? = nil) {
    self.argv = argv
    self.exitStatus = exitStatus
    self.milliseconds = milliseconds
    self.outputTail = outputTail
  }
}

/// Something to do after the incident, or what became of it.
package struct Followup: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable {
    case added
    case done
    case declined
  }
  package enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
    case prevent
    case mitigate
    case detect
    case process
    case recover
  }
  package var act: Act?
  package var text: String?
  package var type: Sort?
  package var of: EntryID?
  package var owner: PersonID?
  /// The date it is due, `2026-12-01`.
  package var due: String?
  package var link: String?
  package var because: String?
  package init(
    act: Act? = nil, text: String? = nil, type: Sort? = nil, of: EntryID? = nil,
    owner: PersonID? = nil, due: String? = nil, link: String? = nil, because: String? = nil
  ) {
    self.act = act
    self.text = text
    self.type = type
    self.of = of
    self.owner = owner
    self.due = due
    self.link = link
    self.because = because
  }
}

/// A link or file as evidence.
package struct Reference: Hashable, Sendable, Codable {
  package var url: String
  package var text: String?
  /// The entry it is evidence for; nil when it stands for itself.
  package var of: EntryID?
  package init(url: String, text: String? = nil, of: EntryID? = nil) {
    self.url = url
    self.text = text
    self.of = of
  }
}

/// Another text, time or kind for an entry; what is nil stays as it was.
package struct Correction: Hashable, Sendable, Codable {
  package var of: EntryID
  /// In the text form of the (new) kind.
  package var text: String?
  package var at: Instant?
  package var kind: Kind?
  package init(of: EntryID, text: String? = nil, at: Instant? = nil, kind: Kind? = nil) {
    self.of = of
    self.text = text
    self.at = at
    self.kind = kind
  }
}

/// An entry is retracted (hidden) or redacted (its text removed), and why.
package struct Withdrawal: Hashable, Sendable, Codable {
  package var of: EntryID
  package var because: String
  package init(of: EntryID, because: String) {
    self.of = of
    self.because = because
  }
}
