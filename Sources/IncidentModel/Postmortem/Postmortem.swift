/// What a postmortem is written from.
package struct PostmortemSource: Sendable {
  package var incident: Incident
  /// The timeline in order.
  package var lines: [TimelineLine]
  package var people: People
  package var options: PostmortemOptions
  package var learning: PostmortemLearning

  package init(
    incident: Incident, lines: [TimelineLine], people: People, options: PostmortemOptions,
    learning: PostmortemLearning = PostmortemLearning()
  ) {
    self.incident = incident
    self.lines = lines
    self.people = people
    self.options = options
    self.learning = learning
  }
}

/// What an incident has seeded, of the register.
package struct PostmortemLearning: Hashable, Sendable {
  package var experiments: [PlannedExperiment] = []
  package var drills: [PlannedDrill] = []
  package var risks: [KnownRisk] = []

  package init() {}

  /// What of a register an incident has seeded.
  ///
  /// - Parameters:
  ///   - incident: the incident.
  ///   - register: all that is known.
  package init(of incident: IncidentID, in register: Register) {
    let isSeed = { (seeds: [Experiment.Seed]?) in (seeds ?? []).contains { $0.incident == incident }
    }
    experiments = register.experiments.filter { isSeed($0.experiment.seeds) }
    drills = register.drills.filter { isSeed($0.plan.seeds) }
    risks = register.risks.filter { isSeed($0.risk.seeds) }
  }
}

/// How a postmortem is to be written.
package struct PostmortemOptions: Hashable, Sendable {
  /// How people appear: by what they did in the response, or by name.
  package enum PeopleAs: String, CaseIterable, Sendable {
    case roles
    case names
  }

  /// Counts only while the incident goes on.
  package var now: Instant
  package var peopleAs: PeopleAs
  /// Whether it is called a draft even when nothing is left to write.
  package var isDraft: Bool

  package init(now: Instant, peopleAs: PeopleAs = .roles, isDraft: Bool = false) {
    self.now = now
    self.peopleAs = peopleAs
    self.isDraft = isDraft
  }
}

/// A form in which a postmortem is written.
package protocol PostmortemTemplate: Sendable {
  /// What is typed to choose it.
  var name: String { get }

  /// The document, in which `places` are empty or hold what a person wrote before.
  func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String
}

extension PostmortemTemplate {
  /// Writes the document; the same source gives the same bytes.
  ///
  /// - Parameters:
  ///   - source: the incident.
  ///   - previous: an earlier version, of which everything that people wrote between the marks stays.
  /// - Returns: Markdown.
  package func render(_ source: PostmortemSource, keeping previous: String = "") -> String {
    var places = WritePlaces(keeping: previous)
    // The head says how many places are left to write, so they are counted by a first pass.
    _ = render(source, &places)
    places.startOver()
    var document = render(source, &places)
    document += places.leftOver
    return document
  }
}

extension PostmortemTemplate {
  /// The head and the sections that have something to say.
  func document(_ head: String, _ sections: [(title: String, body: String)]) -> String {
    ([head] + sections.filter { !$0.body.isEmpty }.map { "## \($0.title)\n\n\($0.body)" })
      .joined(separator: "\n")
  }

  /// A part of a section; empty when it has nothing to say.
  func subsection(_ title: String, _ body: String) -> String {
    body.isEmpty ? "" : "### \(title)\n\n\(body)"
  }
}
