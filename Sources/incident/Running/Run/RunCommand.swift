internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Runs a command and records it.
struct RunCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a command, show what it prints, and record it in the timeline.",
    discussion: """
      What the command prints goes to your terminal as it comes, as from a shell. Recorded are its \
      words, exit status, duration, and the end of its output (200 lines, 8 KiB) with what is \
      plainly a secret masked. Its exit status becomes that of `incident run`.

        incident run -- kubectl rollout undo deployment/checkout
        incident run --timeout 2m -- ./drain.sh eu
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(
    help: ArgumentHelp(
      "Stop it after that time: asked to end, and killed 5 s later.", valueName: "duration"))
  var timeout: String?
  @Argument(
    parsing: .captureForPassthrough,
    help: ArgumentHelp("The command and its arguments, after `--`.", valueName: "command"))
  var command: [String]

  private var argv: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

  func validate() throws {
    // Everything after the options is the command's, even this.
    if ["-h", "--help"].contains(command.first) { throw CleanExit.helpRequest(self) }
    guard argv.isEmpty || argv[0].isEmpty else { return }
    throw ValidationError("Give the command after `--`: incident run -- ls -l")
  }

  func run(in session: Session) throws {
    // Refused before anything runs, not after.
    let incident = try session.incident()
    let limit = try timeout.map { try parseDuration($0) }
    if case let reason? = session.book.readOnlyReason {
      throw LogbookError.readOnly(reason, path: session.book.path)
    }
    let patterns = session.configuration.redact
    let began = session.now
    let run = try ChildProcess.run(argv, timeoutSeconds: limit)
    let tail = Self.recordedTail(of: run.output, masking: patterns)
    let event = Event.command(
      CommandRun(
        argv: Self.recordedWords(argv, masking: patterns), exitStatus: Int(run.status),
        milliseconds: run.milliseconds, outputTail: tail.isEmpty ? nil : tail))
    let now = session.now
    let entries = try session.write { writer, author in
      try writer.perform(
        .log(event), on: incident.id,
        Occasion(author: author, now: now, at: began, allowsFuture: true))
    }
    if run.isTimedOut, let limit {
      session.output.message("incident: stopped after \(durationText(limit))")
    }
    for entry in entries {
      session.output.message(
        "saved \(entry.id.shortText) \(session.clockTime(entry.happenedAt)) command, exit \(run.status)"
      )
    }
    if run.status != 0 { throw ExitCode(run.status) }
  }

  /// The words of a command, each seen with the program and the word before it: `--password X`, `curl -u me:X`.
  static func recordedWords(_ words: [String], masking patterns: [String]) -> [String] {
    words.indices.map { index in
      let alone = maskingSecrets(in: words[index], also: patterns)
      guard index > 0 else { return alone }
      let before = index == 1 ? "\(words[0]) " : "\(words[0]) \(words[index - 1]) "
      let line = maskingSecrets(in: before + words[index], also: patterns)
      return line.hasPrefix(before) ? String(line.dropFirst(before.count)) : alone
    }
  }

  /// The last 200 lines and 8 KiB of output, secrets masked.
  static func recordedTail(of bytes: [UInt8], masking patterns: [String]) -> String {
    let text = maskingSecrets(in: String(decoding: bytes, as: UTF8.self), also: patterns)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).suffix(201)
    var tail = lines.joined(separator: "\n").trimmingSpaces()
    while tail.utf8.count > 8192 {
      // Whole lines, unless one alone is too long.
      guard let end = tail.firstIndex(of: "\n") else {
        tail = Substring(String(decoding: Array(tail.utf8.suffix(8192)), as: UTF8.self))
        break
      }
      tail = tail[tail.index(after: end)...]
    }
    return String(tail)
  }
}
