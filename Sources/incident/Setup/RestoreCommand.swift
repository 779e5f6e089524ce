internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// Goes back to a backup.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Make the logbook what a backup of it is; what it was is kept beside it.",
    discussion: """
      The backup is checked first: a damaged one changes nothing. Programs that have the logbook open go on \
      with what was restored. Entries that only the logbook had can be brought back from where it is kept; \
      what comes back is said.

        incident restore /backups/incident-2026-11-30.sqlite --yes
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The backup.", completion: .file()) var file: String
  @Flag(help: "Do it; without this only say what would be done.") var yes = false

  func run() throws {
    let path = globals.logbookPath()
    let output = Output()
    do {
      guard fileExists(file) else { throw Failure.noInput(path: file, code: ENOENT) }
      guard yes else {
        throw Failure.wantsYes(
          "restoring \(visible(file)) replaces \(visible(path)), which is kept beside it")
      }
      let now = Session.clock()
      let done = try Logbook.restore(path, from: file, stamp: fileStamp(now))
      // Opening it brings it to the newest form and gives it an origin of its own.
      let book = try Logbook(opening: path)
      let aside = done.aside.flatMap { try? Logbook(opening: $0, .readOnly) }
      let erased = try aside.map(book.eraseAgain) ?? 0
      try say(done, path, output)
      if erased > 0 {
        output.message("\(erased) erasures that the backup did not know were done again")
      }
    } catch {
      throw try ErrorMessages(path: path).complaint(for: error)
    }
  }

  private func say(_ done: Restoration, _ path: String, _ output: Output) throws {
    if globals.json {
      return try output.document([
        "logbook": .string(path), "entries": .count(done.entries),
        "missing": .count(done.missing), "aside": .optional(done.aside),
      ])
    }
    try output.line("\(visible(path)): \(entryCount(done.entries)) of \(visible(file))")
    for warning in done.warnings.prefix(5) {
      output.message("incident: warning: the chain of the backup: \(visible(warning))")
    }
    guard let aside = done.aside else { return }
    output.message("what it was is kept in \(visible(aside))")
    if done.missing > 0 {
      output.message(
        "\(entryCount(done.missing)) only there: `incident export --all --logbook \(visible(aside)) -o FILE` and `incident import FILE` bring back what is missing"
      )
    }
  }
}
