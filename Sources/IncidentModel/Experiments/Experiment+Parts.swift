extension Experiment {
  /// One of the lists of what is done or measured.
  package enum Section: String, Hashable, Sendable, CaseIterable {
    case steadyState
    case method
    case rollback

    /// Its name for people.
    package var words: String {
      switch self {
      case .steadyState: "steady state"
      case .method: "method"
      case .rollback: "rollback"
      }
    }
  }

  package func activities(of section: Section) -> [Activity] {
    switch section {
    case .steadyState: steadyState ?? []
    case .method: method ?? []
    case .rollback: rollback ?? []
    }
  }
}

extension Experiment.Activity {
  /// How it is done.
  enum Way: Hashable, Sendable {
    case request(url: String)
    case program([String])
    case person(String)
  }

  /// How it is done, when exactly one way is said.
  var way: Way? { ways.count == 1 ? ways[0] : nil }

  var ways: [Way] {
    [
      url.flatMap { $0.isBlank ? nil : .request(url: $0) },
      command.flatMap { $0.isEmpty ? nil : .program($0) },
      manual.flatMap { $0.isBlank ? nil : .person($0) },
    ].compactMap(\.self)
  }
}

extension Experiment.Expectation {
  /// Stands for a bound that is not there, where a format wants both.
  static let unbounded = 1e300

  /// Whether nothing is said, so that only success is expected.
  var isEmpty: Bool {
    status == nil && matches == nil && jsonPath == nil && atLeast == nil && atMost == nil
  }
}

extension String {
  /// Whether there is nothing to see in it.
  var isBlank: Bool { trimmingSpaces().isEmpty }
}
