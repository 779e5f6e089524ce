extension DrillPlan {
  /// The plan as a file that a person can change, and ``init(reading:person:)`` reads.
  ///
  /// - Parameter people: gives the owner's handle.
  /// - Returns: a YAML document; what is not there is left out.
  package func yaml(people: People) -> String {
    YAMLEmitter.document(
      yamlFields(people: people),
      comment: """
        The plan of a failover drill. Durations are written like 90s, 5m or 1h30m.
        Recovery ends when the failover is verified, not when the switch is commanded.
        """)
  }

  /// What the document consists of.
  ///
  /// - Parameter people: gives the owner's handle; somebody who was erased is left out.
  /// - Returns: one field for each thing the plan says.
  package func yamlFields(people: People) -> [YAMLField] {
    let handle = owner.map(people.handle(of:)).flatMap { People.isHandle($0) ? $0 : nil }
    let fields: [YAMLField?] = [
      YAMLField("title", .text(title)),
      .text("service", service),
      YAMLField("topology", .word(topology.key)),
      YAMLField("from", .text(from), comment: "Traffic leaves the first region for the second."),
      YAMLField("to", .text(to)),
      YAMLField(
        "graceful", .flag(isGraceful),
        comment: "Graceful: the source stays well. That proves nothing about lost writes."),
      isTableTop.map { YAMLField("table_top", .flag($0)) },
      .text("environment", environment),
      YAMLField(
        "objectives", .map(objectives.yamlFields),
        comment:
          "What is wanted at most: detect, decide, rto, rto_from, rpo, rpo_records, failback."),
      .text("runbook", runbook),
      .texts("pre_checks", preChecks),
      steps.flatMap { $0.isEmpty ? nil : YAMLField("steps", .list($0.map(\.yaml))) },
      .texts("verification", verification, comment: "What has to be seen for T7, verified."),
      .texts("failback_gate", failbackGate, comment: "What has to hold before traffic goes back."),
      .texts("safety_rules", safetyRules),
      .texts("stop_now", stopNow, comment: "As soon as one of these holds, the drill is aborted."),
      absentRoles.flatMap { roles in
        roles.isEmpty ? nil : YAMLField("absent_roles", .list(roles.map { .text($0.name) }))
      },
      .texts("windows", windows, comment: "When it may be run, in UTC."),
      .texts("blocked_dates", blockedDates),
      handle.map { YAMLField("owner", .text($0)) },
      seeds.flatMap { $0.isEmpty ? nil : YAMLField("seeds", .list($0.map(\.yaml))) },
      cadenceDays.map { YAMLField("cadence_days", .word("\($0)")) },
      YAMLField("needs_failback", .flag(needsFailback)),
    ]
    return fields.compactMap(\.self)
  }
}

extension YAMLValue {
  fileprivate static func flag(_ flag: Bool) -> YAMLValue { .word(flag ? "true" : "false") }

  fileprivate static func duration(_ seconds: Int64) -> YAMLValue {
    .word(compactDuration(seconds))
  }
}

extension YAMLField {
  fileprivate static func text(_ key: String, _ text: String?) -> YAMLField? {
    text.flatMap { $0.trimmingSpaces().isEmpty ? nil : YAMLField(key, .text($0)) }
  }

  /// The texts that say something; nil when none does.
  fileprivate static func texts(
    _ key: String, _ texts: [String]?, comment: String? = nil
  ) -> YAMLField? {
    let said = (texts ?? []).filter { !$0.trimmingSpaces().isEmpty }
    return said.isEmpty
      ? nil : YAMLField(key, .list(said.map(YAMLValue.text)), comment: comment)
  }
}

extension DrillPlan.Objectives {
  fileprivate var yamlFields: [YAMLField] {
    let fields: [YAMLField?] = [
      detectSeconds.map { YAMLField("detect", .duration($0)) },
      decideSeconds.map { YAMLField("decide", .duration($0)) },
      rtoSeconds.map { YAMLField("rto", .duration($0)) },
      rtoStart.map { YAMLField("rto_from", .word($0.rawValue)) },
      rpoSeconds.map { YAMLField("rpo", .duration($0)) },
      rpoRecords.map { YAMLField("rpo_records", .word("\($0)")) },
      failbackSeconds.map { YAMLField("failback", .duration($0)) },
    ]
    return fields.compactMap(\.self)
  }
}

extension DrillPlan.Step {
  fileprivate var yaml: YAMLValue {
    .map(
      [
        YAMLField("do", .text(text)), YAMLField("phase", .word(phase.key)),
        YAMLField("manual", .flag(isManual)),
      ] + (expectedSeconds.map { [YAMLField("expected", .duration($0))] } ?? []))
  }
}

extension Experiment.Seed {
  fileprivate var yaml: YAMLValue {
    .map(
      [YAMLField("incident", .text(incident.description))]
        + (surprise.map { [YAMLField("surprise", .text($0.description))] } ?? []))
  }
}

extension DrillPlan.Topology {
  /// The word in a file.
  package var key: String {
    switch self {
    case .activeActive: "active-active"
    case .activePassive: "active-passive"
    case .backupRestore: "backup-restore"
    }
  }

  /// Reads the word in a file.
  package init?(key: String) {
    guard let match = Self.allCases.first(where: { $0.key == key }) else { return nil }
    self = match
  }
}

extension DrillPlan.Phase {
  /// The word in a file.
  package var key: String { self == .postRecovery ? "post-recovery" : rawValue }

  /// Reads the word in a file.
  package init?(key: String) {
    guard let match = Self.allCases.first(where: { $0.key == key }) else { return nil }
    self = match
  }
}
