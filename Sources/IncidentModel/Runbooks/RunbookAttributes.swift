/// What is written at a fence, a step or a heading for this program to read.
package struct RunbookAttributes: Hashable, Sendable {
  /// What a block is known by.
  package var name: String?
  package var risk: Risk?
  /// What is asked besides.
  package var confirm: String?
  /// How many other people have to approve.
  package var approvals = 0
  /// Who does it: the name of a role.
  package var role: String?
  /// What the output has to match, a POSIX extended regular expression.
  package var expect: String?
  /// The exit statuses that mean success.
  package var exits: Set<Int> = [0]
  /// Whether it only looks whether something is so: 0 yes, 1 no, 2 nearly.
  package var isCheck = false
  package var retry: Retry?
  /// Seconds until it is stopped; 0 for never.
  package var timeoutSeconds: Int64 = 60
  package var wantsTerminal = false
  /// The folder it starts in, relative to that of the runbook.
  package var folder: String?
  /// The variable that gets what it prints.
  package var capture: String?
  /// Seconds to wait before the step is done.
  package var waitSeconds: Int64?
  /// The name of the block or heading that reverts it.
  package var undo: String?
  /// What has happened when it is done.
  package var facts: [RunbookFact] = []
  package var isIgnored = false
  /// Whether something in it could not be understood: then the block is not run.
  package var isBroken = false

  /// How often a check is asked.
  package struct Retry: Hashable, Sendable {
    package var everySeconds: Int64
    package var limitSeconds: Int64

    package init(everySeconds: Int64, limitSeconds: Int64) {
      self.everySeconds = everySeconds
      self.limitSeconds = limitSeconds
    }
  }

  package init() {}
}

/// What a step that is done says about the incident.
package enum RunbookFact: String, Hashable, Sendable, CaseIterable {
  case detected
  case mitigated
  case recovered
  case resolved
  case impactStart = "impact-start"
  /// Somebody leads.
  case lead
  /// It is decided to fail over.
  case decided
  case failoverStarted = "failover-started"
  case failoverDone = "failover-done"
  case firstGood = "first-good"
  case repaired
  case stateVerified = "state-verified"
  case failbackStarted = "failback-started"
  case failbackDone = "failback-done"

  /// The milestone that it sets; nil for what only drills measure.
  package var milestone: Milestone? {
    switch self {
    case .detected: .detected
    case .mitigated: .mitigated
    case .recovered: .recovered
    case .resolved: .resolved
    case .impactStart: .impactStarted
    case .lead, .decided, .failoverStarted, .failoverDone, .firstGood, .repaired, .stateVerified,
      .failbackStarted, .failbackDone:
      nil
    }
  }

  /// The milestone of a drill that it sets; nil where drills measure something else.
  package var drillMilestone: DrillMilestone? {
    switch self {
    case .impactStart: .impactSeen
    case .detected: .detected
    case .lead: .leadAssigned
    case .decided: .decided
    case .failoverStarted: .switched
    case .firstGood: .firstGood
    case .failoverDone: .verified
    case .repaired: .repaired
    case .stateVerified: .stateVerified
    case .failbackStarted: .failbackStarted
    case .failbackDone: .failbackVerified
    case .mitigated, .recovered, .resolved: nil
    }
  }
}

extension RunbookAttributes {
  /// Takes in what a fence or a comment says; what cannot be understood becomes a problem.
  ///
  /// - Returns: what is wrong with it, in sentences.
  package mutating func read(_ text: String) -> [String] {
    let pairs: [(key: String, value: String)]
    do throws(AttributeError) { pairs = try AttributeText.pairs(of: text) } catch {
      isBroken = true
      return ["attributes that cannot be read: \(error.text)"]
    }
    var problems: [String] = []
    for (key, value) in pairs {
      do throws(AttributeError) { try set(key, value) } catch {
        isBroken = true
        problems.append("\(key)=\(value): \(error.text)")
      }
    }
    return problems
  }

  /// - Throws: what the key wants.
  private mutating func set(_ key: String, _ value: String) throws(AttributeError) {
    switch key {
    case "name": name = value
    case "risk":
      guard let known = Risk(rawValue: value) else {
        throw AttributeError("risk is \(words(Risk.allCases.map(\.rawValue)))")
      }
      risk = known
    case "confirm": confirm = value
    case "approve":
      guard let count = Int(value), (0...9).contains(count) else {
        throw AttributeError("how many others have to approve, 0 to 9")
      }
      approvals = count
    case "role": role = value
    case "expect":
      guard (try? Regex(value)) != nil else { throw AttributeError("not a regular expression") }
      expect = value
    case "exit":
      let all = value.split(separator: ",").map { Int($0.trimmingSpaces()) }
      guard !all.isEmpty, all.allSatisfy({ $0.map { (0...255).contains($0) } ?? false }) else {
        throw AttributeError("exit statuses that are well, such as 0,1")
      }
      exits = Set(all.compactMap(\.self))
    case "check": isCheck = try flag(value)
    case "retry": retry = try Self.retry(value)
    case "timeout": timeoutSeconds = value == "0" ? 0 : try Self.span(value)
    case "tty", "interactive": wantsTerminal = try flag(value)
    case "cwd": folder = value
    case "capture":
      guard RunbookParameter.isAllowed(value) else {
        throw AttributeError("the name of a variable that a command may get")
      }
      capture = value
    case "wait": waitSeconds = try Self.span(value)
    case "undo": undo = value
    case "fact":
      for word in value.split(whereSeparator: { $0 == " " || $0 == "," }) {
        guard let fact = RunbookFact(rawValue: String(word)) else {
          throw AttributeError("a fact is \(words(RunbookFact.allCases.map(\.rawValue)))")
        }
        facts.append(fact)
      }
    case "ignore": isIgnored = try flag(value)
    case "transform": isIgnored = try !flag(value)
    case "background":
      if try flag(value) { throw AttributeError("nothing runs in the background here") }
    default: break  // Other programs have keys of their own.
    }
  }

  private func flag(_ value: String) throws(AttributeError) -> Bool {
    switch value {
    case "true", "yes", "": true
    case "false", "no": false
    default: throw AttributeError("true or false")
    }
  }

  private static func span(_ value: String) throws(AttributeError) -> Int64 {
    guard let seconds = try? parseDuration(value), seconds > 0 else {
      throw AttributeError("a duration such as 30s or 10m")
    }
    return seconds
  }

  private static func retry(_ value: String) throws(AttributeError) -> Retry {
    let parts = value.split(separator: "/").map(String.init)
    guard parts.count == 2 else { throw AttributeError("how often and how long, such as 5s/2m") }
    return Retry(everySeconds: try span(parts[0]), limitSeconds: try span(parts[1]))
  }
}

/// What is wrong with attributes.
struct AttributeError: Error, Hashable {
  var text: String
  init(_ text: String) { self.text = text }
}
