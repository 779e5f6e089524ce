/// An experiment as the JSON of the Chaos Toolkit.
///
/// Source: <https://chaostoolkit.org/reference/api/experiment/>, and where chaostoolkit-lib 1.44 does
/// otherwise, what it does. JSON, not YAML, in which a title of `no` would be false. What is not ready
/// carries a probe that is never met, so that it validates and its method is never run.
package struct ChaosToolkitExporter: ExperimentExporter {
  package let name = "chaostoolkit"
  package let fileExtension = "json"

  /// The name of the probe that keeps a draft from being run.
  static let guardName = "draft-not-ready-fill-in-what-is-missing-then-export-again"

  package init() {}

  package func render(_ experiment: Experiment, _ context: ExperimentExportContext) -> String {
    ChaosToolkitExperiment(experiment, context).document.indented
  }
}

/// One experiment on its way to JSON.
private struct ChaosToolkitExperiment {
  private let experiment: Experiment
  private let context: ExperimentExportContext
  private let isDraft: Bool
  private let activities: ChaosToolkitActivities

  init(_ experiment: Experiment, _ context: ExperimentExportContext) {
    self.experiment = experiment
    self.context = context
    isDraft =
      context.state == .draft || !experiment.missing.isEmpty || !experiment.problems.isEmpty
    activities = ChaosToolkitActivities(experiment, context)
  }

  var document: JSONDocument {
    let title = shown(experiment.title.isBlank ? "Experiment without a title" : experiment.title)
    return .fields([
      ("title", .text(SettingReference.escaping(title))),
      ("description", .text(description)),
      ("tags", .texts(tags)),
      ("configuration", activities.settings.configuration),
      ("secrets", activities.settings.secrets),
      ("steady-state-hypothesis", hypothesis(title)),
      ("method", .array(activities.method)),
      ("rollbacks", .array(activities.rollbacks)),
      ("runtime", runtime),
      ("extensions", .array([origin])),
    ])
  }

  private func shown(_ text: String) -> String {
    visible(SecretMask().masking(context.wording(text)))
  }

  private func shown(_ texts: [String]?) -> [String] {
    (texts ?? []).filter { !$0.isBlank }.map(shown)
  }

  private var description: String {
    var sentences: [String] = []
    if let text = experiment.asImagined { sentences.append("As imagined: \(shown(text))") }
    if let text = experiment.asFound { sentences.append("As found: \(shown(text))") }
    if sentences.isEmpty { sentences.append("Experiment \(shown(context.experiment))") }
    if isDraft {
      let lacks =
        experiment.missing.map { "missing: \($0.words)" } + experiment.problems.map(\.words)
      let why = lacks.isEmpty ? ["it is still a draft"] : lacks
      sentences.append("Not ready: \(shown(why.joined(separator: "; ")))")
    }
    return sentences.joined(separator: ". ") + "."
  }

  private var tags: [String] {
    let tags =
      ["experiment:\(context.experiment)"] + context.incidents.map { "incident:\($0)" }
      + context.surprises.map { "surprise:\($0)" }
      + [experiment.blastRadius?.environment].compactMap(\.self).map { "env:\($0)" }
    return tags.map(shown)
  }

  private func hypothesis(_ title: String) -> JSONDocument? {
    let probes = (isDraft ? [ChaosToolkitActivities.draftGuard] : []) + activities.steadyState
    guard !probes.isEmpty else { return nil }
    let sentence = (experiment.hypothesis ?? "").isBlank ? title : experiment.hypothesis ?? title
    return .fields([("title", .text(shown(sentence))), ("probes", .array(probes))])
  }

  /// When rollbacks are run: always, as the default skips them when a probe cannot be carried out.
  ///
  /// That would leave a system that is really broken as it is. A draft does nothing, and so has
  /// nothing to put back.
  private var runtime: JSONDocument {
    .fields([
      ("rollbacks", .fields([("strategy", .text(isDraft ? "never" : "always"))])),
      ("hypothesis", .fields([("strategy", .text("default"))])),
    ])
  }

  private var origin: JSONDocument {
    .fields([
      ("name", .text("incident")), ("schema", .integer(1)),
      ("experiment", .text(shown(context.experiment))),
      ("incident", context.incidents.first.map { .text(shown($0)) }),
      ("surprise", context.surprises.first.map { .text(shown($0)) }),
      ("incidents", context.incidents.count > 1 ? .texts(shown(context.incidents)) : nil),
      ("surprises", context.surprises.count > 1 ? .texts(shown(context.surprises)) : nil),
      ("state", .text(isDraft ? "draft" : context.state.rawValue)),
      ("kind", .text(experiment.sort.rawValue)),
      ("as_imagined", experiment.asImagined.map { .text(shown($0)) }),
      ("as_found", experiment.asFound.map { .text(shown($0)) }),
      ("blast_radius", blastRadius),
      ("do_not_start", .texts(shown(experiment.doNotStart))),
      ("stop_now", .texts(shown(experiment.stopNow))),
      ("prerequisites", .texts(shown(experiment.prerequisites))),
      ("services", .texts(shown(experiment.services))),
      ("regions", .texts(shown(experiment.regions))),
      ("owner", context.ownerRole.map { .text(shown($0)) }),
      ("rollback_plan", isDraft ? .array(rollbackPlan) : nil),
    ])
  }

  private var blastRadius: JSONDocument? {
    experiment.blastRadius.map { radius in
      .fields([
        ("scope", .text(shown(radius.scope))),
        ("share_percent", radius.sharePercent.map(JSONDocument.decimal)),
        ("at_most_seconds", radius.maxSeconds.map { .integer(Int($0)) }),
        ("environment", radius.environment.map { .text(shown($0)) }),
      ])
    }
  }

  private var rollbackPlan: [JSONDocument] {
    (experiment.rollback ?? []).map { activity in
      .fields([
        ("name", .text(shown(activity.name))), ("url", activity.url.map { .text(shown($0)) }),
        ("command", .texts((activity.command ?? []).map(shown))),
        ("manual", activity.manual.map { .text(shown($0)) }),
      ])
    }
  }
}

extension JSONDocument {
  /// An object of those values that are there; empty lists of texts are left out.
  static func fields(_ fields: [(String, JSONDocument?)]) -> JSONDocument {
    .object(fields.compactMap { key, value in value.map { Member(key, $0) } })
  }

  /// A number as short as it can be: whole ones without a point.
  static func decimal(_ value: Double) -> JSONDocument {
    Int(exactly: value).map { .integer($0) } ?? .number(value)
  }

  /// A list of texts; nil when there is none.
  static func texts(_ texts: [String]) -> JSONDocument? {
    texts.isEmpty ? nil : .array(texts.map { .text($0) })
  }
}
