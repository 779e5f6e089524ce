internal import GRDB
package import IncidentModel

extension Logbook {
  /// When runbooks were last walked, and in which incident, by the name of the runbook.
  package func runbookExercises() throws -> [String: RunbookExercise] {
    try read { database in
      // With max() the other columns are those of its row.
      let rows: [(String, RunbookExercise)] = try database.all(
        """
        SELECT json_extract(b.body, '$.runbook'), max(l.at), i.ref, i.mode
        FROM line l INDEXED BY line_runbooks
        JOIN body b ON b.n = l.n JOIN incident i ON i.id = l.incident
        WHERE l.kind = 'runbook' AND l.hidden = 0
          AND json_extract(b.body, '$.act') IN ('ended', 'byHand')
        GROUP BY 1
        """, []
      ) { row in
        (
          try row.text(0),
          RunbookExercise(
            at: Instant(milliseconds: try row.integer(1)), ref: try row.text(2),
            mode: Mode(rawValue: try row.text(3)) ?? .live)
        )
      }
      return Dictionary(rows, uniquingKeysWith: { $1 })
    }
  }
}
