extension Experiment {
  /// Reads an experiment from its text form.
  ///
  /// - Parameters:
  ///   - node: what stands in the text.
  ///   - previous: the experiment that was edited; what the text form does not show is kept from it.
  ///   - person: finds or makes the person with a handle.
  /// - Throws: every mistake there is, by line.
  package init(
    reading node: ConfigurationNode, keeping previous: Experiment? = nil,
    person: (String) -> PersonID
  ) throws(ConfigurationProblems) {
    var checker = ShapeChecker()
    checker.check(node, .experiment, key: "the experiment")
    guard checker.problems.isEmpty else {
      throw ConfigurationProblems(
        checker.problems.enumerated()
          .sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }.map(\.element))
    }
    self.init(
      title: node.text("title") ?? "", sort: node.text("kind").flatMap(Sort.init) ?? .fault)
    seeds = previous?.seeds
    risk = previous?.risk
    asImagined = node.text("as_imagined")
    asFound = node.text("as_found")
    hypothesis = node.text("hypothesis")
    steadyState = node.listed("steady_state", Activity.init)
    method = node.listed("method", Activity.init)
    rollback = node.listed("rollback", Activity.init)
    blastRadius = node["blast_radius"].flatMap { $0.isEmpty ? nil : BlastRadius($0) }
    doNotStart = node.listed("do_not_start") { $0.text }
    stopNow = node.listed("stop_now") { $0.text }
    prerequisites = node.listed("prerequisites") { $0.text }
    services = node.listed("services") { $0.text }
    regions = node.listed("regions") { $0.text }
    owner = node.text("owner").map(person)
    cadenceDays = node.seconds("cadence").map { Int($0 / 86_400) }
    settings = node.listed("settings", Setting.init)
  }
}

extension ConfigurationNode {
  /// The items of a list; nil when there are none.
  fileprivate func listed<Item>(
    _ key: String, _ item: (ConfigurationNode) -> Item?
  ) -> [Item]? {
    let items = (self[key]?.items ?? []).compactMap(item)
    return items.isEmpty ? nil : items
  }

  fileprivate func seconds(_ key: String) -> Int64? {
    text(key).flatMap { try? parseDuration($0) }
  }

  fileprivate func number(_ key: String) -> Double? { text(key).flatMap { Double($0) } }
}

extension Experiment.Activity {
  fileprivate init(_ node: ConfigurationNode) {
    self.init(name: node.text("name") ?? "", isAction: node.text("type") == "action")
    url = node.text("url")
    httpMethod = node.text("http_method")
    command = node.listed("command") { $0.text }
    manual = node.text("manual")
    expect = node["expect"].flatMap { $0.isEmpty ? nil : Experiment.Expectation($0) }
    timeoutSeconds = node.seconds("timeout")
    pauseBeforeSeconds = node.number("pause_before")
    pauseAfterSeconds = node.number("pause_after")
    isBackground = node.text("background").map { $0 == "true" }
  }
}

extension Experiment.Expectation {
  fileprivate init(_ node: ConfigurationNode) {
    self.init(status: node.listed("status") { $0.text.flatMap { Int($0) } })
    matches = node.text("matches")
    jsonPath = node.text("json_path")
    atLeast = node.number("at_least")
    atMost = node.number("at_most")
  }
}

extension Experiment.BlastRadius {
  fileprivate init(_ node: ConfigurationNode) {
    self.init(scope: node.text("scope") ?? "")
    sharePercent = node.number("share_percent")
    maxSeconds = node.seconds("at_most")
    environment = node.text("environment")
  }
}

extension Experiment.Setting {
  fileprivate init(_ node: ConfigurationNode) {
    self.init(
      name: node.text("name") ?? "", variable: node.text("variable"), value: node.text("value"))
  }
}
