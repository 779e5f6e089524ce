import Testing

@testable import IncidentModel

@Suite struct ExperimentCardTests {
  static func card(
    _ experiment: Experiment, _ context: ExperimentExportContext = .sample()
  ) -> String {
    ExperimentCard().render(experiment, context)
  }

  @Test func `the sections stand in the order in which they are reviewed`() {
    let headings = Self.card(.sample).split(separator: "\n").filter { $0.hasPrefix("#") }
    #expect(
      headings == [
        "# EXP-7k3f: Readers keep their pages", "## The surprise", "## Hypothesis",
        "## Steady state", "## Method", "## Rollback", "## Blast radius", "## Stop at once when",
        "## Parts",
      ])
  }

  @Test func `text from outside cannot become a heading, a column or a link`() {
    let hostile = "a\n# head | <b> [x](y) ${z}"
    let card = Self.card(
      .sample.with {
        $0.title = hostile
        $0.asFound = hostile
        $0.stopNow = [hostile]
        $0.method = [.person(hostile, hostile)]
        $0.steadyState = [
          Experiment.Activity.url(hostile, "javascript:x").expecting { $0.matches = hostile }
        ]
      })
    #expect(!card.contains("\n# head"))
    #expect(!card.contains("<b>"))
    #expect(!card.contains("[x](y)"))
    #expect(card.contains("\\# head \\| \\<b\\>"))
  }

  @Test func `people are called by their roles`() {
    var context = ExperimentExportContext.sample()
    context.wording = { $0.replacing("ana", with: "the commander") }
    let card = Self.card(.sample.with { $0.stopNow = ["ana says so"] }, context)
    #expect(card.contains("- the commander says so"))
    #expect(!card.contains("ana "))
  }

  @Test func `what is missing is said`() {
    let card = Self.card(.sample.with { $0.owner = nil }, .sample(.draft))
    #expect(card.contains("## Not ready yet\n\n- missing: an owner\n"))
  }

  @Test func `production is marked`() {
    let card = Self.card(.sample.with { $0.blastRadius?.environment = "Production" })
    #expect(card.contains("> **Production.**"))
  }

  @Test func `runs so far are told with their verdicts`() throws {
    var context = ExperimentExportContext.sample()
    context.runs = [try JournalText(after: false, during: [true, false]).outcome]
    let card = Self.card(.sample, context)
    #expect(
      card.contains("| 2026-11-22 14:00 | \(ExperimentRun.Verdict.weaknessFound.words) | 1 of 2 |"))
  }
}
