internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints who does what.
struct PeopleListCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Print who is in which role over all open incidents, and who commanded how often.",
    discussion: """
      People of the configuration are listed with the roles they can take on.

        incident people
      """)

  @OptionGroup var globals: GlobalOptions

  func run(in session: Session) throws {
    let people = try session.book.people()
    var filter = IncidentFilter()
    filter.scope = .all
    filter.limit = 100_000
    var roles: [PersonID: [(role: RoleName, ref: String)]] = [:]
    var commands: [PersonID: Int] = [:]
    for summary in try session.book.incidents(filter) where summary.mode != .test {
      let state = try session.book.incident(summary.id).state
      if let commander = state.roles[.commander] { commands[commander, default: 0] += 1 }
      guard !state.status.isEnded else { continue }
      for (role, person) in state.roles { roles[person, default: []].append((role, summary.ref)) }
    }
    var known = people.handles.compactMap { people[handle: $0] }
    // Those of the configuration are in the logbook only once something was written with it.
    for member in session.configuration.people {
      if let index = known.firstIndex(where: {
        $0.handle.lowercased() == member.handle.lowercased()
      }) {
        known[index].name = member.name ?? known[index].name
      } else {
        known.append(
          Person(id: PersonID(rawValue: ""), handle: member.handle, name: member.name))
      }
    }
    known.sort { $0.handle < $1.handle }
    let ready = { (person: Person) in
      session.configuration.member(handle: person.handle)?.roles.sorted().map(\.name) ?? []
    }
    if session.options.json {
      try session.output.document([
        "people": .array(
          known.map { person in
            .object([
              "handle": .string(person.handle), "name": .optional(person.name),
              "commanded": .count(commands[person.id] ?? 0), "canTake": .list(ready(person)),
              "roles": .array(
                (roles[person.id] ?? []).map {
                  .object(["role": .string($0.role.name), "incident": .string($0.ref)])
                }),
            ])
          })
      ])
      return
    }
    try session.output.table(
      known.map { person in
        let held = (roles[person.id] ?? []).sorted { $0.role < $1.role }
          .map { "\($0.role.name) of \($0.ref)" }
        let count = commands[person.id] ?? 0
        return [
          person.handle, person.name ?? "",
          count == 0 ? "" : "commander of \(count)", held.joined(separator: ", "),
          ready(person).isEmpty ? "" : "can be \(words(ready(person)))",
        ]
      })
  }
}
