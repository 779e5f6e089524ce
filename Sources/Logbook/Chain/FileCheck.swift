internal import GRDB

/// What SQLite itself says of the file.
enum FileCheck {
  static func findings(_ database: Database) throws -> [LogbookFinding] {
    var findings: [LogbookFinding] = []
    let problems = try database.all("PRAGMA integrity_check(20)") { try $0.text(0) }
      .filter { $0 != "ok" }
    findings += report(
      problems, "file", ok: "integrity_check ok",
      remedy: remedy)
    let orphans = try database.all("PRAGMA foreign_key_check") { row in
      "a row of \(try row.text(0)) without its \(try row.text(2))"
    }
    findings += report(
      orphans, "references", ok: "foreign_key_check ok",
      remedy: "`incident doctor --rebuild` makes what is derived anew")
    let taken = try database.all(
      """
      WITH redacted AS (SELECT target FROM entry WHERE kind = 'redaction' AND target IS NOT NULL)
      SELECT hex(id) FROM entry WHERE n NOT IN (SELECT n FROM body)
        AND id NOT IN redacted AND NOT (kind = 'correction' AND target IN redacted) LIMIT 20
      """
    ) { "\(try $0.text(0).lowercased()): its text is gone, and no redaction says why" }
    if !taken.isEmpty {
      findings += report(
        taken, "texts", ok: "", remedy: "compare with an export or another copy")
    }
    if try Meta(database)?.isPurgeDue == true {
      findings.append(
        LogbookFinding(
          grade: .warning, subject: "erasure",
          detail: "erased text may still lie in the index or the journal",
          remedy: "write anything: the next write cleans up"))
    }
    return findings
  }

  static let remedy = LogbookFinding.rescue

  static func report(
    _ problems: [String], _ subject: String, ok: String, remedy: String
  ) -> [LogbookFinding] {
    if problems.isEmpty { return [LogbookFinding(grade: .ok, subject: subject, detail: ok)] }
    return problems.prefix(20).map {
      LogbookFinding(grade: .red, subject: subject, detail: $0, remedy: remedy)
    }
  }
}
