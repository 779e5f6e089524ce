extension Shape {
  /// The plan of a drill as a file.
  static let drillPlan = Shape.map(
    noun: "the plan of a drill",
    [
      Field("title", .text, isRequired: true), Field("service", .text),
      Field("topology", .word(DrillPlan.Topology.allCases.map(\.key)), isRequired: true),
      Field("from", .text, isRequired: true), Field("to", .text, isRequired: true),
      Field("graceful", .flag), Field("table_top", .flag), Field("environment", .text),
      Field("objectives", drillObjectives), Field("runbook", .text),
      Field("pre_checks", .list(.text)), Field("steps", .list(drillStep)),
      Field("verification", .list(.text)), Field("failback_gate", .list(.text)),
      Field("safety_rules", .list(.text)), Field("stop_now", .list(.text)),
      Field("absent_roles", .list(.role)), Field("windows", .list(.text)),
      Field("blocked_dates", .list(.text)), Field("owner", .name), Field("seeds", .list(seed)),
      Field("cadence_days", .integer(1...Due.longestDays)), Field("needs_failback", .flag),
    ])

  /// A year: what takes longer is no drill.
  private static let drillDuration = Shape.duration(0...366 * 86_400, orNone: false)

  private static let drillObjectives = Shape.map(
    noun: "the objectives of a drill",
    [
      Field("detect", drillDuration), Field("decide", drillDuration), Field("rto", drillDuration),
      Field("rto_from", .word(DrillPlan.RTOStart.allCases.map(\.rawValue))),
      Field("rpo", drillDuration), Field("rpo_records", .integer(0...Int.max)),
      Field("failback", drillDuration),
    ])

  private static let drillStep = Shape.map(
    noun: "a step",
    [
      Field("do", .text, isRequired: true),
      Field("phase", .word(DrillPlan.Phase.allCases.map(\.key))), Field("manual", .flag),
      Field("expected", drillDuration),
    ])

  private static let seed = Shape.map(
    noun: "a seed", [Field("incident", .text, isRequired: true), Field("surprise", .text)])
}

extension DrillPlan {
  /// Reads a plan that ``yaml(people:)`` wrote and a person may have changed.
  ///
  /// - Parameters:
  ///   - node: the root of the file.
  ///   - person: finds or makes the person with a handle.
  /// - Throws: every mistake there is, in the order of the lines.
  package init(
    reading node: ConfigurationNode, person: (String) -> PersonID
  ) throws(ConfigurationProblems) {
    // An empty file lacks everything.
    let root = node.isEmpty ? ConfigurationNode(line: node.line, content: .map([])) : node
    var checker = ShapeChecker()
    checker.check(root, .drillPlan, key: "the plan")
    var problems = checker.problems
    let seeds = (root["seeds"]?.items ?? []).compactMap { Experiment.Seed(reading: $0, &problems) }
    let (from, to) = (root.text("from") ?? "", root.text("to") ?? "")
    if !to.isEmpty, from.lowercased() == to.lowercased() {
      problems.append(
        ConfigurationProblem(line: root["to"]?.line ?? root.line, .namesItself(to, key: "to")))
    }
    guard problems.isEmpty,
      let topology = root.text("topology").flatMap({ Topology(key: $0) })
    else {
      throw ConfigurationProblems(
        problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
          .map(\.element))
    }
    self.init(
      title: root.text("title") ?? "", topology: topology, from: from, to: to,
      isGraceful: root.flag("graceful") ?? false,
      objectives: Objectives(reading: root["objectives"]),
      needsFailback: root.flag("needs_failback") ?? true)
    service = root.text("service")
    isTableTop = root.flag("table_top")
    environment = root.text("environment")
    runbook = root.text("runbook")
    steps = (root["steps"]?.items ?? []).map { Step(reading: $0) }.nonEmpty
    preChecks = root.texts("pre_checks").nonEmpty
    verification = root.texts("verification").nonEmpty
    failbackGate = root.texts("failback_gate").nonEmpty
    safetyRules = root.texts("safety_rules").nonEmpty
    stopNow = root.texts("stop_now").nonEmpty
    absentRoles = root.texts("absent_roles").compactMap { RoleName($0) }.nonEmpty
    windows = root.texts("windows").nonEmpty
    blockedDates = root.texts("blocked_dates").nonEmpty
    owner = root.text("owner").map(person)
    self.seeds = seeds.nonEmpty
    cadenceDays = root.text("cadence_days").flatMap { Int($0) }
  }
}

extension DrillPlan.Objectives {
  fileprivate init(reading node: ConfigurationNode?) {
    guard let node else { return }
    detectSeconds = node.seconds("detect")
    decideSeconds = node.seconds("decide")
    rtoSeconds = node.seconds("rto")
    rtoStart = node.text("rto_from").flatMap { DrillPlan.RTOStart(rawValue: $0) }
    rpoSeconds = node.seconds("rpo")
    rpoRecords = node.text("rpo_records").flatMap { Int($0) }
    failbackSeconds = node.seconds("failback")
  }
}

extension DrillPlan.Step {
  fileprivate init(reading node: ConfigurationNode) {
    self.init(
      phase: node.text("phase").flatMap { DrillPlan.Phase(key: $0) } ?? .activate,
      text: node.text("do") ?? "", isManual: node.flag("manual") ?? true,
      expectedSeconds: node.seconds("expected"))
  }
}

extension Experiment.Seed {
  /// Reads a seed; nil, and a problem, when an id is none.
  fileprivate init?(reading node: ConfigurationNode, _ problems: inout [ConfigurationProblem]) {
    guard let text = node.text("incident") else { return nil }
    guard let incident = IncidentID(text) else {
      problems.append(Self.problem(node, text, "incident"))
      return nil
    }
    let word = node.text("surprise")
    let surprise = word.flatMap { EntryID($0) }
    if let word, surprise == nil { problems.append(Self.problem(node, word, "surprise")) }
    self.init(incident: incident, surprise: surprise)
  }

  private static func problem(
    _ node: ConfigurationNode, _ text: String, _ key: String
  ) -> ConfigurationProblem {
    ConfigurationProblem(
      line: node[key]?.line ?? node.line,
      .unknownName(text, key: key, of: "\(key)s by their id", nearest: nil))
  }
}

extension ConfigurationNode {
  fileprivate func flag(_ key: String) -> Bool? { text(key).map { $0 == "true" } }

  fileprivate func seconds(_ key: String) -> Int64? {
    text(key).flatMap { try? parseDuration($0) }
  }
}

extension Array {
  /// nil instead of nothing at all, as that is how a plan says it.
  fileprivate var nonEmpty: Array? { isEmpty ? nil : self }
}
