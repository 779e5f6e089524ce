import Testing

@testable import IncidentModel

/// What holds for every template of a postmortem.
@Suite struct TemplateTests {
  static let names = PostmortemTemplates.all.map(\.name)

  private func template(_ name: String) throws -> any PostmortemTemplate {
    try #require(PostmortemTemplates.named(name))
  }

  @Test func `there are the four that are promised`() {
    #expect(Self.names == ["house", "google", "pagerduty", "howie"])
  }

  @Test(arguments: names)
  func `reads as it was reviewed`(name: String) throws {
    let document = try template(name).render(try PostmortemTests.source())
    let file = name == "house" ? "postmortem.md" : "postmortem-\(name).md"
    #expect(try document == golden(file, record: document))
  }

  @Test(arguments: names)
  func `calls nobody by name and says the same again`(name: String) throws {
    let source = try PostmortemTests.source()
    let document = try template(name).render(source)
    for person in ["mira", "tomas", "yuki"] { #expect(!document.lowercased().contains(person)) }
    #expect(try template(name).render(source, keeping: document) == document)
  }

  @Test(arguments: names)
  func `what was written in another template stays`(name: String) throws {
    let source = try PostmortemTests.source()
    var written = HousePostmortem().render(source)
    written = written.replacing(
      /(<!-- write: lucky .*-->\n\n).*(\n)/, with: { "\($0.1)Nobody was at work.\($0.2)" })
    #expect(try template(name).render(source, keeping: written).contains("Nobody was at work."))
  }

  @Test(arguments: names)
  func `its own language blames nobody`(name: String) throws {
    let document = try template(name).render(try PostmortemTests.source())
    let found = Linter().findings(inMarkdown: document).filter { $0.level > .hint }
    #expect(found == [])
  }

  @Test func `a chart shows severity, status and health with their times`() throws {
    let chart = PostmortemReport(try PostmortemTests.source()).chart
    #expect(chart.hasPrefix("```mermaid\ngantt\n    dateFormat YYYY-MM-DD HH:mm:ss\n"))
    #expect(chart.contains("    section Severity\n"))
    #expect(chart.contains(":milestone, "))
  }

  @Test func `what an incident has seeded is told with what its runs have shown`() throws {
    var source = try PostmortemTests.source()
    let planned = PlannedExperiment(
      id: EntryID(bits: 77), createdAt: after(0), experiment: readyExperiment(),
      runs: [
        Dated(
          at: after(1),
          value: ExperimentRun(
            verdict: .weaknessFound, digest: "0", status: "completed", isDeviated: true),
          author: .person(ana))
      ])
    source.learning.experiments = [planned]
    let text = PostmortemReport(source).experiments
    #expect(text.contains("**\(planned.name)**"))
    #expect(text.contains("weakness found"))
  }
}
