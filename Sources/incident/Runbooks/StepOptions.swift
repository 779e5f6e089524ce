internal import ArgumentParser
internal import IncidentModel
internal import Logbook
internal import Processes
internal import Runbooks

/// Which step of which runbook is meant.
struct StepArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("The runbook: its name, or a file.", valueName: "name"),
    completion: .custom(CompletionLists.runbooks))
  var name: String
  @Option(help: ArgumentHelp("The number of the step, or the name of its command.", valueName: "n"))
  var step: String?

  /// The step that is meant.
  func found(in runbook: Runbook) throws -> (step: Runbook.Step, block: Int?) {
    let list = runbook.steps.map { "\($0.number) \($0.title)" }
    guard let step else { throw RunbookRefusal.whichStep(runbook: runbook.name, list) }
    if let found = runbook.step(numbered: step) { return (found, nil) }
    if let (found, block) = runbook.block(named: step) {
      return (found, found.blocks.firstIndex(of: block))
    }
    throw RunbookRefusal.unknownStep(step, runbook: runbook.name, list)
  }
}

extension Session {
  /// What runs steps of the incident that is meant.
  func stepDesk(_ incident: IncidentSummary) -> StepDesk {
    StepDesk(
      book: book, incident: incident.id, ref: incident.ref, author: author,
      environment: Spawn.ownEnvironment.merging(childEnvironment) { $1 },
      patterns: configuration.redact, unsaved: unsaved)
  }

  /// Writes something about a step that was done elsewhere, and says what was saved.
  func record(
    _ act: RunbookStep.Act, _ arguments: StepArguments, text: String?, again: Bool = false
  ) throws {
    let incident = try incident()
    let runbook = try shelf.open(arguments.name)
    let found = try arguments.found(in: runbook).step
    var step = RunbookStep(
      act: act, runbook: runbook.name, step: runbook.label(of: found, [:]), text: text,
      key: found.id)
    let facts = found.attributes.facts + found.blocks.flatMap(\.attributes.facts)
    if act == .byHand, !facts.isEmpty { step.facts = facts.map(\.rawValue) }
    let written = try stepDesk(incident).write(
      step, of: runbook, revision: revision(ofFile: runbook.path), again: again)
    for note in written.notes { output.message("incident: \(note)") }
    try confirm(written.entries, in: incident)
  }

  /// Answers a request for approval.
  func answer(_ act: RunbookStep.Act, _ text: String, because: String?, attested: String?) throws {
    let incident = try incident()
    let id = try entry(text, in: incident)
    guard let line = try book.line(id) else { throw LogbookError.noSuchEntry(id) }
    guard case .runbook(let request) = line.entry.event, request.act == .requested else {
      throw Rejection.noSuch("request for approval", line.id)
    }
    try perform { writer in
      var step = RunbookStep(
        act: act, runbook: request.runbook, step: request.step,
        text: because.map { writer.people.storingMentions(in: $0) }, key: request.key, of: line.id)
      step.attested = try attested.map { try writer.attestation(by: $0) }
      return .log(.runbook(step))
    }
  }
}

/// Says that a step was done by hand.
struct RunbookDoneCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "done",
    abstract: "Say that a step was done by hand; what it says has happened becomes a milestone.",
    discussion: """
        incident runbook done regional-failover --step 2 --because 'us has 40 % free'
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var arguments: StepArguments
  @OptionGroup var reason: ReasonOption
  @Flag(help: "Begin a new walk: the steps before it are open again.") var again = false

  func run(in session: Session) throws {
    try session.record(.byHand, arguments, text: reason.because, again: again)
  }
}

/// Says that a step is left out, and why.
struct RunbookSkipCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "skip",
    abstract: "Leave a step out, with the reason.",
    discussion: """
        incident runbook skip regional-failover --step 4 --because 'there is no such host any more'
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var arguments: StepArguments
  @OptionGroup var reason: ReasonOption

  func validate() throws {
    guard (reason.because ?? "").isEmpty else { return }
    throw ValidationError("Say why it is left out: --because TEXT.")
  }

  func run(in session: Session) throws {
    try session.record(.skipped, arguments, text: reason.because)
  }
}

/// Approves that a command is run.
struct RunbookApproveCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve that a command of a runbook is run, as a second person.",
    discussion: """
      The approval is bound to the very command and values of the request, for 15 minutes. Who asked \
      cannot give it; --attested names who approved by word of mouth, and the record says that this \
      was not verified.

        incident runbook approve 7k3f
        incident runbook approve 7k3f --attested bo
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The request, as `incident timeline` names it.", valueName: "entry"))
  var entry: String
  @OptionGroup var reason: ReasonOption
  @Option(help: ArgumentHelp("Who approved by word of mouth.", valueName: "name"))
  var attested: String?

  func run(in session: Session) throws {
    try session.answer(.approved, entry, because: reason.because, attested: attested)
  }
}

/// Says no to a command that somebody wants to run.
struct RunbookRejectCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "reject",
    abstract: "Say that a command of a runbook must not be run.",
    discussion: """
        incident runbook reject 7k3f --because 'us cannot carry it'
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The request, as `incident timeline` names it.", valueName: "entry"))
  var entry: String
  @OptionGroup var reason: ReasonOption

  func run(in session: Session) throws {
    try session.answer(.rejected, entry, because: reason.because, attested: nil)
  }
}
