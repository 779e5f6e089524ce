package import IncidentModel

/// What the console asks of the world; the answer comes back as a ``Message``.
package enum Effect: Equatable, Sendable {
  // The logbook.
  case load(Page, LineFilter, generation: Int)
  case find(String, LineFilter)
  /// Writes entries, all or none; answered with the same token.
  case save(SaveRequest, to: IncidentID, token: Int)
  /// Tries again to write what the logbook has not taken.
  case retryUnsaved
  /// Keeps what is being typed, to offer it again after a crash; nil forgets it.
  case keepDraft(String?)
  /// Goes to another incident.
  case open(IncidentID)
  case listIncidents(all: Bool)
  /// Asks for the entries that are about an entry: evidence, answers, results.
  case loadRelated(EntryID)
  /// Asks for what the next holder of a role would be told.
  case loadBrief
  case previewPostmortem
  /// Asks for surprises, experiments, drills and risks.
  case listLearning
  // Health.
  /// Asks for the checks behind a row.
  case loadChecks(HealthSubject)
  case acknowledge(HealthSubject, because: String, seconds: Int64)
  /// Asks every source now.
  case refreshHealth
  /// Notes that the traffic of a region is where it should be.
  case settleFailover(String)
  // Runbooks.
  case listRunbooks(String)
  case openRunbook(String)
  /// Looks for the runbook that something leads to, and opens it.
  case findRunbook(RunbookLead)
  /// Keeps values; then plans what they were wanted for.
  case keepValues([String: String], then: StepChoice?)
  /// Asks for the preview of a command.
  case planStep(StepChoice, values: [String: String])
  /// Runs what was previewed, or asks others to approve it.
  case runStep(StepPreview, StepWay, id: Int)
  /// Runs what was previewed, with the terminal for itself.
  case runInTerminal(StepPreview, StepWay)
  /// Ends the command of a step.
  case stopStep(id: Int)
  /// Looks what became of commands that were started and have no end.
  case lookAfterSteps([EntryID])
  /// Ends what still runs of a command.
  case endLeftRunning(EntryID)
  /// Gives the terminal to a shell, for what a step means to be typed there.
  case openTerminal(step: String, text: String, values: [String: String])
  // Programs.
  case loadCatalog
  /// Runs a command of this program.
  case run([String], id: Int)
  /// Ends the command that runs.
  case stop(id: Int)
  /// Opens the editor of the user on a text.
  case edit(String)
  case openLink(String)
  // The terminal.
  case copy(String)
  case notify(String)
  case theme(Theme)
  case mouse(Bool)
  case suspend
  case redraw
  case quit
}

/// What is to be written.
package enum SaveRequest: Equatable, Sendable {
  /// Lines as they were typed, each with the moment it was entered.
  case lines([TypedLine])
  case correct(EntryID, text: String?, at: Instant?, kind: Kind?)
  case retract(EntryID, because: String)
  case declare(title: String, severity: Severity?, impactStarted: Instant?)
  /// Offers a role to whoever has the handle.
  case offer(RoleName, to: String, because: String?)
  case assign(RoleName, to: String)
  /// Something that happened to a step; with `again` the runbook is walked once more.
  case walk(RunbookStep, origin: RunbookStep.Origin, again: Bool)
  /// A request that names no person and no line; its texts are as they were typed.
  case command(Command, at: Instant?)
}

/// One line that was typed, its time already understood.
package struct TypedLine: Equatable, Sendable {
  package var composition: Composition
  /// When it happened; nil for the moment it is written.
  package var at: Instant?

  package init(_ composition: Composition, at: Instant? = nil) {
    self.composition = composition
    self.at = at
  }
}

/// How the console calls somebody who looks elsewhere.
package enum Attention: String, CaseIterable, Hashable, Sendable {
  case off
  case bell
  /// A notification of the desktop, by terminals that know OSC 9.
  case osc9
}
