/// Every mistake of a configuration file, in the order of its lines.
package struct ConfigurationProblems: Error, Hashable, Sendable {
  package var problems: [ConfigurationProblem]

  package init(_ problems: [ConfigurationProblem]) { self.problems = problems }
}

extension Configuration {
  /// Reads what a file says; the root of an empty one is nil.
  ///
  /// - Parameters:
  ///   - root: what stands in the file.
  ///   - themes: the names of the themes there are.
  ///   - formats: the names of the built-in formats of health; empty when any name is taken.
  /// - Throws: every mistake there is, and not only the first.
  package init(
    reading root: ConfigurationNode?, themes: [String], formats: [String] = []
  ) throws(ConfigurationProblems) {
    self.init()
    guard let root, !root.isEmpty else { return }
    var checker = ShapeChecker()
    checker.check(root, .configuration(themes: themes), key: "the file")
    let problems =
      checker.problems + ReferenceChecker(root).problems
      + ProbeChecker(root, formats: formats).problems
    guard problems.isEmpty else {
      throw ConfigurationProblems(
        problems.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
          .map(\.element))
    }
    people = (root["people"]?.items ?? []).map {
      Member(
        handle: $0.text("handle") ?? "", name: $0.text("name"),
        roles: $0.texts("roles").compactMap { RoleName($0) })
    }
    regions = (root["regions"]?.items ?? []).map {
      Region(
        name: $0.text("name") ?? "", failoverTo: $0.text("failover_to"),
        kind: $0.text("kind").flatMap { Region.Sort(rawValue: $0) }, runbook: $0.text("runbook"))
    }
    services = (root["services"]?.items ?? []).map {
      Service(
        name: $0.text("name") ?? "", capability: $0.text("capability"),
        tier: $0.text("tier").flatMap { Int($0) }, regions: $0.texts("regions"),
        owner: $0.text("owner"), runbook: $0.text("runbook"), dependsOn: $0.texts("depends_on"))
    }
    readHealth(root)
    for member in root["severities"]?.members ?? [] {
      guard let severity = Severity(rawValue: member.key) else { continue }
      severities[severity].change(by: member.value)
    }
    runbooks = root.texts("runbooks")
    redact = root.texts("redact")
    theme = root.text("theme").flatMap { $0 == "auto" ? nil : $0 }
  }
}

extension SeverityPolicy {
  /// Takes over what is said; the rest stays.
  fileprivate mutating func change(by node: ConfigurationNode) {
    means = node.text("means") ?? means
    if let text = node.text("major") { isMajor = text == "true" }
    // "none" is no duration, and so no update is due.
    if let text = node.text("update_every") { updateEvery = try? parseDuration(text) }
    if let text = node.text("postmortem") { postmortemRequired = text == "required" }
    if let text = node.text("review_within") { reviewWithin = try? parseDuration(text) }
    if node["roles"]?.isEmpty == false {
      wantedRoles = node.texts("roles").compactMap { RoleName($0) }
    }
  }
}
