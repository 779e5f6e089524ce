extension DrillPlan {
  /// What makes a plan one that cannot be run or cannot be judged.
  package enum Problem: Hashable, Sendable {
    case noTitle
    /// A region is not named.
    case noRegion
    /// Traffic would go where it already is.
    case sameRegion(String)
    /// Nothing to judge it by.
    case noObjective
    /// Less than nothing is wanted.
    case negativeObjective(DrillObjectiveResult.Name)
    /// A graceful drill proves nothing about it.
    case recoveryPointOfGraceful
    /// Nothing says when the failover counts as verified.
    case noVerification
    /// Traffic is to go back, and nothing says when it may.
    case noFailbackGate
    case unreadableWindow(String)
    case unreadableDate(String)
    /// Days from one drill to the next are 1 to ``Due/longestDays``.
    case badCadence(Int)
  }

  /// Every problem of the plan, in the order of its parts.
  package var problems: [Problem] {
    var problems: [Problem] = []
    func isBlank(_ text: String) -> Bool { text.trimmingSpaces().isEmpty }
    if isBlank(title) { problems.append(.noTitle) }
    if isBlank(from) || isBlank(to) {
      problems.append(.noRegion)
    } else if from.trimmingSpaces().lowercased() == to.trimmingSpaces().lowercased() {
      problems.append(.sameRegion(to))
    }
    let wanted = objectives.all
    if wanted.isEmpty { problems.append(.noObjective) }
    problems += wanted.filter { $0.amount < 0 }.map { .negativeObjective($0.name) }
    if isGraceful, wanted.contains(where: { $0.name.isRecoveryPoint }) {
      problems.append(.recoveryPointOfGraceful)
    }
    if verification?.isEmpty ?? true { problems.append(.noVerification) }
    if needsFailback, failbackGate?.isEmpty ?? true { problems.append(.noFailbackGate) }
    problems += (windows ?? []).filter { DrillWindow($0) == nil }.map(Problem.unreadableWindow)
    problems += (blockedDates ?? []).filter { Self.day($0) == nil }.map(Problem.unreadableDate)
    if let cadenceDays, !(1...Due.longestDays).contains(cadenceDays) {
      problems.append(.badCadence(cadenceDays))
    }
    return problems
  }
}

extension DrillPlan.Problem {
  /// What is wrong.
  package var words: String {
    switch self {
    case .noTitle: "it has no title"
    case .noRegion: "a region is not named"
    case .sameRegion(let name): "traffic would go from \(name) to itself"
    case .noObjective: "it sets no objective"
    case .negativeObjective(let name): "the objective \"\(name.words)\" is below zero"
    case .recoveryPointOfGraceful: "a graceful drill proves nothing about its RPO"
    case .noVerification: "nothing says when the failover is verified"
    case .noFailbackGate: "nothing says when traffic may go back"
    case .unreadableWindow(let text):
      "\"\(text)\" is no window such as mon-fri 09:00-16:00"
    case .unreadableDate(let text): "\"\(text)\" is no date such as 2026-12-24"
    case .badCadence(let days): "\(days) days are no time from one drill to the next"
    }
  }
}
