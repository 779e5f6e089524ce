internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

/// The row of an incident that follows from its entries.
enum Summary {
  /// The kinds that can change what a summary shows of the state.
  static let kinds: Set<String> = Set(
    [Kind.declared, .titled, .severity, .status, .milestone].map(\.rawValue))

  /// What the row says of the state.
  struct State: Hashable {
    var ref: String
    var title: String
    var severity: String
    var status: String
    var mode: String
    var declaredAt: Int64
  }

  static func fold(_ id: IncidentID, _ database: Database) throws {
    let state = try state(of: id, database)
    try database.run(
      """
      UPDATE incident SET ref = ?, title = ?, severity = ?, status = ?, mode = ?, declaredAt = ?
      WHERE id = ?
      """,
      [
        state.ref, state.title, state.severity, state.status, state.mode, state.declaredAt,
        id.data,
      ])
  }

  /// The register is found among incidents by its ref, and is none.
  private static func registerState(_ first: Int64) -> State {
    State(
      ref: IncidentID.registerRef, title: "experiments, drills and risks",
      severity: Severity.unknown.rawValue, status: Status.triage.rawValue,
      mode: Mode.live.rawValue, declaredAt: first)
  }

  static func state(of id: IncidentID, _ database: Database) throws -> State {
    let entries = try database.all(
      """
      SELECT \(StoredEntry.columns) FROM entry e LEFT JOIN body b ON b.n = e.n
      WHERE e.incident = ? AND e.shapes = 1 AND e.kind IN
        ('declared', 'titled', 'severity', 'status', 'milestone', 'correction', 'retraction', 'redaction')
      ORDER BY e.n
      """, [id.data], StoredEntry.init)
    let state = Incident(id: id, replaying: entries.map(\.entry)).state
    let declared = entries.first { $0.entry.event.kindName == Kind.declared.rawValue }
    let first =
      try declared?.entry.happenedAt.milliseconds
      ?? database.one(
        "SELECT recordedAt FROM entry WHERE incident = ? ORDER BY n LIMIT 1", [id.data],
        { try $0.integer(0) }) ?? 0
    var title = ""
    if id == .register { return registerState(first) }
    if case .declared(let declaration)? = declared?.entry.event { title = declaration.title }
    return State(
      ref: id.ref(title: title), title: state.title, severity: state.severity.rawValue,
      status: state.status.rawValue, mode: state.mode.rawValue,
      declaredAt: state.declaredAt?.milliseconds ?? first)
  }
}
