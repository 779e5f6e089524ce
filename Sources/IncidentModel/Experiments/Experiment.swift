/// A chaos experiment: what is believed to hold, what is done to the system, and how it is seen.
///
/// The terms are those of the Chaos Toolkit where it has them. The names of the properties are stored:
/// add, never rename. What is not there is nil and left out.
package struct Experiment: Hashable, Sendable, Codable {
  package var title: String
  package var sort: Sort
  /// The surprises it follows from.
  package var seeds: [Seed]?
  /// What was expected, as the surprise says it.
  package var asImagined: String?
  /// What was found, as the surprise says it.
  package var asFound: String?
  /// When X, users still Y, because Z.
  package var hypothesis: String?
  /// What is measured before and after the method; all of it has to be within tolerance.
  package var steadyState: [Activity]?
  package var method: [Activity]?
  /// What puts things back; each may be done twice without harm.
  package var rollback: [Activity]?
  package var blastRadius: BlastRadius?
  /// While one of these holds, it is not begun.
  package var doNotStart: [String]?
  /// As soon as one of these holds, it is stopped.
  package var stopNow: [String]?
  package var prerequisites: [String]?
  package var services: [String]?
  package var regions: [String]?
  package var owner: PersonID?
  /// The risk whose bad minutes it is meant to move.
  package var risk: EntryID?
  /// After how many days it is to be run again.
  package var cadenceDays: Int?
  /// Values that addresses and commands may name as `${name}`; each may be set by a variable.
  package var settings: [Setting]?

  package init(title: String, sort: Sort) {
    self.title = title
    self.sort = sort
  }

  /// What was surprised, and so what is tried.
  package enum Sort: String, Hashable, Sendable, Codable, CaseIterable {
    /// A mechanism: something is broken on purpose.
    case fault
    /// Whether an alert fires in time.
    case detection
    /// How people cope when somebody or some knowledge is away.
    case people
    /// A region is given up; better as a drill.
    case failover
  }

  /// A surprise it follows from.
  package struct Seed: Hashable, Sendable, Codable {
    package var incident: IncidentID
    package var surprise: EntryID?

    package init(incident: IncidentID, surprise: EntryID? = nil) {
      self.incident = incident
      self.surprise = surprise
    }
  }

  /// One thing that is done or measured: a request, a program, or something a person does.
  ///
  /// Nothing of ``url``, ``command`` and ``manual`` means that it is still to be said how.
  package struct Activity: Hashable, Sendable, Codable {
    package var name: String
    package var isAction: Bool
    package var url: String?
    /// GET unless it says otherwise.
    package var httpMethod: String?
    /// A program and its arguments; no shell.
    package var command: [String]?
    /// What a person does.
    package var manual: String?
    package var expect: Expectation?
    package var timeoutSeconds: Int64?
    package var pauseBeforeSeconds: Double?
    package var pauseAfterSeconds: Double?
    package var isBackground: Bool?

    package init(name: String, isAction: Bool) {
      self.name = name
      self.isAction = isAction
    }
  }

  /// What a measurement has to give; everything that is said has to hold.
  package struct Expectation: Hashable, Sendable, Codable {
    /// Statuses of HTTP, or exit statuses of a program.
    package var status: [Int]?
    /// A regular expression that the body or the output has to match.
    package var matches: String?
    /// A JSONPath that begins with `$` and has to find something in the body or the output.
    package var jsonPath: String?
    /// Bounds of the number that the body or the output is.
    package var atLeast: Double?
    package var atMost: Double?

    package init(status: [Int]? = nil) { self.status = status }
  }

  /// How much can be harmed at most.
  package struct BlastRadius: Hashable, Sendable, Codable {
    package var scope: String
    /// Percent of users or traffic, above 0 to 100.
    package var sharePercent: Double?
    package var maxSeconds: Int64?
    /// `lab`, `staging`, `production`, or another word.
    package var environment: String?

    package init(scope: String) { self.scope = scope }
  }

  /// A value with a name, from a variable of the environment where that is set.
  package struct Setting: Hashable, Sendable, Codable {
    package var name: String
    package var variable: String?
    package var value: String?

    package init(name: String, variable: String? = nil, value: String? = nil) {
      self.name = name
      self.variable = variable
      self.value = value
    }
  }

  /// How far it is.
  package enum State: String, Hashable, Sendable, Codable, CaseIterable {
    case draft
    /// Nothing is missing that ``Experiment/missing`` asks for.
    case ready
    case scheduled
    case running
    case done
    case retired
  }
}
