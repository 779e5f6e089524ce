internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// Marks a milestone of a drill, or waits until somebody does.
struct DrillMarkCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "mark",
    abstract: "Say that a milestone of the drill is reached; --wait waits until somebody does.",
    discussion: """
      Milestones are T0 to T11, by number or name: injected, impact-seen, detected, lead-assigned, \
      decided, switched, first-good, verified, repaired, state-verified, failback-started, \
      failback-verified. With --wait a script stops until a person has said so here, in the console \
      (key D) or at the terminal of the script; then any step may be named, which becomes a task.

        incident drill mark detected --noticed-by monitor
        incident drill mark t4 'us has headroom' --at 14:05
        incident drill mark --wait decided --timeout 10m
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: ArgumentHelp("The milestone.", valueName: "milestone")) var milestone: String
  @Argument(help: ArgumentHelp("A remark.", valueName: "text")) var words: [String] = []
  @Option(help: "By what it was noticed; of detected.") var noticedBy: DrillMark.Detector?
  @Flag(help: "Wait until somebody has said so.") var wait = false
  @Option(help: ArgumentHelp("How long to wait.", valueName: "duration")) var timeout = "10m"
  @OptionGroup var moment: MomentOptions

  func run(in session: Session) throws {
    let known = DrillMilestone(milestone) ?? DrillMilestone(ofStep: milestone)
    let remark = words.joined(separator: " ")
    if wait {
      return try DrillWait(session, milestone, known, remark, parseDuration(timeout)).run()
    }
    guard let known else { throw Failure.learning(.notAMilestone(milestone)) }
    try session.perform(at: moment) { writer in
      let text = writer.people.storingMentions(in: remark)
      return .drill(
        DrillStep(act: .marked, milestone: known, by: noticedBy, text: text.isEmpty ? nil : text))
    }
  }
}

extension DrillMark.Detector: ExpressibleByArgument {}

/// Waits until a milestone is marked, or a task is done.
private struct DrillWait {
  let session: Session
  let incident: IncidentSummary
  let milestone: DrillMilestone?
  let step: String
  /// What is to be done.
  let remark: String
  let seconds: Int64

  init(
    _ session: Session, _ step: String, _ milestone: DrillMilestone?, _ remark: String,
    _ seconds: Int64
  ) throws {
    self.session = session
    self.step = step
    self.remark = remark
    incident = try session.incident()
    // Elsewhere than in a drill a step is one, whatever it is called.
    self.milestone = try session.book.incident(incident.id).state.drill == nil ? nil : milestone
    self.seconds = seconds
  }

  func run() throws {
    if !remark.isEmpty { session.output.message(visible(remark)) }
    let task = try ask()
    var isAnswering = true
    let bell = try Doorbell(logbook: session.book.path)
    let limit = session.now.advanced(bySeconds: seconds)
    while session.now < limit {
      if try report(task) { return }
      var waiting = [
        pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: isAnswering ? terminal : -1, events: Int16(POLLIN), revents: 0),
      ]
      // The doorbell rings for each commit; the time-out is for file systems that do not tell.
      _ = unsafe poll(&waiting, 2, 1000)
      bell.drain()
      if waiting[1].revents & Int16(POLLIN) != 0 { isAnswering = try answerHere(task) }
    }
    if let milestone {
      let now = session.now
      try session.write { writer, author in
        _ = try writer.perform(
          .drill(DrillStep(act: .gaveUp, milestone: milestone)), on: incident.id,
          Occasion(author: author, now: now))
      }
    }
    if let task {
      let now = session.now
      try session.write { writer, author in
        _ = try writer.perform(
          .finishTask(task, result: "nobody came in time"), on: incident.id,
          Occasion(author: author, now: now))
      }
    }
    throw Failure.learning(.notReached(step, afterSeconds: seconds))
  }

  /// A script that has a terminal may be answered there; -1 is asked by nobody.
  private var terminal: Int32 { isatty(STDIN_FILENO) == 1 ? STDIN_FILENO : -1 }

  /// Writes down what is waited for, so that others see it.
  private func ask() throws -> EntryID? {
    let state = try session.book.incident(incident.id).state
    if let milestone {
      if state.drill?.marks[milestone] != nil { return nil }
      let now = session.now
      try session.write { writer, author in
        _ = try writer.perform(
          .drill(DrillStep(act: .awaited, milestone: milestone)), on: incident.id,
          Occasion(author: author, now: now))
      }
      session.output.message(
        "waiting in \(visible(incident.ref)) for \(milestone.label) \(milestone.words); Enter here, D in the console"
      )
      return nil
    }
    let now = session.now
    let entries = try session.write { writer, author in
      try writer.perform(
        .log(.task(TaskStep(text: remark.isEmpty ? step : "\(step): \(remark)"))), on: incident.id,
        Occasion(author: author, now: now))
    }
    session.output.message(
      "waiting until this task of \(visible(incident.ref)) is done: \(visible(step)); Enter here does it"
    )
    return entries.first?.id
  }

  /// Prints when it is reached, if it is.
  private func report(_ task: EntryID?) throws -> Bool {
    let state = try session.book.incident(incident.id).state
    if let abort = state.drill?.abortedBecause {
      throw Failure.learning(
        .wasAborted(step, because: try session.book.people().showingMentions(in: abort)))
    }
    if let milestone, let mark = state.drill?.marks[milestone] {
      try session.output.line(
        JSON.object([
          "step": .string(milestone.rawValue), "by": .string(role(of: mark.author, state)),
          "at": .time(mark.at),
        ]).text(isPretty: false))
      return true
    }
    guard let task, let done = state.tasks.first(where: { $0.id == task }), done.isDone else {
      return false
    }
    try session.output.line(
      JSON.object(["step": .string(step), "result": .string("done")]).text(isPretty: false))
    return true
  }

  /// What the author does in the drill: what is printed here ends up in a journal, which has no names.
  private func role(of author: Author, _ state: Incident.State) -> String {
    state.roles.filter { $0.value == author.person }.keys.min()?.words ?? "a responder"
  }

  /// Somebody has pressed Enter where the script runs.
  ///
  /// - Returns: whether somebody may still be there; nobody is at the end of the input.
  private func answerHere(_ task: EntryID?) throws -> Bool {
    guard readLine() != nil else { return false }
    let now = session.now
    try session.write { writer, author in
      let command: Command =
        if let milestone { .drill(DrillStep(act: .marked, milestone: milestone)) } else if let task
        { .finishTask(task, result: nil) } else { .log(.note(Remark(text: step))) }
      _ = try writer.perform(command, on: incident.id, Occasion(author: author, now: now))
    }
    return true
  }
}
