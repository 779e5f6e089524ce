/// What an experiment in its text form has to look like.
extension Shape {
  static let experiment = Shape.map(
    noun: "an experiment",
    [
      Field("title", .text, isRequired: true),
      Field("kind", .word(Experiment.Sort.allCases.map(\.rawValue)), isRequired: true),
      Field("as_imagined", .text), Field("as_found", .text), Field("hypothesis", .text),
      Field("steady_state", .list(activity)), Field("method", .list(activity)),
      Field("rollback", .list(activity)), Field("blast_radius", blastRadius),
      Field("do_not_start", .list(.text)), Field("stop_now", .list(.text)),
      Field("prerequisites", .list(.text)), Field("services", .list(.text)),
      Field("regions", .list(.text)), Field("owner", .name),
      Field("cadence", .duration(86_400...3660 * 86_400, orNone: false)),
      Field("settings", .list(setting)),
    ])

  private static let activity = Shape.map(
    noun: "a step",
    [
      Field("name", .text, isRequired: true),
      Field("type", .word(["probe", "action"]), isRequired: true), Field("url", .text),
      Field("http_method", .text), Field("command", .list(.text)), Field("manual", .text),
      Field("expect", expectation), Field("timeout", .duration(1...86_400, orNone: false)),
      Field("pause_before", pause), Field("pause_after", pause), Field("background", .flag),
    ])

  /// Seconds, up to a day.
  private static let pause = Shape.number(above: -1, below: 86_401)

  private static let bound = Shape.number(above: .min, below: .max)

  private static let expectation = Shape.map(
    noun: "what is expected",
    [
      Field("status", .list(.integer(-64...599))), Field("matches", .pattern),
      Field("json_path", .text), Field("at_least", bound), Field("at_most", bound),
    ])

  private static let blastRadius = Shape.map(
    noun: "a blast radius",
    [
      Field("scope", .text, isRequired: true),
      Field("share_percent", .number(above: 0, below: 101)),
      Field("at_most", .duration(1...31 * 86_400, orNone: false)), Field("environment", .text),
    ])

  private static let setting = Shape.map(
    noun: "a setting",
    [
      Field("name", .text, isRequired: true), Field("variable", .text), Field("value", .text),
    ])
}
