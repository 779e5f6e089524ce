internal import GRDB

/// Compares the tables, indexes and triggers of a file with those that the program makes.
enum SchemaCheck {
  static func findings(_ database: Database) throws -> [LogbookFinding] {
    let version = try Schema.version(database)
    guard version <= Schema.known else {
      return [LogbookFinding(grade: .ok, subject: "schema", detail: "form \(version), a newer one")]
    }
    let expected = try DatabaseQueue().inDatabase { database in
      for step in Schema.steps.prefix(version) { try database.execute(sql: step) }
      return try statements(database)
    }
    let found = try statements(database)
    return FileCheck.report(
      expected.symmetricDifference(found).sorted().map { "not as the program makes it: \($0)" },
      "schema", ok: "form \(version)", remedy: FileCheck.remedy)
  }

  private static func statements(_ database: Database) throws -> Set<String> {
    Set(
      try database.all(
        "SELECT type || ' ' || name || ' of ' || tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema"
      ) { try $0.text(0) })
  }
}
