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
  /// A comparison with a number, such as `> 0.05`.
  case threshold
  /// `worst`, `any` or `2-of-3`.
  case memberRule
  /// Days and hours, such as `mon-fri 09:00-18:00`.
  case officeHours
  case list(Shape)
  /// A map of known keys; `noun` is what it describes.
  case map(noun: String, [Field])
  /// A map whose keys are names.
  case named(Shape)
  /// A map whose keys are words of another system, whatever they look like.
  case worded(Shape)

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
        Field("services", .list(service)), Field("health", health), Field("slos", .list(slo)),
        Field("sources", .named(source)), Field("formats", .named(format)),
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
      Field("runbook", .text),
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
