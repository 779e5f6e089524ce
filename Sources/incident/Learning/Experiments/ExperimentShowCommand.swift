internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints one experiment.
struct ExperimentShowCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Print an experiment, what it still needs, and what its runs have shown.",
    discussion: """
        incident experiment show EXP-7k3f
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp("Which experiment.", valueName: "id"),
    completion: .custom(CompletionLists.experiments))
  var id: String

  func run(in session: Session) throws {
    let planned = try session.experiment(id)
    let people = try session.book.people()
    let due = try session.book.due(planned, now: session.now)
    if session.options.json {
      return try session.output.document(["experiment": planned.json(people, due: due)])
    }
    let output = session.output
    try output.line(
      output.styled("\(planned.name)", .strong)
        + "  \(planned.state.rawValue)  \(due.state.words), due \(session.zone.civil(due.at).dateText)"
    )
    try output.line()
    // The text that `edit` opens is what there is to say, in the words in which it is changed.
    try output.write(visible(planned.experiment.yaml(people: people), multiline: true))
    for (title, lines) in [
      ("Still needed", planned.experiment.missing.map(\.words)),
      ("Wrong", planned.experiment.problems.map(\.words)),
      ("Follows from", try session.refs(of: planned.experiment.seeds)),
    ] where !lines.isEmpty {
      try output.line()
      try output.line(output.styled(title, .strong))
      for line in lines { try output.line("  \(visible(line))") }
    }
    guard !planned.runs.isEmpty else { return }
    try output.line()
    try output.line(output.styled("Runs", .strong))
    for run in planned.runs { try run.value.print(in: session, at: run.at) }
  }
}

extension ExperimentRun {
  /// Prints what it has shown: the verdict first, then what makes it so.
  func print(in session: Session, at recordedAt: Instant) throws {
    let output = session.output
    try output.line(
      "  \(session.clockTime(startedAt ?? recordedAt))  " + output.styled(verdict.words, .strong)
        + "  (the tool says \(visible(status))\(isDeviated ? ", deviated" : ""))")
    for flag in flags { try output.line("    " + output.styled("! \(flag.words)", .warning)) }
    if let samples, let badSamples {
      let outage = outageMilliseconds.map { ", out for \($0) ms" } ?? ""
      try output.line("    \(badSamples) of \(samples) measurements meanwhile were bad\(outage)")
    }
    for finding in findings ?? [] { try output.line("    \(visible(finding))") }
  }
}
