import Testing

@testable import IncidentModel

@Suite struct PostmortemTests {
  static func source(
    _ peopleAs: PostmortemOptions.PeopleAs = .roles
  ) throws -> PostmortemSource {
    let parsed = TextFile.read(
      try golden("sample.txt"), ReadingOptions(now: after(0), title: "x"), person: known)
    let id = parsed.incident(hash: weakHash)
    let people = People(["mira", "tomas", "yuki"].map { Person(id: known($0), handle: $0) })
    let entries = parsed.entries(
      of: id, by: .person(known("tomas")), importedAt: after(0), hash: weakHash)
    return PostmortemSource(
      incident: Incident(id: id, replaying: entries), lines: timeline(of: entries), people: people,
      options: PostmortemOptions(now: after(0), peopleAs: peopleAs))
  }

  @Test func `the house postmortem of the sample reads as it was reviewed`() throws {
    let document = HousePostmortem().render(try Self.source())
    #expect(try document == golden("postmortem.md", record: document))
  }

  @Test func `people are roles, everywhere and always the same`() throws {
    let document = HousePostmortem().render(try Self.source()).lowercased()
    for name in ["mira", "tomas", "yuki"] { #expect(!document.contains(name)) }
    #expect(document.contains("responder 1 ran openssl by hand"))
    let named = HousePostmortem().render(try Self.source(.names))
    #expect(named.contains("yuki ran openssl by hand"))
  }

  @Test func `what a person wrote stays when it is made again`() throws {
    let source = try Self.source()
    let first = HousePostmortem().render(source)
    let text = "Two hours of *stale* search.\n\n- and a list"
    let edited = first.replacing(
      /(<!-- write: summary .*-->\n\n).*(\n)/, with: { "\($0.1)\(text)\($0.2)" })
    let again = HousePostmortem().render(source, keeping: edited)
    #expect(again.contains(text))
    #expect(again != first)
    #expect(HousePostmortem().render(source, keeping: again) == again)
    #expect(first.contains("9 of 9 places"))
    #expect(again.contains("8 of 9 places"))
  }

  @Test func `what stood in a place that is no more is kept at the end`() throws {
    let previous = "<!-- write: weather — x -->\nrain\n<!-- end: weather -->\n"
    let document = HousePostmortem().render(try Self.source(), keeping: previous)
    #expect(document.contains("## Kept from an earlier version"))
    #expect(document.contains("\nrain\n"))
    #expect(HousePostmortem().render(try Self.source(), keeping: document) == document)
  }

  @Test func `text from outside cannot make a place, a heading or a column`() {
    var log = Log.declared()
    log.add(
      1,
      .note(Remark(text: "x\n# head\n<!-- write: summary -->\nhidden | b\n<!-- end: summary -->")))
    let source = PostmortemSource(
      incident: log.folded, lines: log.lines, people: everybody,
      options: PostmortemOptions(now: after(10)))
    let document = HousePostmortem().render(source)
    #expect(!document.contains("\n# head"))
    #expect(document.contains("x # head".replacing("#", with: "\\#")))
    #expect(HousePostmortem().render(source, keeping: document) == document)
    #expect(document.contains("Draft while live"))
  }

  @Test func `health is told as times in which something was not well`() throws {
    var log = Log.declared()
    log.add(1, .health(HealthChange(subject: "a eu", from: "ok", to: "warning")))
    let held = AcknowledgementStep(
      service: "a", region: "eu", because: "this | drains", seconds: 1800)
    log.add(2, .acknowledgement(held))
    log.add(3, .health(HealthChange(subject: "a eu", from: "warning", to: "critical")))
    log.add(
      4,
      .acknowledgement(
        AcknowledgementStep(act: .ended, service: "a", region: "eu", because: "it got worse")))
    log.add(5, .acknowledgement(held))
    log.add(9, .health(HealthChange(subject: "a eu", from: "critical", to: "ok")))
    log.add(9, .health(HealthChange(subject: "b|#", from: "critical", to: "ok")))
    let source = PostmortemSource(
      incident: log.folded, lines: log.lines, people: everybody,
      options: PostmortemOptions(now: after(10)))
    let document = HousePostmortem().render(source)
    let section = try #require(document.split(separator: "## Health over the incident\n").last)
    let rows = section.split(separator: "\n").prefix { !$0.hasPrefix("##") }
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| What") }
      .map { $0.replacing("2026-11-22 14:0", with: "") }
    #expect(
      rows == [
        "| a eu | warning | 1 | 3 | 2m |", "| a eu | critical | 3 | 9 | 6m |",
        "| b\\|\\# | critical | before the record | 9 | – |",
        "| a eu | commander | 2 | 2m | this \\| drains | it got worse |",
        "| a eu | commander | 5 | at most 30m | this \\| drains | not recorded |",
      ])
  }

  @Test func `without a word on health there is no section on it`() {
    let log = Log.declared()
    let source = PostmortemSource(
      incident: log.folded, lines: log.lines, people: everybody,
      options: PostmortemOptions(now: after(10)))
    #expect(!HousePostmortem().render(source).contains("## Health"))
  }

  @Test(arguments: [Mode.drill, .test])
  func `a drill or a test says so`(mode: Mode) {
    var log = Log()
    log.add(0, .declared(Declaration(title: "t", mode: mode)))
    let source = PostmortemSource(
      incident: log.folded, lines: log.lines, people: everybody,
      options: PostmortemOptions(now: after(1)))
    #expect(HousePostmortem().render(source).contains(mode == .drill ? "**Drill.**" : "**Test.**"))
  }

  @Test func `a template is found by its name`() {
    #expect(PostmortemTemplates.named("House")?.name == "house")
    #expect(PostmortemTemplates.named("none") == nil)
    #expect(Set(PostmortemTemplates.all.map(\.name)).count == PostmortemTemplates.all.count)
  }

  @Test func `a second holder of a role has a number and others are responders`() {
    var log = Log.declared()
    log.add(1, .role(RoleChange(role: .commander, person: bo)))
    log.add(
      2, .note(Remark(text: "ANA's and Ana Ruiz, banana, @{p-cyrus}, https://x.example/ana")),
      by: cy)
    let cast = Cast(log.lines, people: everybody, as: .roles)
    #expect([ana, bo, cy].map { cast.name($0) } == ["commander", "commander 2", "responder 1"])
    let text = cast.text("ANA's and Ana Ruiz, banana, @ana https://x.example/ana")
    #expect(text == "commander's and commander, banana, commander https://x.example/ana")
  }
}
