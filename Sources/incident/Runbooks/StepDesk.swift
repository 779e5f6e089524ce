internal import Glibc
internal import IncidentModel
internal import Logbook
internal import Runbooks

/// Runs steps of runbooks and writes down what came of them; for commands and for the console.
///
/// The start is on disk before anything runs, and the end as soon as it is known.
struct StepDesk: Sendable {
  let book: Logbook
  let incident: IncidentID
  let ref: String
  /// The handle of whoever runs it.
  let author: String
  /// Variables that every step gets: which logbook is meant, and who writes.
  let environment: [String: String]
  /// Regular expressions of further secrets.
  let patterns: [String]
  /// Where what the logbook does not take is kept.
  let unsaved: UnsavedFile

  /// Plans a step as the file says it now.
  func plan(
    _ runbook: Runbook, step: String, block: Int?, undo: Bool, values: [String: String]
  ) throws(StepRefusal) -> StepPlan {
    if environment["INCIDENT_DEPTH"] != nil { throw .withinStep }
    let planner = StepPlanner(
      runbook, values: values, environment: environment, user: Spawning.user)
    let progress = (try? book.incident(incident))?.walk(of: runbook.name)?[step]
    let ran = progress?.started?.command.flatMap { command in
      runbook[step: step]?.blocks.firstIndex { $0.line == command.line }
    }
    var plan =
      undo
      ? try planner.undo(step: step, block: block ?? ran)
      : try planner.plan(step: step, block: block)
    plan.revision = revision(ofFile: runbook.path)
    if let incident = try? book.incident(incident) {
      if let progress = incident.walk(of: runbook.name)?[step] { warn(&plan, progress) }
      if incident.state.mode == .drill, plan.risk > .read {
        plan.wantsTarget = true
        plan.warnings.append(
          "this is a drill, and it changes the real system: its target has to be typed")
      }
    }
    return plan
  }

  private func warn(_ plan: inout StepPlan, _ progress: RunbookWalk.Progress) {
    switch progress.state {
    case .started:
      plan.warnings.append("it was started before, and how that ended is not known: look first")
    case .done, .failed:
      if !plan.attributes.isCheck, !plan.isUndo, let status = progress.exitStatus {
        plan.warnings.append(
          "it already ran at \(Zone.utc.civil(progress.at).secondText)Z, exit \(status)")
      }
    case .open, .waiting, .skipped, .byHand: break
    }
  }

  func mask(_ plan: StepPlan) -> SecretMask { plan.mask(also: patterns, environment: environment) }

  /// Whether the file still says what was previewed.
  ///
  /// - Throws: ``StepRefusal/changed`` when it does not.
  func check(_ plan: StepPlan, _ runbook: Runbook, values: [String: String]) throws(StepRefusal) {
    let now = try self.plan(
      runbook, step: plan.step, block: plan.isUndo ? nil : plan.block, undo: plan.isUndo,
      values: values)
    guard now.digest == plan.digest else { throw .changed }
  }

  /// Asks others to approve a plan.
  func request(_ plan: StepPlan, of runbook: Runbook) throws -> EntryID {
    var step = plan.entry(.requested)
    step.command = plan.record(mask(plan))
    // Not kept elsewhere: what is not written down as begun is not begun.
    let written = try book.write { try write(step, of: runbook, plan.revision, again: false, &$0) }
    return written.entries.last?.id ?? EntryID(bits: 0)
  }

  /// Writes down that a plan is about to be run.
  ///
  /// - Throws: ``Rejection/notApproved(wanted:)`` when others have to approve it and have not.
  func start(
    _ plan: StepPlan, of runbook: Runbook, override: String?
  ) throws -> EntryID {
    var step = plan.entry(.started)
    var command = plan.record(mask(plan))
    command.runner = Leftovers.ourselves
    command.override = override
    if let request = try book.incident(incident).walk(of: runbook.name)?[plan.step]?.request,
      request.command.digest == plan.digest
    {
      command.approvals = request.approvals.map(\.id)
    }
    step.command = command
    let written = try write(step, of: runbook, revision: plan.revision)
    return written.entries.last { $0.event.kind == .runbook }?.id ?? EntryID(bits: 0)
  }

  /// Runs a plan whose start is on disk.
  func run(
    _ plan: StepPlan, start: EntryID, process: StepProcess, output: (String) -> Void
  ) -> Result<StepRun.End, StepFailure> {
    do throws(StepFailure) {
      return .success(
        try StepRun.run(
          plan, environment: variables, start: start, process: process, mask: mask(plan),
          output: output))
    } catch { return .failure(error) }
  }

  /// Gives the user's terminal to a program that belongs to a plan whose start is on disk; to the plan's
  /// own command when `arguments` is nil.
  func runInTerminal(
    _ plan: StepPlan, _ arguments: [String]? = nil, start: EntryID
  ) -> Result<StepRun.End, StepFailure> {
    let command =
      arguments ?? ["bash", "--noprofile", "--norc", "-euo", "pipefail", "-c", plan.text]
    do throws(StepFailure) {
      return .success(
        try StepRun.runInTerminal(
          plan, command, environment: variables, start: start, mask: mask(plan)))
    } catch { return .failure(error) }
  }

  /// What every step gets besides its values.
  private var variables: [String: String] {
    var variables = environment
    variables["INCIDENT"] = ref
    variables["INCIDENT_REF"] = ref
    variables["INCIDENT_ID"] = "\(incident)"
    return variables
  }

  /// Writes down how a plan has ended.
  func finish(
    _ plan: StepPlan, start: EntryID, _ end: Result<StepRun.End, StepFailure>, of runbook: Runbook
  ) throws -> WalkEntries {
    var step = plan.entry(.ended)
    step.of = start
    step.facts = plan.facts.isEmpty ? nil : plan.facts.map(\.rawValue)
    switch end {
    case .success(let end):
      (step.exitStatus, step.outcome) = (end.exitStatus, end.outcome)
    case .failure(let failure):
      var outcome = RunbookStep.Outcome(milliseconds: 0, bytes: 0)
      outcome.unmet = failure.text
      step.outcome = outcome
    }
    return try write(step, of: runbook, revision: plan.revision)
  }

  /// Writes something about a step that nothing is run for.
  func write(_ step: RunbookStep, of runbook: Runbook, revision: String?, again: Bool = false)
    throws
    -> WalkEntries
  {
    try book.write(keepingIn: unsaved) {
      try write(step, of: runbook, revision, again: again, &$0)
    }
  }

  private func write(
    _ step: RunbookStep, of runbook: Runbook, _ revision: String?, again: Bool,
    _ writer: inout Writer
  ) throws -> WalkEntries {
    let me = Author.person(try writer.person(handle: author))
    var step = step
    step.text = step.text.map { writer.people.storingMentions(in: $0) }
    step.attested = try step.attested.map { try writer.attestation(by: $0) }
    return try writer.walk(
      step, of: runbook.origin(revision: revision), on: incident,
      Occasion(author: me, now: Session.clock()), again: again)
  }
}
