/// The steps of an experiment as the Chaos Toolkit has them.
struct ChaosToolkitActivities {
  private(set) var steadyState: [JSONDocument] = []
  private(set) var method: [JSONDocument] = []
  private(set) var rollbacks: [JSONDocument] = []
  let settings: ChaosToolkitSettings
  private let context: ExperimentExportContext
  private var names: Set<String> = [ChaosToolkitExporter.guardName]

  /// A person is given ten minutes.
  private static let patience: Int64 = 600
  /// Without a limit of its own the tool would wait for ever.
  private static let standardTimeout: Int64 = 30

  init(_ experiment: Experiment, _ context: ExperimentExportContext) {
    self.context = context
    settings = ChaosToolkitSettings(experiment.settings ?? [])
    for activity in experiment.steadyState ?? [] {
      var activity = activity
      for tolerance in ChaosToolkitTolerance.all(of: activity, settings) {
        steadyState.append(probe(activity, tolerance))
        // Only before and after the first of its parts.
        (activity.pauseBeforeSeconds, activity.pauseAfterSeconds) = (nil, nil)
      }
    }
    for activity in experiment.method ?? [] {
      // The tool passes over it; in the journal it tells which statuses were wanted.
      let tolerance = activity.isAction ? nil : ChaosToolkitTolerance.status(of: activity)
      method.append(step(activity, tolerance: tolerance))
    }
    for activity in experiment.rollback ?? [] {
      rollbacks.append(step(activity, tolerance: nil))
    }
  }

  /// A probe that is never met, so that what stands behind it is not begun.
  static let draftGuard: JSONDocument = .fields([
    ("type", .text("probe")), ("name", .text(ChaosToolkitExporter.guardName)),
    ("tolerance", .integer(0)), ("provider", unfilled),
  ])

  /// Stands for a step of which it is not said how it is done; it never succeeds.
  private static let unfilled: JSONDocument = .fields([
    ("type", .text("process")), ("path", .text("false")),
  ])

  private mutating func probe(
    _ activity: Experiment.Activity, _ tolerance: ChaosToolkitTolerance
  ) -> JSONDocument {
    .fields([
      ("type", .text("probe")),
      ("name", .text(unused(activity.name + tolerance.suffix))),
      ("tolerance", tolerance.document), ("provider", provider(of: activity)),
      ("pauses", pauses(of: activity)),
    ])
  }

  private mutating func step(
    _ activity: Experiment.Activity, tolerance: JSONDocument?
  ) -> JSONDocument {
    .fields([
      ("type", .text(activity.isAction ? "action" : "probe")),
      ("name", .text(unused(activity.name))), ("tolerance", tolerance),
      ("provider", provider(of: activity)), ("pauses", pauses(of: activity)),
      ("background", activity.isBackground == true ? .bool(true) : nil),
    ])
  }

  /// The name, or one made from it that no other step has: names are what steps are referred to by.
  private mutating func unused(_ name: String) -> String {
    let wanted = visible(
      SecretMask().masking(context.wording(name.isBlank ? "step without a name" : name)))
    var name = wanted
    var number = 2
    while !names.insert(name).inserted {
      name = "\(wanted) \(number)"
      number += 1
    }
    return name
  }

  private func provider(of activity: Experiment.Activity) -> JSONDocument {
    let timeout = activity.timeoutSeconds
    switch activity.way {
    case .request(let url):
      return .fields([
        ("type", .text("http")), ("url", .text(settings.put(into: url, always: true))),
        ("method", activity.httpMethod.map { .text($0.uppercased()) }),
        ("timeout", .integer(Int(timeout ?? Self.standardTimeout))),
      ])
    case .program(let command): return program(command, timeout ?? Self.standardTimeout)
    case .person(let text):
      return program(
        marking(activity.name, text, timeout ?? Self.patience),
        // A little more for the command than for the person: so it can say that nobody came.
        (timeout ?? Self.patience) + 5)
    case nil: return Self.unfilled
    }
  }

  private func program(_ command: [String], _ timeout: Int64) -> JSONDocument {
    .fields([
      ("type", .text("process")), ("path", .text(command.first ?? "false")),
      ("arguments", .texts(command.dropFirst().map { settings.put(into: $0, always: false) })),
      ("timeout", .integer(Int(timeout))),
    ])
  }

  private func marking(_ name: String, _ text: String, _ timeout: Int64) -> [String] {
    context.mark.map {
      switch $0 {
      case "{timeout}": "\(timeout)s"
      case "{step}": visible(context.wording(name))
      case "{text}": visible(SecretMask().masking(context.wording(text)))
      default: $0
      }
    }
  }

  private func pauses(of activity: Experiment.Activity) -> JSONDocument? {
    let before = activity.pauseBeforeSeconds.flatMap(pause)
    let after = activity.pauseAfterSeconds.flatMap(pause)
    guard before != nil || after != nil else { return nil }
    return .fields([("before", before), ("after", after)])
  }

  /// A pause that the tool can make; a negative one would end the run.
  private func pause(_ seconds: Double) -> JSONDocument? {
    seconds > 0 && seconds.isFinite ? .decimal(seconds) : nil
  }
}
