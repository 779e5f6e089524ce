internal import ArgumentParser
internal import IncidentModel
internal import Logbook
internal import Runbooks

/// Takes in the journal of a run.
struct ExperimentRecordCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "record",
    abstract: "Take in the journal of a run, and say what it shows.",
    discussion: """
      The verdict is our own: the tool calls completed what did nothing, what failed to roll back and \
      what users felt. A weakness becomes a follow-up of the incident that seeded the experiment, or a \
      surprise of it. Nothing in the journal is run.

        chaos run experiment.json
        incident experiment record EXP-7k3f journal.json
        incident experiment record EXP-7k3f journal.json --weakness surprise
      """)

  enum Weakness: String, ExpressibleByArgument, CaseIterable {
    case followup
    case surprise
    case nothing
  }

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which experiment.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var id: String
  @Argument(help: ArgumentHelp("The journal.", valueName: "journal.json"), completion: .file())
  var file: String
  @Option(help: "What a weakness that was found becomes.") var weakness: Weakness = .followup
  @Option(help: ArgumentHelp("A remark.", valueName: "text")) var because: String?
  @Flag(help: "Take it though it names another experiment.") var force = false
  @Flag(help: "Only say what it shows.") var dryRun = false

  func run(in session: Session) throws {
    let planned = try session.experiment(id)
    let bytes = try readBytes(ofFile: file)
    let journal: ChaosJournal
    do throws(JournalError) {
      journal = try ChaosJournal.read(bytes, sha256: digest(of: bytes))
    } catch { throw Failure.learning(.badJournal(path: file, error)) }
    let named = journal.origin.experiments
    if !force, !dryRun, !named.contains(where: planned.name.isMeant) {
      throw Rejection.learning(.runOfAnother(planned.name, named: named.first))
    }
    let run = journal.run()
    var seeded: [String] = []
    if !dryRun { seeded = try record(run, of: planned, session) }
    if session.options.json {
      return try session.output.document([
        "name": .string("\(planned.name)"), "run": run.json, "seeded": .list(seeded),
        "isRecorded": .bool(!dryRun),
      ])
    }
    try session.output.line("\(planned.name)\(dryRun ? " (not written)" : "")")
    try run.print(in: session, at: session.now)
    if named.isEmpty {
      session.output.message("incident: the journal does not say of which experiment it is")
    }
    for line in seeded { try session.output.line("  -> \(visible(line))") }
  }

  /// Writes the run, what it makes of the surprises that seeded it, and what a weakness becomes.
  private func record(
    _ run: ExperimentRun, of planned: PlannedExperiment, _ session: Session
  ) throws -> [String] {
    let now = session.now
    let surprises = try session.book.surprises()
    let seeds = planned.experiment.seeds ?? []
    // The incident may be one of another logbook.
    let home = try seeds.map(\.incident).first { try session.book.summary(of: $0) != nil }
    return try session.write { writer, author in
      let occasion = Occasion(author: author, now: now)
      let text = because.map { writer.people.storingMentions(in: $0) }
      try writer.perform(.record(planned.id, run, because: text), occasion)
      guard run.verdict.isEvidence else { return [] }
      var said: [String] = []
      for known in surprises where seeds.contains(where: { $0.surprise == known.line.id }) {
        var insight = Insight(of: known.line.id)
        insight.state = .tested
        // What a person has said stays; what the last run has shown replaces what one before had.
        let own = "\(planned.name): "
        if known.insight.text?.hasPrefix(own) ?? true { insight.text = own + run.verdict.words }
        _ = try writer.perform(.explain(known.line, insight), on: known.incident.id, occasion)
        said.append("surprise \(known.line.id.shortText) is tested")
      }
      guard run.verdict == .weaknessFound, weakness != .nothing else { return said }
      guard let home else {
        return said + ["no incident of this logbook seeded it, so there is no follow-up"]
      }
      let event = weaknessEvent(run, planned)
      let entries = try writer.perform(.log(event), on: home, occasion)
      if let entry = entries.first {
        said.append("\(weakness.rawValue) \(entry.id.shortText): \(event.text { $0.rawValue })")
      }
      return said
    }
  }

  private func weaknessEvent(_ run: ExperimentRun, _ planned: PlannedExperiment) -> Event {
    let found = run.findings?.first ?? "the steady state was lost"
    switch weakness {
    case .surprise:
      return .surprise(
        Surprise(
          expected: planned.experiment.hypothesis ?? planned.experiment.title, found: found,
          cue: "\(planned.name)", services: planned.experiment.services,
          regions: planned.experiment.regions))
    case .followup, .nothing:
      return .followup(
        Followup(
          text: "remove the weakness that \(planned.name) found: \(found)", type: .prevent,
          owner: planned.experiment.owner))
    }
  }
}
