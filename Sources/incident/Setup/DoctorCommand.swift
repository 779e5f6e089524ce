internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Looks whether everything that the program stands on is sound.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract:
      "Check the terminal, the locale, the configuration, its sources, the logbook, the clock and the editor.",
    discussion: """
      Says the version as well. Each finding says what to do about it. The status is 2 when one of them is red.

      --salvage writes every entry of a damaged logbook that can still be read into a file that `import` reads, \
      and what is left of the others, in words, into another beside it; the logbook is not touched. --rebuild \
      makes what follows from the entries anew: lists, search, summaries.

        incident doctor
        incident doctor --json
        incident doctor --salvage rescued.jsonl
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(
    help: ArgumentHelp("Write what can be read of a damaged logbook.", valueName: "file"),
    completion: .file())
  var salvage: String?
  @Flag(help: "Make lists, search and summaries anew from the entries.") var rebuild = false

  func run() throws {
    let output = Output()
    let path = globals.logbookPath()
    do {
      if let salvage { return try Salvager(path: path, file: salvage).run(output, globals.json) }
      if rebuild {
        try Logbook(opening: path).rebuild()
      }
    } catch { throw try ErrorMessages(path: path).complaint(for: error) }
    let findings = try Examination(globals: globals).findings()
    if globals.json {
      try output.document([
        "findings": .array(
          findings.map { finding in
            .object([
              "grade": .string(finding.grade.word), "subject": .string(finding.subject),
              "detail": .string(finding.detail), "remedy": .optional(finding.remedy),
            ])
          })
      ])
    } else {
      let width = findings.map { TextWidth.columns(of: $0.subject) }.max() ?? 0
      for finding in findings {
        try output.line(
          output.styled(TextWidth.padded(finding.grade.word, to: 7), finding.grade.style) + "  "
            + TextWidth.padded(visible(finding.subject), to: width) + "  " + visible(finding.detail)
        )
        if let remedy = finding.remedy { try output.line("         -> \(visible(remedy))") }
      }
    }
    if findings.contains(where: { $0.grade == .red }) { throw ExitCode(ExitStatus.findings) }
  }
}

extension LogbookFinding.Grade {
  fileprivate var word: String {
    switch self {
    case .ok: "ok"
    case .warning: "warning"
    case .red: "red"
    }
  }

  fileprivate var style: Output.Style {
    switch self {
    case .ok: .good
    case .warning: .warning
    case .red: .bad
    }
  }
}
