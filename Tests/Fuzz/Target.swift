import HealthSources
import IncidentModel
import Runbooks

/// Something that reads text from outside, and samples of what it reads.
struct Target: Sendable {
  let name: String
  /// Runs one case; what is wrong with what came of it.
  let run: @Sendable (inout RandomText) -> [String]

  static let all: [Target] =
    [
      timeline, csv, lines, typed, journal, runbook, lint, risks, outputs, secrets,
    ] + HealthFormat.all.map(health)

  private static let now = Instant(milliseconds: 1_796_000_000_000)
  private static let options = ReadingOptions(now: now, title: "imported", zone: .utc)
  private static func person(_ handle: String) -> PersonID { PersonID(rawValue: handle) }

  // MARK: Timelines

  static let timeline: Target = Target(name: "text import") { source in
    let text = source.text(of: Samples.timelines)
    return written(TextFile.read(text, options, person: person))
  }

  static let csv: Target = Target(name: "csv import") { source in
    let text = source.text(of: Samples.tables)
    return written(CSV.read(text, options, person: person))
  }

  /// Writes what was read in each form, and looks at every byte.
  private static func written(_ parsed: ParsedTimeline) -> [String] {
    let id = IncidentID(clock: now.milliseconds << 16, random: 1)
    let entries = parsed.lines.enumerated().map { number, line in
      Entry(
        id: EntryID(clock: now.milliseconds << 16, random: UInt64(number)), incident: id,
        happenedAt: line.at, recordedAt: now, author: line.author ?? .system("import"),
        event: line.event)
    }
    let lines = IncidentModel.timeline(of: entries)
    let people = People()
    var problems = Border.problems(
      ofFile: TextFile.write(lines, name: people.handle(of:)), named: "the text form")
    problems += Border.problems(ofTable: CSV.write(lines, people: people))
    for entry in entries {
      let text = entry.event.text { $0.rawValue }
      problems += Border.problems(ofShown: visible(text), "visible")
      problems += Border.problems(ofMarkdown: markdown(text))
    }
    let source = PostmortemSource(
      incident: Incident(id: id, replaying: entries), lines: lines, people: people,
      options: PostmortemOptions(now: now), learning: PostmortemLearning())
    problems += Border.problems(ofFile: HousePostmortem().render(source), named: "the postmortem")
    return problems
  }

  static let lines: Target = Target(name: "jsonl import") { source in
    let text = source.text(of: Samples.records)
    var problems: [String] = []
    if let entry = try? EntryJSON(line: text) {
      problems += Border.problems(ofShown: entry.line, "a line of JSON")
      if (try? EntryJSON(line: entry.line)) != entry {
        problems.append("does not read what it wrote")
      }
    }
    if let unsaved = try? UnsavedEntryJSON(line: text) {
      problems += Border.problems(ofShown: unsaved.line, "an unsaved line")
    }
    return problems
  }

  static let typed: Target = Target(name: "typed line") { source in
    let text = source.text(of: Samples.typed)
    let composition = Composition(line: text)
    _ = try? composition.event(person: person)
    _ = try? parseTime(text, now: now, zone: .utc, allowFuture: false)
    _ = try? parseDuration(text)
    return []
  }

  // MARK: Documents

  static let journal: Target = Target(name: "chaos journal") { source in
    guard let journal = try? ChaosJournal.read(source.mutation(of: Samples.journals), sha256: "0")
    else { return [] }
    let run = journal.run()
    return Border.problems(ofShown: visible("\(run)", multiline: true), "a run")
  }

  static let runbook: Target = Target(name: "runbook") { source in
    let bytes = source.mutation(of: Samples.runbooks)
    guard let book = try? RunbookReader.read(bytes, name: "fuzz", path: "fuzz.md") else {
      return []
    }
    var problems: [String] = []
    for step in book.steps {
      let planner = StepPlanner(book, values: [:], environment: [:], user: "ana")
      if let plan = try? planner.plan(step: step.id) {
        let rows = plan.preview(SecretMask()).joined(separator: "\n")
        problems += Border.problems(ofShown: visible(rows, multiline: true), "a preview")
      }
    }
    return problems
  }

  static let lint: Target = Target(name: "lint") { source in
    _ = Linter(roster: ["Ana Ruiz"]).findings(inMarkdown: source.text(of: Samples.postmortems))
    return []
  }

  static let risks: Target = Target(name: "risk csv") { source in
    _ = RiskCSV.read(source.text(of: Samples.risks), budget: { _ in nil }, person: person)
    return []
  }

  static func health(_ format: HealthFormat) -> Target {
    Target(name: "health \(format.name)") { source in
      let answer = Answer(
        status: source.pick([0, 1, 2, 3, 200, 404, 503]), body: source.mutation(of: Samples.health),
        companion: source.below(4) == 0 ? source.mutation(of: Samples.health) : nil,
        fetchedAt: now)
      switch format.read(answer) {
      case .success(let document):
        return document.readings.isEmpty
          ? ["no reading and no reason"]
          : document.readings.flatMap { Border.problems(ofShown: visible($0.output), "an output") }
      case .failure(let failure):
        return Border.problems(ofShown: visible(failure.text), "a reason")
      }
    }
  }

  // MARK: Output

  static let outputs: Target = Target(name: "command output") { source in
    let text = source.text(of: Samples.outputs)
    return Border.problems(ofShown: visible(plainOutput(text), multiline: true), "an output")
  }

  static let secrets: Target = Target(name: "secrets") { source in
    let text = source.text(of: Samples.outputs)
    let once = maskingSecrets(in: text)
    let twice = maskingSecrets(in: once)
    return twice == once ? [] : ["masked once: \(once)", "and twice: \(twice)"]
  }
}
