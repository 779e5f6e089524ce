/// What one probe has to give, in a form that the Chaos Toolkit takes and can meet.
///
/// It takes one tolerance for each probe: an expectation of several parts becomes several probes. A
/// number alone is compared with the status of an answer or a program, and so is a list; a text or a
/// truth value would validate and never be met. Patterns and bounds are for bodies of text: a body of
/// JSON is read before they see it, and with an object the tool ends without a journal, though
/// before it has done anything.
struct ChaosToolkitTolerance {
  /// Makes the name of the probe differ from those of the other parts.
  let suffix: String
  let document: JSONDocument

  /// One for each part of the expectation; success when nothing is said.
  static func all(
    of activity: Experiment.Activity, _ settings: ChaosToolkitSettings
  ) -> [ChaosToolkitTolerance] {
    let expect = activity.expect ?? Experiment.Expectation()
    let target: JSONDocument = .text(activity.url != nil ? "body" : "stdout")
    var parts: [(String, JSONDocument)] = []
    if let status = status(of: activity) { parts.append(("status", status)) }
    if let pattern = expect.matches {
      parts.append(("text", rule("regex", "pattern", .text(put(pattern, settings)), target)))
    }
    if let path = expect.jsonPath {
      parts.append(("path", rule("jsonpath", "path", .text(put(path, settings)), target)))
    }
    if expect.atLeast != nil || expect.atMost != nil {
      let none = Experiment.Expectation.unbounded
      let range: JSONDocument = .array([
        .decimal(finite(expect.atLeast) ?? -none), .decimal(finite(expect.atMost) ?? none),
      ])
      parts.append(("number", rule("range", "range", range, target)))
    }
    return parts.map {
      ChaosToolkitTolerance(suffix: parts.count > 1 ? " (\($0.0))" : "", document: $0.1)
    }
  }

  /// The statuses that are wanted; nil when only other things are.
  static func status(of activity: Experiment.Activity) -> JSONDocument? {
    let expect = activity.expect ?? Experiment.Expectation()
    if let statuses = expect.status, !statuses.isEmpty {
      return statuses.count == 1
        ? .integer(statuses[0]) : .array(statuses.map { .integer($0) })
    }
    guard Experiment.Expectation() == expect || expect.status != nil else { return nil }
    return .integer(activity.url != nil ? 200 : 0)
  }

  private static func rule(
    _ type: String, _ key: String, _ value: JSONDocument, _ target: JSONDocument
  ) -> JSONDocument {
    .fields([("type", .text(type)), (key, value), ("target", target)])
  }

  private static func put(_ text: String, _ settings: ChaosToolkitSettings) -> String {
    settings.put(into: text, always: true, isSparing: true)
  }

  private static func finite(_ bound: Double?) -> Double? {
    bound.flatMap { $0.isFinite ? $0 : nil }
  }
}
