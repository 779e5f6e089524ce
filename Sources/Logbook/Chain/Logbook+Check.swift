internal import GRDB

extension Logbook {
  /// Looks at everything: its place, the file, the chains, the bodies, and all that is derived from them.
  ///
  /// One finding at least for each subject. Takes long on a large logbook; never part of opening.
  package func check() throws -> [LogbookFinding] {
    var findings = PlaceCheck(path: path).findings()
    let now = now()
    let parts: [(Database) throws -> [LogbookFinding]] = [
      FileCheck.findings, SchemaCheck.findings, PeopleCheck.findings,
      { try ChainCheck.findings($0, now: now) }, DerivedCheck.findings,
    ]
    for part in parts {
      do {
        findings += try read(part)
      } catch LogbookError.corrupt(_, let detail) {
        // Where the pages are damaged the other parts may still have something to say.
        findings.append(
          LogbookFinding(
            grade: .red, subject: "reading", detail: detail,
            remedy: FileCheck.remedy))
      }
    }
    if !queue.configuration.readonly { findings.append(try checkSearch()) }
    return findings
  }

  /// The full-text index against its own text; it needs a write lock, so only where there can be one.
  private func checkSearch() throws -> LogbookFinding {
    do {
      try queue.writeWithoutTransaction { database in
        try database.inTransaction(.immediate) {
          try database.execute(sql: "INSERT INTO words(words) VALUES ('integrity-check')")
          return .rollback
        }
      }
      return LogbookFinding(grade: .ok, subject: "search", detail: "index intact")
    } catch let error as DatabaseError {
      let failure = Connection.translated(error, path: path)
      guard case .corrupt(_, let detail) = failure else { throw failure }
      return LogbookFinding(
        grade: .red, subject: "search", detail: detail,
        remedy: "`incident doctor --rebuild` makes it anew from the entries")
    }
  }
}
