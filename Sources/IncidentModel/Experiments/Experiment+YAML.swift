extension Experiment {
  /// The experiment as YAML to be edited, with what is missing as comments at its top.
  ///
  /// What it follows from and its risk are not shown; ``init(reading:keeping:person:)`` keeps them.
  ///
  /// - Parameter people: gives the handle of the owner.
  /// - Returns: text that reads as the same experiment.
  package func yaml(people: People) -> String {
    var writer = YAMLWriter()
    writer.comments(hints)
    writer.text("title", title)
    writer.word("kind", sort.rawValue)
    writer.text("as_imagined", asImagined)
    writer.text("as_found", asFound)
    writer.text("hypothesis", hypothesis)
    writer.list("steady_state", steadyState) { $0.write($1) }
    writer.list("method", method) { $0.write($1) }
    writer.list("rollback", rollback) { $0.write($1) }
    writer.map("blast_radius", blastRadius) { $0.write($1) }
    writer.texts("do_not_start", doNotStart)
    writer.texts("stop_now", stopNow)
    writer.texts("prerequisites", prerequisites)
    writer.texts("services", services)
    writer.texts("regions", regions)
    if let owner {
      if let handle = people[owner]?.handle {
        writer.text("owner", handle)
      } else {
        writer.comments(["owner: somebody who is not known any more"])
      }
    }
    writer.word("cadence", cadenceDays.map { "\($0)d" })
    writer.list("settings", settings) { $0.write($1) }
    return writer.output
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

/// Writes YAML in which every text is in quotes, so that none can become anything else.
struct YAMLWriter {
  private(set) var output = ""
  private var indent = ""
  /// Whether the next key stands behind the hyphen of a list.
  private var isFirst = false

  mutating func comments(_ lines: [String]) {
    for line in lines { output += "# \(visible(line))\n" }
  }

  mutating func text(_ key: String, _ text: String?) { word(key, text.map(jsonQuoted)) }

  /// A word or number of our own, as it is.
  mutating func word(_ key: String, _ word: String?) {
    guard let word else { return }
    start(key)
    output += " \(word)\n"
  }

  mutating func number(_ key: String, _ number: Double?) {
    word(key, number.flatMap { $0.isFinite ? decimalText($0) : nil })
  }

  mutating func seconds(_ key: String, _ seconds: Int64?) { word(key, seconds.map { "\($0)s" }) }

  mutating func texts(_ key: String, _ texts: [String]?) {
    guard let texts, !texts.isEmpty else { return }
    start(key)
    output += "\n"
    for text in texts { output += "\(indent)  - \(jsonQuoted(text))\n" }
  }

  mutating func list<Item>(
    _ key: String, _ items: [Item]?, _ write: (inout YAMLWriter, Item) -> Void
  ) {
    guard let items, !items.isEmpty else { return }
    start(key)
    output += "\n"
    let outer = indent
    indent += "    "
    for item in items {
      output += "\(outer)  -"
      isFirst = true
      write(&self, item)
    }
    indent = outer
  }

  mutating func map<Value>(
    _ key: String, _ value: Value?, _ write: (inout YAMLWriter, Value) -> Void
  ) {
    guard let value else { return }
    start(key)
    let outer = indent
    let before = output
    output += "\n"
    let empty = output
    indent += "  "
    write(&self, value)
    indent = outer
    if output == empty { output = before + " {}\n" }
  }

  private mutating func start(_ key: String) {
    output += isFirst ? " \(key):" : "\(indent)\(key):"
    isFirst = false
  }

  fileprivate mutating func write(_ activity: Experiment.Activity) {
    text("name", activity.name)
    word("type", activity.isAction ? "action" : "probe")
    text("url", activity.url)
    text("http_method", activity.httpMethod)
    texts("command", activity.command)
    text("manual", activity.manual)
    map("expect", activity.expect) { $0.write($1) }
    seconds("timeout", activity.timeoutSeconds)
    number("pause_before", activity.pauseBeforeSeconds)
    number("pause_after", activity.pauseAfterSeconds)
    word("background", activity.isBackground.map { $0 ? "true" : "false" })
  }

  fileprivate mutating func write(_ expect: Experiment.Expectation) {
    if let statuses = expect.status, !statuses.isEmpty {
      word("status", "[\(statuses.map { String($0) }.joined(separator: ", "))]")
    }
    text("matches", expect.matches)
    text("json_path", expect.jsonPath)
    number("at_least", expect.atLeast)
    number("at_most", expect.atMost)
  }

  fileprivate mutating func write(_ radius: Experiment.BlastRadius) {
    text("scope", radius.scope)
    number("share_percent", radius.sharePercent)
    seconds("at_most", radius.maxSeconds)
    text("environment", radius.environment)
  }

  fileprivate mutating func write(_ setting: Experiment.Setting) {
    text("name", setting.name)
    text("variable", setting.variable)
    text("value", setting.value)
  }
}
