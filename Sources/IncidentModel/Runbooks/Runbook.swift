/// A runbook: steps that people walk, some with a command, read from a Markdown file.
///
/// The rules by which a file becomes one are those of `docs/runbooks.md`. The file is never written to.
package struct Runbook: Hashable, Sendable {
  /// Its path within its folder, without `.md`: `redis/failover`.
  package var name: String
  /// Where the file is.
  package var path: String
  package var title: String
  /// SHA-256 of the file's bytes, in hexadecimal digits.
  package var digest: String
  package var front = FrontMatter()
  package var sections: [Section] = []
  /// The steps in the order of the file; those of a lower rank follow the one they belong to.
  package var steps: [Step] = []
  /// What could not be understood, by line.
  package var problems: [Problem] = []
  /// The file, line by line.
  package var lines: [String] = []
  /// The targets of its links, as they are written.
  package var links: [Link] = []

  package init(name: String, path: String, title: String = "", digest: String = "") {
    self.name = name
    self.path = path
    self.title = title
    self.digest = digest
  }

  /// What stands in front of the text: everything is optional.
  package struct FrontMatter: Hashable, Sendable {
    package var title: String?
    package var owner: String?
    /// The day it was last read over, `2026-05-01`.
    package var reviewed: String?
    /// Days after which it is to be read over again.
    package var reviewAfterDays: Int?
    /// Names of alerts it is for; `*` stands for any characters.
    package var alerts: [String] = []
    package var services: [String] = []
    package var parameters: [RunbookParameter] = []
    /// The folder its commands start in, relative to its own.
    package var folder: String?

    package init() {}
  }

  /// A heading and what stands below it up to the next.
  package struct Section: Hashable, Sendable {
    package var title: String
    /// 1 to 6.
    package var level: Int
    package var line: Int
    package var role: SectionRole
    /// The name that GitHub gives the heading in links.
    package var slug: String
    package var attributes = RunbookAttributes()

    package init(title: String, level: Int, line: Int, role: SectionRole, slug: String) {
      self.title = title
      self.level = level
      self.line = line
      self.role = role
      self.slug = slug
    }
  }

  /// One thing to do.
  package struct Step: Hashable, Sendable, Identifiable {
    /// What it is known by although the file is edited: headings, title, and how often that came before.
    package var id: String
    /// `3`, or `3.1` below another one.
    package var number: String
    package var title: String
    /// How deep it lies below other steps; 0 for none.
    package var depth: Int
    package var role: SectionRole
    /// The number of its section; nil above all headings.
    package var section: Int?
    /// The lines of the file that are about it.
    package var lines: Range<Int>
    package var blocks: [RunbookBlock] = []
    package var attributes = RunbookAttributes()

    package init(
      title: String, depth: Int, role: SectionRole, section: Int?, lines: Range<Int>
    ) {
      id = ""
      number = ""
      self.title = title
      self.depth = depth
      self.role = role
      self.section = section
      self.lines = lines
    }
  }

  package struct Problem: Hashable, Sendable {
    package var line: Int
    package var text: String

    package init(line: Int, _ text: String) {
      self.line = line
      self.text = text
    }
  }

  package struct Link: Hashable, Sendable {
    package var line: Int
    package var target: String

    package init(line: Int, target: String) {
      self.line = line
      self.target = target
    }
  }

  /// Which text of it is walked.
  package func origin(revision: String? = nil) -> RunbookStep.Origin {
    RunbookStep.Origin(path: path, digest: digest, steps: steps.count, revision: revision)
  }

  package subscript(step id: String) -> Step? { steps.first { $0.id == id } }

  /// The step with a number, as a person types it.
  package func step(numbered number: String) -> Step? { steps.first { $0.number == number } }

  /// The block with a name, and the step it stands in.
  package func block(named name: String) -> (step: Step, block: RunbookBlock)? {
    for step in steps {
      if let block = step.blocks.first(where: { $0.attributes.name == name }) {
        return (step, block)
      }
    }
    return nil
  }

  /// The number and title of a step, with the values that its title names.
  package func label(of step: Step, _ values: [String: String]) -> String {
    "\(step.number) \(title(of: step, values))"
  }

  /// The title of a step, with the values that it names: `Drain $from` reads `Drain eu`.
  package func title(of step: Step, _ values: [String: String]) -> String {
    guard step.title.contains("$") else { return step.title }
    var known: [String: String] = [:]
    for parameter in front.parameters where !parameter.isSecret {
      known[parameter.name] = values[parameter.name] ?? parameter.standard
    }
    return ShellText.naming(known, in: step.title)
  }

  /// The text of a step as the file has it, without what only this program reads.
  package func text(of step: Step) -> [String] {
    let rows = step.lines.clamped(to: 1..<lines.count + 1).map { lines[$0 - 1] }
    let indent = rows.first?.prefix { $0 == " " }.count ?? 0
    var text = rows.map { row in
      String(row.dropFirst(min(indent, row.prefix { $0 == " " }.count)))
        .replacing(/\s*<!--\s*incident:.*?-->/, with: "")
    }
    while text.last?.trimmingSpaces().isEmpty == true { text.removeLast() }
    return text
  }

  /// What one should know besides: all that stands outside of steps, and what comes before the title's
  /// text is left out.
  package var reference: [String] {
    var isStep = Array(repeating: false, count: lines.count + 2)
    for step in steps {
      for line in step.lines.clamped(to: 1..<lines.count + 1) { isStep[line] = true }
    }
    let start = sections.first?.line ?? 1
    var rows: [String] = []
    for line in (min(start, lines.count)..<lines.count + 1) where line > 0 && !isStep[line] {
      let row = lines[line - 1].replacing(/\s*<!--.*?-->/, with: "")
      // Headings of nothing but steps say nothing by themselves.
      if row.hasPrefix("#"), line + 1 <= lines.count, isNothing(after: line, isStep) { continue }
      if row.trimmingSpaces().isEmpty, rows.last?.isEmpty ?? true { continue }
      rows.append(row.trimmingSpaces().isEmpty ? "" : row)
    }
    while rows.last?.isEmpty == true { rows.removeLast() }
    return rows.count <= 1 ? [] : rows
  }

  /// Whether a heading is followed by a step, but for empty lines.
  private func isNothing(after heading: Int, _ isStep: [Bool]) -> Bool {
    var line = heading + 1
    while line <= lines.count, !isStep[line], lines[line - 1].trimmingSpaces().isEmpty { line += 1 }
    return line <= lines.count && (isStep[line] || lines[line - 1].hasPrefix("#"))
  }
}

/// What a section of a runbook is for; taken from the words of its heading.
package enum SectionRole: String, Hashable, Sendable, CaseIterable {
  case prepare
  case diagnose
  case mitigate
  case verify
  case rollback = "roll back"
  case escalate
  case `do`
  /// To be read, not walked.
  case reference
}
