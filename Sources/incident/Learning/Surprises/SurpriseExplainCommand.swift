internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes down what was found out about a surprise.
struct SurpriseExplainCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Write down what was found out about a surprise.",
    discussion: """
      Each use adds to what is known; what was said earlier stays in the timeline.

        incident surprise explain 7k3f 'the TTL of the record was 600 s' --kind fundamental
        incident surprise explain 7k3f --subject dependency:dns --cost 9m --known one
        incident surprise explain 7k3f --seen-before eu-dns-outage-2xq9
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The id of the surprise.", valueName: "entry")) var entry: String
  @Argument(help: ArgumentHelp("How it came about.", valueName: "text")) var words: [String] = []
  @Option(help: "What kind of surprise it was.") var kind: Insight.Sort?
  @Option(
    help: ArgumentHelp(
      "What it is about: service, region, dependency, alert, runbook-step or process, a colon, its name.",
      valueName: "kind:name"))
  var subject: Insight.Subject?
  @Option(help: ArgumentHelp("How much time it cost.", valueName: "duration")) var cost: String?
  @Option(help: ArgumentHelp("The decision that it changed.", valueName: "text"))
  var changedDecision: String?
  @Option(help: ArgumentHelp("The hypothesis that it refuted.", valueName: "text"))
  var refuted: String?
  @Option(help: "How many others knew it already.") var known: Insight.Known?
  @Option(
    help: ArgumentHelp("An incident in which it was seen; may be given again.", valueName: "ref"),
    completion: .custom(CompletionLists.refs))
  var seenBefore: [String] = []
  @Option(
    help: ArgumentHelp(
      "What it seeded: an experiment, a drill, a follow-up, a runbook; may be given again.",
      valueName: "id"))
  var seeded: [String] = []
  @Option(help: "How far it is understood; a text makes it explained.") var state: Insight.State?
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let target = try session.surprise(entry)
    var insight = Insight(of: target.line.id)
    let text = words.joined(separator: " ").trimmingSpaces()
    insight.text = text.isEmpty ? nil : String(text)
    insight.sort = kind
    insight.subject = subject
    insight.costMinutes = try cost.map { (try parseDuration($0) + 59) / 60 }
    insight.changedDecision = changedDecision
    insight.refutedHypothesis = refuted
    insight.known = known
    insight.seeded = seeded.isEmpty ? nil : seeded
    let seen = try seenBefore.map { try session.incident(matching: $0).id }
    insight.seenBefore = seen.isEmpty ? nil : seen
    insight.state = state ?? (insight.text != nil && target.state == .open ? .explained : nil)
    if insight == Insight(of: target.line.id) { throw Rejection.emptyText }
    let now = session.now
    let at = try session.instant(moment.at, allowFuture: moment.future)
    let entries = try session.write { writer, author in
      let people = writer.people
      let command = Command.explain(target.line, insight)
        .mappingTexts { people.storingMentions(in: $0) }
      return try writer.perform(
        command, on: target.incident.id,
        Occasion(author: author, now: now, at: at, allowsFuture: moment.future))
    }
    try session.confirm(entries, in: target.incident)
  }
}

extension Insight.Sort: ExpressibleByArgument {
  init?(argument: String) {
    guard let value = named(argument, among: Self.allCases) else { return nil }
    self = value
  }
  static var allValueStrings: [String] { allCases.map(\.rawValue.hyphenated) }
}

extension Insight.Known: ExpressibleByArgument {}

extension Insight.Subject: ExpressibleByArgument {
  init?(argument: String) {
    let parts = argument.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, let sort = named(parts[0], among: Sort.allCases),
      !parts[1].trimmingSpaces().isEmpty
    else { return nil }
    self.init(sort: sort, name: String(parts[1].trimmingSpaces()))
  }
}
