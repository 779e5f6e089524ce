/// Checks the names by which parts of a configuration refer to each other.
struct ReferenceChecker {
  private(set) var problems: [ConfigurationProblem] = []
  private let root: ConfigurationNode

  init(_ root: ConfigurationNode) {
    self.root = root
    let regions = names(in: "regions", noun: "region")
    let services = names(in: "services", noun: "service")
    _ = names(in: "slos", noun: "slo")
    _ = names(in: "people", noun: "person", key: "handle")
    let sources = Set(root["sources"]?.members.map(\.key) ?? [])
    for region in root["regions"]?.items ?? [] {
      check(region["failover_to"], key: "failover_to", in: regions, noun: "region")
      if let other = region["failover_to"], let name = other.text, name == region.text("name") {
        note(other.line, .namesItself(name, key: "failover_to"))
      }
    }
    for service in root["services"]?.items ?? [] {
      for region in service["regions"]?.items ?? [] {
        check(region, key: "regions", in: regions, noun: "region")
      }
      for other in service["depends_on"]?.items ?? [] {
        check(other, key: "depends_on", in: services, noun: "service")
      }
      _ = names(of: service["health"]?.items ?? [], noun: "health check")
      for probe in service["health"]?.items ?? [] {
        checkSource(probe["source"], of: service, in: sources)
      }
    }
    for slo in root["slos"]?.items ?? [] {
      check(slo["service"], key: "service", in: services, noun: "service")
      check(slo["source"], key: "source", in: sources, noun: "source")
    }
    checkCycles()
  }

  private mutating func note(_ line: Int, _ what: ConfigurationProblem.What) {
    problems.append(ConfigurationProblem(line: line, what))
  }

  /// The names of a section; one that is there twice is noted.
  private mutating func names(in section: String, noun: String, key: String = "name") -> Set<String>
  {
    names(of: root[section]?.items ?? [], noun: noun, key: key)
  }

  private mutating func names(
    of items: [ConfigurationNode], noun: String, key: String = "name"
  ) -> Set<String> {
    var lines: [String: Int] = [:]
    var names: Set<String> = []
    for item in items {
      guard let node = item[key], let name = node.text else { continue }
      names.insert(name)
      // Names differ by more than their case, or nobody could say which one is meant.
      if let first = lines[name.lowercased()] {
        note(node.line, .nameTwice(name, of: noun, firstLine: first))
      } else {
        lines[name.lowercased()] = node.line
      }
    }
    return names
  }

  private mutating func check(
    _ node: ConfigurationNode?, key: String, in names: Set<String>, noun: String
  ) {
    guard let node, let name = node.text, !names.contains(name) else { return }
    let nearest = nearest(to: name, among: names.sorted())
    note(node.line, .unknownName(name, key: key, of: noun, nearest: nearest))
  }

  /// A source may be another one in each region.
  private mutating func checkSource(
    _ node: ConfigurationNode?, of service: ConfigurationNode, in names: Set<String>
  ) {
    guard let node, let text = node.text else { return }
    let placeholder = Configuration.Probe.placeholder
    let regions = text.contains(placeholder) ? service.texts("regions") : [""]
    for region in regions {
      let name = text.replacing(placeholder, with: region)
      check(
        ConfigurationNode(line: node.line, content: .text(name, isPlain: false)), key: "source",
        in: names, noun: "source")
    }
  }

  /// Finds services that depend on themselves through others; each circle is noted once.
  private mutating func checkCycles() {
    var edges: [String: [ConfigurationNode]] = [:]
    var order: [String] = []
    for service in root["services"]?.items ?? [] {
      guard let name = service.text("name"), edges[name] == nil else { continue }
      edges[name] = service["depends_on"]?.items ?? []
      order.append(name)
    }
    var isDone: Set<String> = []
    for start in order where !isDone.contains(start) {
      // A stack of its own: a chain of services may be longer than the stack of a thread.
      var path: [(name: String, next: Int)] = [(start, 0)]
      var onPath: [String: Int] = [start: 0]
      while let (name, next) = path.last {
        let targets = edges[name] ?? []
        guard next < targets.count else {
          isDone.insert(name)
          onPath[name] = nil
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        guard let target = targets[next].text, edges[target] != nil else { continue }
        if let position = onPath[target] {
          note(targets[next].line, .cycle(path[position...].map(\.name) + [target]))
        } else if !isDone.contains(target) {
          onPath[target] = path.count
          path.append((target, 0))
        }
      }
    }
  }
}
