import Testing

@testable import IncidentModel

@Suite struct PeopleTests {
  @Test(arguments: [
    ("ask @bo.", "ask @{p-bo}."), ("@ANA knows", "@{p-ana} knows"), ("@nobody", "@nobody"),
    ("mail a@bo", "mail a@{p-bo}"), ("@bo-@ana", "@{p-bo}-@{p-ana}"), ("@cyrus_", "@{p-cyrus}_"),
    ("no one", "no one"),
  ])
  func `a mention is stored as the person`(text: String, stored: String) {
    let people = People([
      Person(id: ana, handle: "ana"), Person(id: bo, handle: "bo"),
      Person(id: PersonID(rawValue: "p-cyrus"), handle: "cyrus"),
    ])
    #expect(people.storingMentions(in: text) == stored)
  }

  @Test func `a mention follows a new handle and outlives the person`() {
    var people = everybody
    #expect(people.showingMentions(in: "ask @{p-bo}") == "ask @bo")
    people.insert(Person(id: bo, handle: "bob"))
    #expect(people.showingMentions(in: "ask @{p-bo}") == "ask @bob")
    #expect(People().showingMentions(in: "ask @{p-bo}") == "ask @someone erased")
  }

  @Test func `a person is found whatever the case of the handle`() {
    #expect(everybody[handle: "ANA"]?.id == ana)
    #expect(everybody[handle: "dora"] == nil)
    #expect(everybody[ana]?.handle == "ana")
    #expect(everybody.handles == ["ana", "bo", "cyrus"])
  }

  @Test(arguments: ["ana", "a", "Ana.Ruiz", "ana-2", "åsa", String(repeating: "a", count: 40)])
  func `a handle can be typed`(text: String) {
    #expect(People.isHandle(text))
  }

  @Test(arguments: ["", "ana ruiz", "@ana", "-ana", ".a", "a/b", String(repeating: "a", count: 41)])
  func `what cannot be typed is no handle`(text: String) {
    #expect(!People.isHandle(text))
  }

  @Test(arguments: [Author.person(ana), .system("health"), .system("")])
  func `an author is stored and read back`(author: Author) {
    #expect(Author(stored: author.stored) == author)
  }

  @Test func `a part of the system is shown by its name`() {
    #expect(everybody.label(of: .system("health")) == "health")
    #expect(everybody.label(of: .person(ana)) == "ana")
  }
}

@Suite struct RoleNameTests {
  @Test(arguments: [
    ("commander", "commander"), ("IC", "commander"), ("comms", "communications"),
    ("ops", "operations"), ("customer liaison", "customer-liaison"), ("int", "internal-liaison"),
    ("dep", "deputy"), ("expert:Checkout", "expert:checkout"),
  ])
  func `a role is read by its name or a unique start`(text: String, name: String) {
    #expect(RoleName(text)?.name == name)
  }

  @Test(arguments: ["", "com", "chief", "expert:", "expert"])
  func `what is not a role is refused`(text: String) {
    #expect(RoleName(text) == nil)
  }

  @Test func `roles sort as they are shown, experts last`() throws {
    let expert = try #require(RoleName("expert:a"))
    let other = try #require(RoleName("expert:b"))
    #expect(
      ([other, expert] + RoleName.standard.reversed()).sorted() == RoleName.standard + [
        expert, other,
      ])
  }

  @Test func `every role has duties`() throws {
    let expert = try #require(RoleName("expert:a"))
    for role in RoleName.standard + [expert] { #expect(!role.duties.isEmpty, "\(role.name)") }
  }
}
