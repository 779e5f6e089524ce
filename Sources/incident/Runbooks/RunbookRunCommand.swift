internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook
internal import Runbooks

/// Runs the command of a step.
struct RunbookRunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run the command of a step: previewed, confirmed, recorded.",
    discussion: """
      The preview shows the very text that bash gets; values of parameters travel in the environment \
      only. --dry-run ends there. A destructive step wants its target typed, or --confirm TARGET with \
      --yes; one that wants approval asks for it and runs when it has it. The status is 0 when it went \
      as the runbook expects.

        incident runbook run regional-failover --step 4 --param from=eu --dry-run
        incident runbook run regional-failover --step target-healthy --yes
      """)

  @OptionGroup var globals: GlobalOptions
  @OptionGroup var arguments: StepArguments
  @Option(help: ArgumentHelp("A value for a parameter; repeatable.", valueName: "name=value"))
  var param: [String] = []
  @Option(help: ArgumentHelp("Which command of the step, from 1 on.", valueName: "n"))
  var command: Int?
  @Flag(help: "Run what reverts the step.") var undo = false
  @Flag(help: "Show the preview only: nothing is run, and nothing written.") var dryRun = false
  @Flag(help: "The preview was looked at: run it.") var yes = false
  @Option(help: ArgumentHelp("What a destructive step is aimed at.", valueName: "target"))
  var confirm: String?
  @Option(
    help: ArgumentHelp(
      "Who approved by word of mouth; recorded as not verified.", valueName: "name"))
  var attested: String?
  @Option(
    help: ArgumentHelp("Run it without the approval it wants, for this reason.", valueName: "text"))
  var override: String?

  func run() throws {
    do {
      if dryRun { return try preview() }
      let session = try Session(globals, makesLogbook: false)
      do { try run(in: session) } catch {
        let people = (try? session.book.people()) ?? People()
        throw try ErrorMessages(people: people, zone: session.zone, path: session.book.path)
          .complaint(for: error)
      }
    } catch { throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error) }
  }

  /// The preview alone: no incident is needed.
  private func preview() throws {
    let desk = try RunbookDesk(globals)
    let runbook = try desk.shelf.open(arguments.name)
    let environment = Spawning.environment
    let planner = StepPlanner(
      runbook, values: try given(for: runbook), environment: environment, user: Spawning.user)
    let found = arguments.step == nil ? nil : try arguments.found(in: runbook)
    var refused = false
    for step in found.map({ [$0.step] }) ?? runbook.steps {
      guard found != nil || !step.blocks.isEmpty else {
        try desk.output.line(visible("\(step.number) \(step.title): by hand"))
        continue
      }
      do throws(StepRefusal) {
        let block = command.map { $0 - 1 } ?? found?.block
        let plan =
          undo ? try planner.undo(step: step.id) : try planner.plan(step: step.id, block: block)
        let mask = plan.mask(also: desk.health.configuration.redact, environment: environment)
        try? desk.output.line(visible(plan.label))
        for row in plan.preview(mask) { try? desk.output.line(visible(row)) }
      } catch {
        // Of all steps the others are shown as well.
        guard found == nil else {
          throw RunbookRefusal.step(error, label: "\(step.number) \(step.title)")
        }
        refused = true
        try desk.output.line(visible("\(step.number) \(step.title): \(error.text)"))
      }
      if found == nil { try desk.output.line() }
    }
    if refused { throw ExitCode(ExitStatus.refused) }
  }

  private func run(in session: Session) throws {
    let runbook = try session.shelf.open(arguments.name)
    let (step, block) = try arguments.found(in: runbook)
    let incident = try session.incident()
    if case let reason? = session.book.readOnlyReason {
      throw LogbookError.readOnly(reason, path: session.book.path)
    }
    let desk = session.stepDesk(incident)
    let values = try recorded(session, incident, runbook).merging(given(for: runbook)) { $1 }
    let plan: StepPlan
    do throws(StepRefusal) {
      plan = try desk.plan(
        runbook, step: step.id, block: command.map { $0 - 1 } ?? block, undo: undo, values: values)
    } catch { throw RunbookRefusal.step(error, label: "\(step.number) \(step.title)") }
    let mask = desk.mask(plan)
    session.output.message(visible(plan.label))
    for row in plan.preview(mask) { session.output.message(visible(row)) }
    try confirm(plan, session.output)
    try approve(plan, runbook, desk, session)
    // Between the preview and now somebody may have written to the file.
    let now = try session.shelf.open(arguments.name)
    do throws(StepRefusal) { try desk.check(plan, now, values: values) } catch {
      throw RunbookRefusal.step(error, label: plan.label)
    }
    let wantsTerminal = plan.attributes.wantsTerminal
    if wantsTerminal, isatty(STDIN_FILENO) == 0 || isatty(STDOUT_FILENO) == 0 {
      throw RunbookRefusal.wantsTerminal
    }
    let start = try desk.start(plan, of: runbook, override: override)
    if wantsTerminal {
      let end = desk.runInTerminal(plan, start: start)
      return try report(end, desk.finish(plan, start: start, end, of: runbook), session)
    }
    let process = StepProcess()
    let end = Spawning.passingSignals(to: process) {
      desk.run(plan, start: start, process: process) {
        try? session.output.write(visible($0, multiline: true))
      }
    }
    let written = try desk.finish(plan, start: start, end, of: runbook)
    try report(end, written, session)
  }

  private func report(
    _ end: Result<StepRun.End, StepFailure>, _ written: WalkEntries, _ session: Session
  ) throws {
    for note in written.notes { session.output.message("incident: \(note)") }
    for entry in written.entries {
      let text = entry.event.text(name: { $0.rawValue })
      session.output.message(
        visible("saved \(entry.id.shortText) \(session.clockTime(entry.happenedAt)) \(text)"))
    }
    switch end {
    case .failure(let failure): throw RunbookRefusal.failure(failure)
    case .success(let end):
      if end.outcome.unmet != nil {
        throw ExitCode(end.exitStatus == 0 ? ExitStatus.refused : Int32(clamping: end.exitStatus))
      }
    }
  }

  // MARK: Values

  private func given(for runbook: Runbook) throws -> [String: String] {
    let blocks = runbook.steps.flatMap(\.blocks)
    let known =
      runbook.front.parameters.map(\.name) + blocks.flatMap { $0.placeholders.map(\.name) }
      + blocks.flatMap { ShellText.variables(in: $0.command).needed }
    var values: [String: String] = [:]
    for text in param {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw RunbookRefusal.badParameter(text)
      }
      let name = String(text[..<equals])
      guard known.contains(name) else {
        throw RunbookRefusal.unknownParameter(name, nearest: nearest(to: name, among: known))
      }
      if runbook.front.parameters.contains(where: { $0.name == name && $0.isSecret }) {
        throw RunbookRefusal.secretParameter(name)
      }
      values[name] = String(text[text.index(after: equals)...])
    }
    return values
  }

  /// Values that earlier steps of the walk were run with; masked ones are no values.
  private func recorded(
    _ session: Session, _ incident: IncidentSummary, _ runbook: Runbook
  ) throws -> [String: String] {
    let walk = try session.book.incident(incident.id).walk(of: runbook.name)
    return walk?.values ?? [:]
  }

  // MARK: Yes

  private func confirm(_ plan: StepPlan, _ output: Output) throws {
    let isHere = isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1
    if plan.asksForTarget {
      var typed = confirm
      if typed == nil, !yes, isHere {
        typed = ask("\(plan.question ?? "This is destructive.") Type \(plan.target) to run it: ")
      }
      guard typed == plan.target else { throw RunbookRefusal.target(plan.target, given: typed) }
    } else if !yes {
      guard isHere, ask("\(plan.question ?? "Run it?") [y/N] ") == "y" else {
        throw RunbookRefusal.unconfirmed
      }
    }
    guard yes || confirm == nil || isHere else { throw RunbookRefusal.unconfirmed }
  }

  private func ask(_ question: String) -> String? {
    // What was typed before the question was seen does not answer it.
    tcflush(STDIN_FILENO, TCIFLUSH)
    try? writeAll(Array(visible(question).utf8), to: STDERR_FILENO)
    return readLine()
  }

  private func approve(
    _ plan: StepPlan, _ runbook: Runbook, _ desk: StepDesk, _ session: Session
  ) throws {
    guard plan.attributes.approvals > 0, override == nil else { return }
    let now = session.now
    var request = try session.book.incident(desk.incident).walk(of: runbook.name)?[plan.step]?
      .request
    if request?.command.digest != plan.digest
      || request.map({ now > $0.until || $0.rejected != nil }) ?? true
    {
      let id = try desk.request(plan, of: runbook)
      guard attested != nil else {
        throw RunbookRefusal.approvalAsked(id, wanted: plan.attributes.approvals)
      }
      request = try session.book.incident(desk.incident).walk(of: runbook.name)?[plan.step]?.request
    }
    guard let request, !request.isApproved(at: now) else { return }
    guard let attested else { throw RunbookRefusal.approvalOpen(request.id, until: request.until) }
    var step = plan.entry(.approved)
    (step.of, step.attested) = (request.id, attested)
    _ = try desk.write(step, of: runbook, revision: plan.revision)
  }
}
