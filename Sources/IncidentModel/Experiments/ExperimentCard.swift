/// An experiment as a card in Markdown, which people review before it is run.
///
/// The sections are those of Equal Experts' chaos day playbook; the parts people take are those of
/// Gremlin's game days. People appear as roles.
package struct ExperimentCard: ExperimentExporter {
  package let name = "markdown"
  package let fileExtension = "md"

  package init() {}

  package func render(_ experiment: Experiment, _ context: ExperimentExportContext) -> String {
    let card = CardText(experiment, context)
    return [
      card.header, card.surprise, card.hypothesis, card.steadyState,
      card.steps(.method, "Method"), card.steps(.rollback, "Rollback"), card.limits,
      card.list("Before it is begun", experiment.prerequisites, bullet: "- [ ] "), card.parts,
      card.lacks, card.history,
    ].filter { !$0.isEmpty }.joined(separator: "\n")
  }
}

private struct CardText {
  private let experiment: Experiment
  private let context: ExperimentExportContext

  init(_ experiment: Experiment, _ context: ExperimentExportContext) {
    self.experiment = experiment
    self.context = context
  }

  /// Text from outside as Markdown, without secrets, people called by their roles.
  private func md(_ text: String) -> String {
    markdown(context.wording(SecretMask.findsSecret(text) ? SecretMask().masking(text) : text))
  }

  private func md(_ texts: [String]?) -> String {
    (texts ?? []).filter { !$0.isBlank }.map(md).joined(separator: ", ")
  }

  var header: String {
    var text = "# \(md(context.experiment)): \(md(experiment.title))\n\n"
    if experiment.blastRadius?.environment?.lowercased() == "production" {
      text += "> **Production.** Real users can be harmed.\n\n"
    }
    text += "| | |\n|---|---|\n"
    text += row("State", context.state.rawValue)
    text += row("Kind", kind)
    text += row("Follows from", md(context.incidents + context.surprises))
    text += row("Services", md(experiment.services))
    text += row("Regions", md(experiment.regions))
    text += row("Environment", md(experiment.blastRadius?.environment ?? ""))
    text += row("Owner", md(context.ownerRole ?? ""))
    text += row("Run again", experiment.cadenceDays.map { "every \($0) days" } ?? "")
    return text
  }

  private var kind: String {
    switch experiment.sort {
    case .fault: "fault: something is broken on purpose"
    case .detection: "detection: whether an alert fires in time"
    case .people: "people: somebody or some knowledge is away"
    case .failover: "failover: a region is given up"
    }
  }

  private func row(_ name: String, _ value: String) -> String {
    value.isEmpty ? "" : "| **\(name)** | \(value) |\n"
  }

  var surprise: String {
    guard experiment.asImagined != nil || experiment.asFound != nil else { return "" }
    return "## The surprise\n\n| As imagined | As found |\n|---|---|\n"
      + "| \(md(experiment.asImagined ?? "–")) | \(md(experiment.asFound ?? "–")) |\n"
  }

  var hypothesis: String {
    let sentence = (experiment.hypothesis ?? "").isBlank ? "Not written yet." : nil
    return "## Hypothesis\n\n\(sentence ?? md(experiment.hypothesis ?? ""))\n"
  }

  var steadyState: String {
    let probes = experiment.steadyState ?? []
    guard !probes.isEmpty else { return "" }
    var text = "## Steady state\n\nMeasured before and after; all of it has to hold.\n\n"
    text += "| What | How | Within tolerance |\n|---|---|---|\n"
    for probe in probes { text += "| \(md(probe.name)) | \(way(probe)) | \(expected(probe)) |\n" }
    return text
  }

  func steps(_ section: Experiment.Section, _ title: String) -> String {
    let activities = experiment.activities(of: section)
    guard !activities.isEmpty else { return "" }
    var text = "## \(title)\n\n"
    if section == .rollback { text += "Each step may be done twice without harm.\n\n" }
    for (index, activity) in activities.enumerated() {
      text += "\(index + 1). **\(md(activity.name))**\(pauses(activity)): \(way(activity))\n"
    }
    return text
  }

  private func way(_ activity: Experiment.Activity) -> String {
    switch activity.way {
    case .request(let url): "\(md(activity.httpMethod?.uppercased() ?? "GET")) \(link(url))"
    case .program(let command): md(command.map(Self.word).joined(separator: " "))
    case .person(let text): md(text)
    case nil: "to be said how"
    }
  }

  private func link(_ url: String) -> String {
    SecretMask.findsSecret(url) ? md(url) : markdownLink(url)
  }

  /// An argument as it would be typed.
  private static func word(_ argument: String) -> String {
    argument.isEmpty || argument.contains(where: { " \t\n'\"\\$`".contains($0) })
      ? "'\(argument.replacing("'", with: "'\\''"))'" : argument
  }

  private func pauses(_ activity: Experiment.Activity) -> String {
    var words: [String] = []
    if activity.isBackground == true { words.append("in the background") }
    if let pause = activity.pauseBeforeSeconds { words.append("after \(decimalText(pause)) s") }
    if let pause = activity.pauseAfterSeconds { words.append("then \(decimalText(pause)) s pause") }
    if let timeout = activity.timeoutSeconds { words.append("at most \(durationText(timeout))") }
    return words.isEmpty ? "" : " (\(words.joined(separator: ", ")))"
  }

  private func expected(_ activity: Experiment.Activity) -> String {
    let expect = activity.expect ?? Experiment.Expectation()
    var words: [String] = []
    if let statuses = expect.status, !statuses.isEmpty {
      words.append("status " + statuses.map { String($0) }.joined(separator: " or "))
    }
    if let pattern = expect.matches { words.append("matches \(md(pattern))") }
    if let path = expect.jsonPath { words.append("has \(md(path))") }
    if let least = expect.atLeast { words.append("at least \(decimalText(least))") }
    if let most = expect.atMost { words.append("at most \(decimalText(most))") }
    guard words.isEmpty else { return words.joined(separator: ", ") }
    if activity.ways.isEmpty { return "–" }
    return activity.url != nil ? "status 200" : "success"
  }

  var limits: String {
    var text = ""
    if let radius = experiment.blastRadius {
      text += "## Blast radius\n\n"
      let share = radius.sharePercent.map { ", at most \(decimalText($0)) % of users or traffic" }
      let time = radius.maxSeconds.map { ", for at most \(durationText($0))" }
      text += "\(md(radius.scope))\(share ?? "")\(time ?? "").\n"
    }
    let parts = [
      text, list("Do not start while", experiment.doNotStart),
      list("Stop at once when", experiment.stopNow),
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  func list(_ title: String, _ texts: [String]?, bullet: String = "- ") -> String {
    let texts = (texts ?? []).filter { !$0.isBlank }
    guard !texts.isEmpty else { return "" }
    return "## \(title)\n\n" + texts.map { "\(bullet)\(md($0))\n" }.joined()
  }

  var parts: String {
    """
    ## Parts

    | Part | Role | Does |
    |---|---|---|
    | Owner | \(context.ownerRole.map(md) ?? "to be named") | decides, and stops it |
    | Coordinator | to be named | runs the method and the rollback |
    | Reporter | to be named | writes the times and the surprises down |
    | Observers | to be named | watch the steady state |

    """
  }

  var lacks: String {
    let lacks = experiment.missing.map { "missing: \($0.words)" } + experiment.problems.map(\.words)
    return list("Not ready yet", lacks)
  }

  var history: String {
    guard !context.runs.isEmpty else { return "" }
    var text = "## Runs\n\n| Begun (UTC) | Verdict | Samples out of tolerance | Notes |\n"
    text += "|---|---|---|---|\n"
    for run in context.runs {
      let samples = run.samples.map { "\(run.badSamples ?? 0) of \($0)" } ?? "–"
      let notes = run.flags.map(\.words) + (run.findings ?? []).prefix(1)
      text += "| \(run.startedAt.map(Self.time) ?? "–") | \(run.verdict.words) | \(samples) "
      text += "| \(notes.isEmpty ? "–" : md(notes.joined(separator: "; "))) |\n"
    }
    return text
  }

  private static func time(_ instant: Instant) -> String {
    let civil = CivilTime(utc: instant)
    return "\(civil.dateText) \(civil.minuteText)"
  }
}
