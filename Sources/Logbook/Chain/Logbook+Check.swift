internal import GRDB

extension Logbook {
  /// Looks at everything: the file, the chains, the bodies, and all that is derived from them.
  ///
  /// One finding at least for each subject. Takes long on a large logbook; never part of opening.
  package func check() throws -> [LogbookFinding] {
    var findings: [LogbookFinding] = []
    for part in [FileCheck.findings, ChainCheck.findings, DerivedCheck.findings] {
      do {
        findings += try read(part)
      } catch LogbookError.corrupt(_, let detail) {
        // Where the pages are damaged the other parts may still have something to say.
        findings.append(
          LogbookFinding(
            grade: .red, subject: "reading", detail: detail,
            remedy: "export what can be read into a new logbook"))
      }
    }
    if readOnlyReason == nil { findings.append(try checkSearch()) }
    return findings
  }

  /// The full-text index against its own text; it needs a write lock, so only where writing can be.
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
        grade: .red, subject: "search", detail: detail, remedy: "rebuild the derived tables")
    }
  }
}
