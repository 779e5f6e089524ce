internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the roles, their holders, and what each does.
struct RoleListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print who holds which role, and what the role does.",
    discussion: """
      The commander holds every role that nobody else holds.

        incident role list
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let summary = try session.incident()
    let incident = try session.book.incident(summary.id)
    let people = try session.book.people()
    let named = incident.state.roles.keys.filter { !RoleName.standard.contains($0) }.sorted()
    let roles = RoleName.standard + named
    let holder = { (role: RoleName) in incident.state.roles[role].map { people.handle(of: $0) } }
    if session.options.json {
      try session.output.document([
        "incident": .string(summary.ref),
        "roles": .array(
          roles.map { role in
            .object([
              "role": .string(role.name), "holder": .optional(holder(role)),
              "duties": .list(role.duties), "mustNot": .list(role.mustNot),
            ])
          }),
      ])
      return
    }
    let rows = roles.map { role in
      [role.name, holder(role) ?? "-", role.duties.joined(separator: "; ")]
    }
    try session.output.table(rows)
  }
}
