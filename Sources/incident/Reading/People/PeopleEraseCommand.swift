internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Takes a person's name out of the logbook.
struct PeopleEraseCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Take a person's handle and name out of the logbook for good.",
    discussion: """
      What the person did stays, under an opaque id. Where the name stands as a word in the text of an \
      entry, it stays there: those entries are printed, `incident redact` removes one. Exports, backups and \
      copies elsewhere are not reached.

        incident people erase ana
        incident people erase ana --yes
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "The handle.", completion: .custom(CompletionLists.people)) var handle: String
  @Flag(help: "Do it; without this only say what would be done.") var yes = false

  func run(in session: Session) throws {
    let people = try session.book.people()
    guard let person = people[handle: handle] else {
      throw Failure.unknownPerson(
        handle, closest: closest(to: handle, among: people.handles, limit: 5))
    }
    let left = try mentions(of: person, session)
    guard yes else {
      try printLeft(left, session)
      throw Failure.wantsYes("erasing \(visible(person.handle)) cannot be taken back")
    }
    if person.handle.lowercased() == session.author.lowercased() {
      // Writing would make the person anew.
      throw Failure.erasesAuthor(person.handle)
    }
    let erased = try session.write { writer, _ in
      try writer.erasePerson(handle: person.handle, at: session.now)
    }
    DraftFile.remove(by: person.handle, in: session.draftFolder)
    session.warnOfCopies()
    if session.options.json {
      try session.output.document([
        "id": .string(erased.id.rawValue), "shownAs": .string(erased.handle),
        "entriesWithTheName": .array(left.map { .string("\($0.line.id)") }),
      ])
      return
    }
    try session.output.line("erased; shown as \(visible(erased.handle)) from now on")
    try printLeft(left, session)
    if session.configuration.member(handle: person.handle) != nil {
      session.output.message(
        "the configuration still names that person, and brings the name back with the next entry: edit people: there"
      )
    }
  }

  /// The entries in whose text the handle or the name stands as a word.
  private func mentions(of person: Person, _ session: Session) throws -> [SearchHit] {
    var found: [SearchHit] = []
    for name in [person.handle, person.name].compactMap(\.self) {
      var query = SearchQuery(text: "\"\(name.filter { $0 != "\"" })\"")
      query.limit = 1000
      let known = Set(found.map(\.line.id))
      found += try session.book.search(query).filter { hit in
        // Where the person is meant by id, no name stands.
        let text = hit.line.entry.event.text { _ in "" }
        return !known.contains(hit.line.id) && text.lowercased().contains(name.lowercased())
      }
    }
    return found
  }

  private func printLeft(_ left: [SearchHit], _ session: Session) throws {
    guard !left.isEmpty, !session.options.json else { return }
    try session.output.line("the name stands in the text of:")
    for result in left {
      let entry = result.line.entry
      try session.output.line(
        "  \(entry.id.shortText)  \(visible(result.incident.ref))  \(visible(entry.event.kindName))"
      )
    }
  }
}
