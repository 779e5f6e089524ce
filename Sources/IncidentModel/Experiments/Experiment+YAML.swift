extension Experiment {
  /// The experiment as YAML to be edited, with what is missing as comments at its top.
  ///
  /// What it follows from and its risk are not shown; ``init(reading:keeping:person:)`` keeps them.
  ///
  /// - Parameter people: gives the handle of the owner.
  /// - Returns: text that reads as the same experiment.
  package func yaml(people: People) -> String {
    let handle = owner.flatMap { people[$0]?.handle }
    let isOwnerGone = owner != nil && handle == nil
    let fields: [YAMLField?] = [
      .text("title", title), .word("kind", sort.rawValue), .text("as_imagined", asImagined),
      .text("as_found", asFound), .text("hypothesis", hypothesis),
      .list("steady_state", steadyState?.map(\.yaml)), .list("method", method?.map(\.yaml)),
      .list("rollback", rollback?.map(\.yaml)),
      blastRadius.map { YAMLField("blast_radius", .map($0.yamlFields)) },
      .texts("do_not_start", doNotStart), .texts("stop_now", stopNow),
      .texts("prerequisites", prerequisites), .texts("services", services),
      .texts("regions", regions), .text("owner", handle),
      .word("cadence", cadenceDays.map { "\($0)d" }), .list("settings", settings?.map(\.yaml)),
    ]
    let notes = hints + (isOwnerGone ? ["Its owner is somebody who is not known any more."] : [])
    return YAMLEmitter.document(
      fields.compactMap(\.self), comment: notes.map { visible($0) }.joined(separator: "\n"))
  }

  private var hints: [String] {
    let missing = missing.map { "  - \($0.words)" }
    let wrong = problems.map { "  - \($0.words)" }
    var lines = missing.isEmpty ? [] : ["Missing before it is ready:"] + missing
    if !wrong.isEmpty { lines += ["Wrong:"] + wrong }
    lines += [
      "A step has a name, a type (probe or action), and one of url, command and manual;",
      "a probe may expect: {status: [200], matches: \"…\", json_path: \"$.…\", at_least: 0, at_most: 9}.",
      "matches and bounds read a body of text; of a body of JSON expect a json_path.",
      "url and command may name a setting: ${name}.",
    ]
    return lines
  }
}

/// Fields of what is there; nil leaves one out.
extension YAMLField {
  fileprivate static func text(_ key: String, _ text: String?) -> YAMLField? {
    text.map { YAMLField(key, .text($0)) }
  }

  /// A word or number of our own.
  fileprivate static func word(_ key: String, _ word: String?) -> YAMLField? {
    word.map { YAMLField(key, .word($0)) }
  }

  fileprivate static func number(_ key: String, _ number: Double?) -> YAMLField? {
    word(key, number.flatMap { $0.isFinite ? decimalText($0) : nil })
  }

  fileprivate static func seconds(_ key: String, _ seconds: Int64?) -> YAMLField? {
    word(key, seconds.map { "\($0)s" })
  }

  fileprivate static func list(_ key: String, _ items: [YAMLValue]?) -> YAMLField? {
    items.flatMap { $0.isEmpty ? nil : YAMLField(key, .list($0)) }
  }

  fileprivate static func texts(_ key: String, _ texts: [String]?) -> YAMLField? {
    list(key, texts?.map(YAMLValue.text))
  }
}

extension Experiment.Activity {
  fileprivate var yaml: YAMLValue {
    let fields: [YAMLField?] = [
      .text("name", name), .word("type", isAction ? "action" : "probe"), .text("url", url),
      .text("http_method", httpMethod), .texts("command", command), .text("manual", manual),
      expect.map { YAMLField("expect", .map($0.yamlFields)) },
      .seconds("timeout", timeoutSeconds), .number("pause_before", pauseBeforeSeconds),
      .number("pause_after", pauseAfterSeconds),
      .word("background", isBackground.map { $0 ? "true" : "false" }),
    ]
    return .map(fields.compactMap(\.self))
  }
}

extension Experiment.Expectation {
  fileprivate var yamlFields: [YAMLField] {
    let fields: [YAMLField?] = [
      .list("status", status?.map { .word("\($0)") }), .text("matches", matches),
      .text("json_path", jsonPath), .number("at_least", atLeast), .number("at_most", atMost),
    ]
    return fields.compactMap(\.self)
  }
}

extension Experiment.BlastRadius {
  fileprivate var yamlFields: [YAMLField] {
    let fields: [YAMLField?] = [
      .text("scope", scope), .number("share_percent", sharePercent),
      .seconds("at_most", maxSeconds), .text("environment", environment),
    ]
    return fields.compactMap(\.self)
  }
}

extension Experiment.Setting {
  fileprivate var yaml: YAMLValue {
    let fields: [YAMLField?] = [
      .text("name", name), .text("variable", variable), .text("value", value),
    ]
    return .map(fields.compactMap(\.self))
  }
}
