/// What a value of the configuration has to look like.
package indirect enum Shape: Hashable, Sendable {
  case text
  /// A word that can be typed: letters, digits, `.`, `_`, `-`.
  case name
  case role
  /// Seconds from and to; `orNone`: `none` is allowed too.
  case duration(ClosedRange<Int64>, orNone: Bool)
  case number(above: Int, below: Int)
  case integer(ClosedRange<Int>)
  case flag
  case word([String])
  /// An address that holds no password.
  case url
  /// A regular expression.
  case pattern
  /// `env:NAME` or `file:PATH`.
  case secret
  case list(Shape)
  /// A map of known keys; `noun` is what it describes.
  case map(noun: String, [Field])
  /// A map whose keys are names.
  case named(Shape)

  package struct Field: Hashable, Sendable {
    package var key: String
    package var shape: Shape
    package var isRequired = false

    init(_ key: String, _ shape: Shape, isRequired: Bool = false) {
      self.key = key
      self.shape = shape
      self.isRequired = isRequired
    }
  }
}

extension Shape {
  /// The whole file: every key there is.
  static func configuration(themes: [String]) -> Shape {
    .map(
      noun: "the file",
      [
        Field("people", .list(person)), Field("regions", .list(region)),
        Field("services", .list(service)), Field("slos", .list(slo)),
        Field("sources", .named(source)),
        Field(
          "severities",
          .map(
            noun: "severities",
            Severity.allCases.filter { $0 != .unknown }.map { Field($0.rawValue, severity) })),
        Field("runbooks", .list(.text)), Field("redact", .list(.pattern)),
        Field("theme", .word(["auto"] + themes)),
      ])
  }

  private static let person = Shape.map(
    noun: "a person",
    [
      Field("handle", .name, isRequired: true), Field("name", .text), Field("roles", .list(.role)),
    ])

  private static let region = Shape.map(
    noun: "a region",
    [
      Field("name", .name, isRequired: true), Field("failover_to", .name),
      Field("kind", .word(Configuration.Region.Sort.allCases.map(\.rawValue))),
    ])

  private static let service = Shape.map(
    noun: "a service",
    [
      Field("name", .name, isRequired: true), Field("capability", .text),
      Field("tier", .integer(1...3)), Field("regions", .list(.name)), Field("owner", .text),
      Field("runbook", .text), Field("depends_on", .list(.name)), Field("health", .list(probe)),
    ])

  private static let probe = Shape.map(
    noun: "a health check",
    [
      Field("url", .url, isRequired: true), Field("format", .text),
      Field("every", .duration(1...86_400, orNone: false)),
      Field("timeout", .duration(1...3600, orNone: false)),
    ])

  private static let slo = Shape.map(
    noun: "an slo",
    [
      Field("name", .name, isRequired: true), Field("service", .name),
      Field("objective", .number(above: 0, below: 100), isRequired: true),
      Field("window", .duration(3600...366 * 86_400, orNone: false)), Field("good", .text),
      Field("total", .text), Field("source", .name),
    ])

  private static let source = Shape.map(
    noun: "a source",
    [
      Field("url", .url, isRequired: true), Field("user", .text), Field("password", .secret),
      Field("token", .secret),
    ])

  private static let severity = Shape.map(
    noun: "a severity",
    [
      Field("means", .text), Field("major", .flag),
      Field("update_every", .duration(60...7 * 86_400, orNone: true)),
      Field("postmortem", .word(["required", "optional"])),
      Field("review_within", .duration(3600...366 * 86_400, orNone: true)),
      Field("roles", .list(.role)),
    ])
}
