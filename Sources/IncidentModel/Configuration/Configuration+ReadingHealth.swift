extension Configuration {
  /// Reads the sections about health of a file that was checked.
  mutating func readHealth(_ root: ConfigurationNode) {
    if let node = root["health"] {
      health.rules.change(by: node)
      health.officeHours = node.text("office_hours").flatMap { OfficeHours($0) }
    }
    let rules = health.rules
    for (index, node) in (root["services"]?.items ?? []).enumerated() {
      services[index].members = node.text("members").flatMap { MemberRule($0) } ?? .worst
      var taken = Set((node["health"]?.items ?? []).compactMap { $0.text("name") })
      services[index].health = (node["health"]?.items ?? []).compactMap {
        Probe($0, rules, taken: &taken)
      }
    }
    slos = (root["slos"]?.items ?? []).map { SLO($0) }
    sources = (root["sources"]?.members ?? []).map { Source($0.key, $0.value) }
    formats = (root["formats"]?.members ?? []).map { Format($0.key, $0.value) }
  }
}

extension CheckRules {
  /// Takes over what is said; the rest stays.
  fileprivate mutating func change(by node: ConfigurationNode) {
    every = node.duration("every") ?? every
    timeout = node.duration("timeout") ?? timeout
    failAfter = node.text("fail_after").flatMap { Int($0) } ?? failAfter
    clearAfter = node.text("clear_after").flatMap { Int($0) } ?? clearAfter
    staleAfter = node.duration("stale_after") ?? staleAfter
  }
}

extension ConfigurationNode {
  /// Seconds.
  fileprivate func duration(_ key: String) -> Int64? {
    text(key).flatMap { try? parseDuration($0) }
  }
}

extension Configuration.Probe {
  /// Reads a probe; `taken` holds the names of the service's probes, and the one of this is added.
  fileprivate init?(_ node: ConfigurationNode, _ rules: CheckRules, taken: inout Set<String>) {
    guard let target = Target(node) else { return nil }
    var name = node.text("name") ?? target.noun
    if node.text("name") == nil {
      var number = 2
      while taken.contains(name) {
        name = "\(target.noun)-\(number)"
        number += 1
      }
      taken.insert(name)
    }
    self.init(name: name, target: target)
    self.rules = rules
    self.rules.change(by: node)
    format = node.text("format") ?? format
    urgency = node.text("urgency").flatMap { word in HealthUrgency.allCases.first { $0.key == word }
    }
    isRequired = node.text("required") != "false"
    members = node.text("members").flatMap { MemberRule($0) } ?? members
    traffic = node.text("traffic").flatMap { Traffic(rawValue: $0) }
    source = node.text("source")
    if let expected = node["expect"], let within = expected.duration("within") {
      expect = ExpectedResults(
        names: expected.texts("names"), count: expected.text("count").flatMap { Int($0) },
        within: within)
    }
  }
}

extension Configuration.Probe.Target {
  fileprivate init?(_ node: ConfigurationNode) {
    if let url = node.text("url") {
      self = Self(tcp: url) ?? .url(url)
    } else if let command = node["command"], !command.isEmpty {
      self = .command(command.items.compactMap(\.text))
    } else if let kubectl = node["kubectl"], !kubectl.isEmpty {
      self = .kubernetes(
        .init(
          context: kubectl.text("context"), namespace: kubectl.text("namespace"),
          selector: kubectl.text("selector")))
    } else if let query = node.text("query") {
      self = .query(
        .init(
          expression: query, warning: node.text("warning").flatMap { Threshold($0) },
          critical: node.text("critical").flatMap { Threshold($0) }, labels: node.texts("labels")))
    } else if let alerts = node["alerts"], !alerts.isEmpty {
      self = .alerts(
        .init(matchers: alerts.items.compactMap(\.text), watchdog: node.text("watchdog")))
    } else {
      return nil
    }
  }

  /// Reads `tcp://HOST:PORT`; an address of version 6 stands in brackets.
  init?(tcp text: String) {
    guard
      let found = text.wholeMatch(of: /tcp:\/\/(\[[0-9A-Fa-f:.]+\]|[^\s\/:\[\]]+):(\d{1,5})\/?/),
      let port = Int(found.2), (1...65_535).contains(port)
    else { return nil }
    self = .tcp(host: String(found.1), port: port)
  }
}

extension Configuration.SLO {
  fileprivate init(_ node: ConfigurationNode) {
    self.init(
      name: node.text("name") ?? "", service: node.text("service"),
      objective: Objective(
        percent: node.text("objective").flatMap { Double($0) } ?? 99.9,
        window: node.duration("window") ?? Objective.window),
      good: node.text("good"), total: node.text("total"), source: node.text("source"),
      minEvents: node.text("min_events").flatMap { Int($0) } ?? Objective.minEvents)
  }
}

extension Configuration.Source {
  fileprivate init(_ name: String, _ node: ConfigurationNode) {
    self.init(
      name: name, url: node.text("url") ?? "", user: node.text("user"),
      password: node.text("password").flatMap { .init($0) },
      token: node.text("token").flatMap { .init($0) }, ca: node.text("ca"),
      isInsecure: node.text("insecure") == "true")
  }
}

extension Configuration.Format {
  fileprivate init(_ name: String, _ node: ConfigurationNode) {
    self.init(name: name, like: node.text("like"))
    for part in Part.allCases { paths[part] = node.text(part.rawValue) }
    for word in node["words"]?.members ?? [] {
      words[word.key] = word.value.text.flatMap { HealthStatus(rawValue: $0) }
    }
  }
}
