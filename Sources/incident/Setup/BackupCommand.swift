internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// Copies the logbook.
struct BackupCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the whole logbook, also while others write in it.",
    discussion: """
      The copy is checked, and stands under its name only when it is whole and on disk. A copy that is \
      written to gets an origin of its own, so that it can be merged with `import`.

        incident backup /backups/incident-$(date +%F).sqlite
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Where to; a folder gets a file with the date in its name.", completion: .file())
  var file: String
  @Flag(help: "Replace a file that is there.") var force = false

  func run(in session: Session) throws {
    let target = isFolder(file) ? "\(file)/incident-\(fileStamp(session.now)).sqlite" : file
    if fileExists(target) {
      if !force { throw Failure.isThere(path: target, option: "--force") }
      // One that is used would lose what is in it, or be left with a journal of another file.
      if sameFile(target, session.book.path) { throw Failure.isTheLogbook(path: target) }
    }
    let count: Int
    do { count = try session.book.backUp(to: target) } catch LogbookError.cannotOpen(
      target, let code, _)
    {
      throw Failure.cannotWrite(path: target, code: code)
    }
    if session.options.json {
      try session.output.document(["file": .string(target), "entries": .count(count)])
    } else {
      try session.output.line("\(visible(target)): \(entryCount(count)), checked")
    }
  }
}

/// A moment as part of a file's name, in UTC.
func fileStamp(_ instant: Instant) -> String {
  let civil = Zone.utc.civil(instant)
  return "\(civil.dateText)T\(civil.secondText.filter { $0 != ":" })Z"
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}

private func sameFile(_ one: String, _ other: String) -> Bool {
  var (first, second) = (stat(), stat())
  return unsafe stat(one, &first) == 0 && stat(other, &second) == 0
    && first.st_dev == second.st_dev && first.st_ino == second.st_ino
}
