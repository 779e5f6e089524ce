/// Checks what the shape of a health check cannot say: which keys go together.
struct ProbeChecker {
  private(set) var problems: [ConfigurationProblem] = []
  private static let noun = "a health check"

  /// Checks every health check; `formats` are the built-in ones, none when any name is taken.
  init(_ root: ConfigurationNode, formats: [String]) {
    let own = root["formats"]?.members.map(\.key) ?? []
    let known = formats.isEmpty ? [] : formats + own + ["auto"]
    for service in root["services"]?.items ?? [] {
      for probe in service["health"]?.items ?? [] where !probe.members.isEmpty {
        check(probe, of: service)
        checkFormat(probe["format"], key: "format", known)
      }
    }
    for format in root["formats"]?.members ?? [] {
      checkFormat(format.value["like"], key: "like", formats.isEmpty ? [] : formats + own)
      if let like = format.value["like"], like.text == format.key {
        note(like.line, .namesItself(format.key, key: "like"))
      }
    }
  }

  private mutating func note(_ line: Int, _ what: ConfigurationProblem.What) {
    problems.append(ConfigurationProblem(line: line, what))
  }

  private mutating func checkFormat(_ node: ConfigurationNode?, key: String, _ known: [String]) {
    guard let node, let name = node.text, !known.isEmpty, !known.contains(name) else { return }
    let nearest = nearest(to: name, among: known)
    note(node.line, .unknownName(name, key: key, of: "format", nearest: nearest))
  }

  private mutating func check(_ probe: ConfigurationNode, of service: ConfigurationNode) {
    let said = probe.members.filter { !$0.value.isEmpty && Shape.targets.contains($0.key) }
    if said.isEmpty { note(probe.line, .missingOneOf(Shape.targets, of: Self.noun)) }
    if said.count > 1 {
      note(said[1].line, .notTogether(said[0].key, said[1].key, of: Self.noun))
    }
    for (key, other) in [
      ("source", "query"), ("source", "alerts"), ("query", "warning"), ("query", "critical"),
      ("query", "labels"), ("alerts", "watchdog"),
    ] {
      guard let member = probe.members.first(where: { $0.key == other }) else { continue }
      if probe[key]?.isEmpty ?? true {
        note(member.line, .needsKey(key, for: other, of: Self.noun))
      }
    }
    if let query = probe.members.first(where: { $0.key == "query" }), probe["warning"] == nil,
      probe["critical"] == nil, probe["expect"] == nil, probe["traffic"] == nil
    {
      note(query.line, .needsKey("critical", for: "query", of: Self.noun))
    }
    if let url = probe["url"], let text = url.text, text.hasPrefix("tcp://"),
      Configuration.Probe.Target(tcp: text) == nil
    {
      note(url.line, .wrong(key: "url", found: text, wanted: .url))
    }
    if let command = probe["command"], case .list(let items) = command.content, items.isEmpty {
      note(command.line, .wrong(key: "command", found: "nothing", wanted: .list(.text)))
    }
    if let expect = probe["expect"], !expect.members.isEmpty, expect["names"] == nil,
      expect["count"] == nil
    {
      note(expect.line, .missingOneOf(["names", "count"], of: "expect"))
    }
    for member in probe.members { checkPlaceholders(member.value, key: member.key, of: service) }
  }

  private mutating func checkPlaceholders(
    _ node: ConfigurationNode, key: String, of service: ConfigurationNode
  ) {
    switch node.content {
    case .text(let text, _):
      if text.contains(Configuration.Probe.placeholder), service.texts("regions").isEmpty {
        note(node.line, .regionOfNone(key: key, service: service.text("name") ?? ""))
      }
      // PromQL has braces of its own, with more than a word in them.
      for found in text.matches(of: /\{[A-Za-z_]+\}/) where key == "url" || key == "kubectl" {
        let name = String(found.output)
        if name != Configuration.Probe.placeholder {
          note(node.line, .unknownPlaceholder(name, key: key))
        }
      }
    case .list(let items):
      for item in items { checkPlaceholders(item, key: key, of: service) }
    case .map(let members):
      for member in members { checkPlaceholders(member.value, key: key, of: service) }
    }
  }
}
