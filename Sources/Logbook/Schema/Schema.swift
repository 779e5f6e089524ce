internal import GRDB

/// The tables of a logbook, as the numbered steps that lead to them.
///
/// A step is never edited once a released program has run it; a change is one more step.
enum Schema {
  /// `PRAGMA application_id` of a logbook: "incd".
  static let applicationID: Int64 = 0x696E_6364

  static let steps = [first, firstScreen, walks, learnt, purges]

  /// The number this program knows, in `PRAGMA user_version`.
  static var known: Int { steps.count }

  /// The form from which on incidents can be purged; an older one may be read without being migrated.
  static let withPurges = 5

  /// Runs the missing steps, each in a transaction of its own: killed anywhere, old or new is left.
  static func migrate(_ database: Database) throws {
    for (index, step) in steps.enumerated() where try version(database) <= index {
      try database.inTransaction(.immediate) {
        // Another process may have been faster.
        guard try version(database) == index else { return .commit }
        try database.execute(sql: step)
        if index + 1 == withPurges { try RowSum.addMissing(database) }
        try database.execute(sql: "PRAGMA application_id = \(applicationID)")
        try database.execute(sql: "PRAGMA user_version = \(index + 1)")
        return .commit
      }
    }
  }

  static func version(_ database: Database) throws -> Int {
    try Int.fetchOne(database, sql: "PRAGMA user_version") ?? 0
  }

  /// The first form of a logbook.
  ///
  /// `entry` is the truth and never changes; `body` can be erased, its commitment in `entry` stays.
  /// `line`, `words` and `incident` follow from them and are kept up in the same transaction.
  private static let first = """
    CREATE TABLE meta(
      only INTEGER PRIMARY KEY CHECK (only = 1),
      origin BLOB NOT NULL,
      machine TEXT NOT NULL,
      clock INTEGER NOT NULL,
      counter INTEGER NOT NULL,
      head BLOB NOT NULL,
      purgeDue INTEGER NOT NULL DEFAULT 0
    ) STRICT;

    CREATE TABLE person(
      id TEXT PRIMARY KEY NOT NULL,
      handle TEXT NOT NULL,
      folded TEXT NOT NULL UNIQUE,
      name TEXT
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE entry(
      n INTEGER PRIMARY KEY AUTOINCREMENT,
      id BLOB NOT NULL UNIQUE,
      incident BLOB NOT NULL,
      origin BLOB NOT NULL,
      counter INTEGER NOT NULL,
      hlc INTEGER NOT NULL,
      happenedAt INTEGER NOT NULL,
      recordedAt INTEGER NOT NULL,
      actor TEXT NOT NULL,
      kind TEXT NOT NULL,
      bodyHash BLOB NOT NULL,
      prev BLOB NOT NULL,
      ohash BLOB NOT NULL,
      seq INTEGER,
      chain BLOB,
      target BLOB,
      shapes INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX entry_incident ON entry(incident, n);
    CREATE INDEX entry_shapes ON entry(incident, actor) WHERE shapes = 1;
    CREATE INDEX entry_target ON entry(target, n)
      WHERE kind IN ('correction', 'retraction', 'redaction');

    CREATE TABLE body(
      n INTEGER PRIMARY KEY REFERENCES entry(n),
      salt BLOB NOT NULL,
      body TEXT NOT NULL
    ) STRICT;

    CREATE TABLE maintenance(act TEXT PRIMARY KEY NOT NULL) STRICT;

    CREATE TRIGGER entry_is_fixed BEFORE UPDATE OF
      n, id, incident, origin, counter, hlc, happenedAt, recordedAt, actor, kind, bodyHash, prev,
      ohash, target, shapes ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry is never deleted'); END;
    CREATE TRIGGER body_is_fixed BEFORE UPDATE ON body
    BEGIN SELECT RAISE(ABORT, 'a body never changes'); END;
    CREATE TRIGGER body_stays BEFORE DELETE ON body
      WHEN NOT EXISTS (SELECT 1 FROM maintenance WHERE act = 'erase')
    BEGIN SELECT RAISE(ABORT, 'a body is deleted only by an erasure'); END;

    CREATE TABLE line(
      incident BLOB NOT NULL,
      at INTEGER NOT NULL,
      recordedAt INTEGER NOT NULL,
      id BLOB NOT NULL,
      n INTEGER NOT NULL REFERENCES entry(n),
      kind TEXT NOT NULL,
      actor TEXT NOT NULL,
      hidden INTEGER NOT NULL,
      isSystem INTEGER NOT NULL,
      amended INTEGER NOT NULL,
      PRIMARY KEY (incident, at, recordedAt, id)
    ) STRICT, WITHOUT ROWID;
    CREATE UNIQUE INDEX line_n ON line(n);

    CREATE TABLE incident(
      id BLOB PRIMARY KEY NOT NULL,
      ref TEXT NOT NULL,
      title TEXT NOT NULL,
      severity TEXT NOT NULL,
      status TEXT NOT NULL,
      mode TEXT NOT NULL,
      declaredAt INTEGER NOT NULL,
      lastAt INTEGER NOT NULL,
      entries INTEGER NOT NULL,
      surprises INTEGER NOT NULL,
      firstN INTEGER NOT NULL,
      lastN INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX incident_declared ON incident(declaredAt);
    CREATE INDEX incident_ref ON incident(ref);

    CREATE TABLE chosen(
      login TEXT PRIMARY KEY NOT NULL,
      incident BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;

    \(words);
    """

  /// The full-text index.
  static let words =
    "CREATE VIRTUAL TABLE words USING fts5(text, tokenize = 'unicode61 remove_diacritics 2')"

  /// What the first screen of a long incident needs is found without reading past the rest: a thousand
  /// hypotheses shape it and are not shown, and its last reports of health may lie far back.
  private static let firstScreen = """
    DROP INDEX entry_shapes;
    CREATE INDEX entry_shapes ON entry(incident, actor, kind) WHERE shapes = 1;
    CREATE INDEX line_reports ON line(incident, at, recordedAt, id)
      WHERE kind IN ('health', 'runbook', 'acknowledgement')
    """

  /// How far runbooks were walked shapes an incident, also as older programs have written it down.
  ///
  /// When one was last walked is found without reading past the rest.
  private static let walks = """
    DROP TRIGGER entry_is_fixed;
    UPDATE entry SET shapes = 1 WHERE kind = 'runbook';
    CREATE TRIGGER entry_is_fixed BEFORE UPDATE OF
      n, id, incident, origin, counter, hlc, happenedAt, recordedAt, actor, kind, bodyHash, prev,
      ohash, target, shapes ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
    CREATE INDEX line_runbooks ON line(kind) WHERE kind = 'runbook'
    """

  /// Drills and reviews shape an incident, also as programs that did not know them have kept them.
  ///
  /// Surprises and follow-ups of all incidents are found without reading past the rest.
  private static let learnt = """
    DROP TRIGGER entry_is_fixed;
    UPDATE entry SET shapes = 1 WHERE kind IN ('drill', 'review');
    CREATE TRIGGER entry_is_fixed BEFORE UPDATE OF
      n, id, incident, origin, counter, hlc, happenedAt, recordedAt, actor, kind, bodyHash, prev,
      ohash, target, shapes ON entry
    BEGIN SELECT RAISE(ABORT, 'an entry never changes'); END;
    CREATE INDEX line_learnt ON line(kind, incident)
      WHERE kind IN ('surprise', 'insight', 'followup', 'review')
    """

  /// Whole incidents can be removed, and what is left says so.
  ///
  /// `tombstone` keeps an incident from being brought back by an import. `purged` has a row for each run of
  /// entries of one origin that went: the hashes before and at its end, so that the chain goes on over it.
  private static let purges = """
    CREATE TABLE tombstone(
      incident BLOB PRIMARY KEY NOT NULL,
      entries INTEGER NOT NULL,
      purgedAt INTEGER NOT NULL,
      actor TEXT NOT NULL,
      because TEXT NOT NULL,
      sum BLOB NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE purged(
      origin BLOB NOT NULL,
      first INTEGER NOT NULL,
      last INTEGER NOT NULL,
      prev BLOB NOT NULL,
      ohash BLOB NOT NULL
    ) STRICT;
    CREATE INDEX purged_first ON purged(origin, first);
    DROP TRIGGER entry_stays;
    CREATE TRIGGER entry_stays BEFORE DELETE ON entry
      WHEN NOT EXISTS (SELECT 1 FROM maintenance WHERE act = 'purge')
    BEGIN SELECT RAISE(ABORT, 'an entry is deleted only by a purge'); END;
    ALTER TABLE person ADD COLUMN erasedAt INTEGER;
    ALTER TABLE person ADD COLUMN sum BLOB
    """
}
