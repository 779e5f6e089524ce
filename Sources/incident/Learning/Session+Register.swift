internal import IncidentModel
internal import Logbook

extension Session {
  /// The experiment that a person means.
  func experiment(_ text: String) throws -> PlannedExperiment {
    try item(text, .experiment, of: book.register().experiments)
  }

  /// The plan of a drill that a person means.
  func drill(_ text: String) throws -> PlannedDrill {
    try item(text, .drill, of: book.register().drills)
  }

  /// The risk that a person means.
  func risk(_ text: String) throws -> KnownRisk { try item(text, .risk, of: book.register().risks) }

  private func item<Item: Identifiable>(
    _ text: String, _ sort: RegisterID.Sort, of items: [Item]
  ) throws -> Item where Item.ID == EntryID {
    let found = items.filter { RegisterID(sort, $0.id).isMeant(by: text) }
    if found.count > 1 { throw Failure.ambiguousItem(sort, text, found.map(\.id)) }
    guard let first = found.first else {
      throw Failure.unknownItem(sort, text, known: items.suffix(20).map { RegisterID(sort, $0.id) })
    }
    return first
  }

  /// Changes the register as the author, in one transaction.
  @discardableResult
  func change(_ command: (inout Writer) throws -> RegisterCommand) throws -> [Entry] {
    let now = now
    return try write { writer, author in
      try writer.perform(command(&writer), Occasion(author: author, now: now))
    }
  }

  /// Says what was saved in the register.
  func confirm(_ sort: RegisterID.Sort, _ id: EntryID, _ said: String) throws {
    let name = RegisterID(sort, id)
    if options.json {
      return try output.document([
        "id": .string(id.description), "name": .string("\(name)"), "said": .string(said),
      ])
    }
    try output.line("\(name) \(visible(said))")
  }

  /// The refs of the incidents that something follows from.
  func refs(of seeds: [Experiment.Seed]?) throws -> [String] {
    try (seeds ?? []).map(\.incident).uniqued().map { id in
      try book.summary(of: id)?.ref ?? id.description
    }
  }

  /// A YAML text that a person edits until it can be read, or gives up.
  ///
  /// - Parameters:
  ///   - text: what is edited.
  ///   - file: where the new text is instead of in an editor; `-` is standard input.
  ///   - read: makes a value of it.
  /// - Returns: the value; nil when the text was left as it was.
  /// - Throws: what is wrong with it, by line.
  func edited<Value>(
    _ text: String, from file: String?, _ read: (ConfigurationNode) throws -> Value
  ) throws -> Value? {
    let changed: String
    if let file {
      changed = try readText(ofFile: file)
    } else {
      switch Editor(folder: draftFolder).edit(text) {
      case .text(let edited): changed = edited
      case .failed(let why): throw Failure.learning(.notEdited(why))
      }
      if changed.trimmingSpaces() == text.trimmingSpaces() { return nil }
    }
    do {
      let tree = try YAML.tree(of: changed)
      return try read(tree ?? ConfigurationNode(line: 1, content: .map([])))
    } catch let problems as ConfigurationProblems {
      throw Failure.badForm(path: try file ?? keep(changed), problems.problems)
    }
  }

  /// Keeps what was typed in an editor and cannot be read, so that it can be mended.
  private func keep(_ text: String) throws -> String {
    let path = "\(draftFolder)/edited-\(now.milliseconds).yaml"
    try writeFile(text, to: path)
    return path
  }
}
