internal import ArgumentParser
internal import HealthSources
internal import IncidentModel

/// Prints what can be asked, and the sources that are configured.
struct HealthSourcesCommand: HealthDeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "sources",
    abstract:
      "Print what a health check can ask, the formats it reads, and the sources configured.",
    discussion: """
        incident health sources
        incident health sources --json
      """)

  @OptionGroup var globals: GlobalOptions

  func run(at desk: HealthDesk) throws {
    let plan = HealthPlan(desk.configuration)
    let formats = HealthFormat.all.map { ($0.name, $0.summary) }
    if globals.json {
      return try desk.output.document([
        "targets": .array(Self.targets.map { Self.json($0.key, $0.line) }),
        "formats": .array(formats.map { Self.json($0.0, $0.1) }),
        "sources": .array(
          desk.configuration.sources.map { source in
            .object([
              "name": .string(source.name), "url": .string(source.url),
              "isInsecure": .bool(source.isInsecure),
              "problem": .optional(plan.unreadable[source.name]),
            ])
          }),
      ])
    }
    let output = desk.output
    try output.line(output.styled("What a health check can ask", .strong))
    try output.table(Self.targets.map { ["", $0.key, $0.line] })
    try output.line()
    try output.line(output.styled("Formats it reads", .strong))
    try output.table(formats.map { ["", $0.0, $0.1] })
    guard !desk.configuration.sources.isEmpty else { return }
    try output.line()
    try output.line(output.styled("Sources configured", .strong))
    try output.table(
      desk.configuration.sources.map { source in
        let notes =
          [source.isInsecure ? "certificates are not verified" : nil, plan.unreadable[source.name]]
          .compactMap(\.self)
        return ["", source.name, maskingSecrets(in: source.url), notes.joined(separator: "; ")]
      })
  }

  /// What a health check can ask, by the key that says so in the configuration.
  private static let targets: [(key: String, line: String)] = [
    ("url: http(s)://…", "a page or a document, read by its format"),
    ("url: tcp://HOST:PORT", "whether something listens there"),
    ("command: [PLUGIN, …]", "a monitoring plugin, run without a shell"),
    ("kubectl: {…}", "the workloads of a cluster, by kubectl"),
    ("query: PROMQL", "an expression of a Prometheus under sources"),
    ("alerts: [MATCHER, …]", "alerts of an Alertmanager under sources"),
  ]

  private static func json(_ name: String, _ line: String) -> JSON {
    .object(["name": .string(name), "text": .string(line)])
  }
}
