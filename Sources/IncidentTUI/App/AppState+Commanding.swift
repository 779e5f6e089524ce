internal import IncidentModel

extension AppState {
  /// Takes a key on the line that `:` opened.
  mutating func command(_ key: Key) -> [Effect] {
    switch key {
    case .enter:
      let line = String(command.editor.text.trimmingSpaces())
      command.clear()
      leaveMode()
      return run(line)
    case .escape:
      command.clear()
      leaveMode()
    case .control("c"):
      if command.editor.isEmpty { leaveMode() }
      command.clear()
    case .backspace where command.editor.isEmpty: leaveMode()
    case .control("g"): enter(.help(scroll: 0))
    case .tab: command.complete(candidates, by: 1)
    case .backTab: command.complete(candidates, by: -1)
    default: _ = command.handle(key)
    }
    return []
  }

  /// Does what a `:` line says.
  private mutating func run(_ line: String) -> [Effect] {
    guard !line.isEmpty else { return [] }
    command.history.append(line)
    let split = ShellWords(line)
    if let quote = split.openQuote {
      say(":\(line): a \(quote) is opened and not closed; : Up brings the line back", isError: true)
      return []
    }
    var words = split.all
    // Typed by habit, as in a shell.
    if words.first == "incident" { words.removeFirst() }
    guard let first = words.first else { return [] }
    if let word = ConsoleWord.named(first) { return perform(word, Array(words.dropFirst())) }
    if CommandCatalog.wantingTerminal.contains(first) {
      say("\(first) wants a terminal of its own: run it in another shell", isError: true)
      return []
    }
    if let catalog, !catalog.commands.isEmpty, !first.hasPrefix("-"),
      catalog.command(first, in: catalog.commands) == nil
    {
      let names = catalog.commands.map(\.name) + ConsoleWord.all.map(\.name)
      let near = nearest(to: first, among: names).map { "; did you mean \($0)?" } ?? ""
      say("there is no command \(first)\(near); Tab lists them", isError: true)
      return []
    }
    return run(words, as: line)
  }

  /// Runs a command of this program and shows what it writes; `next` is what `:` begins with then.
  mutating func run(_ words: [String], as line: String? = nil, then next: String = "") -> [Effect] {
    let line = line ?? words.joined(separator: " ")
    if let running {
      say(":\(running.line) is still running: Ctrl-C ends it", isError: true)
      return []
    }
    let id = nextToken()
    running = RunningCommand(id: id, line: line)
    mode = .reading(
      Document(title: ":\(line)", width: dialogWidth, commandID: id, command: next))
    return [.run(words, id: id)]
  }

  private mutating func perform(_ word: ConsoleWord, _ rest: [String]) -> [Effect] {
    let value = rest.joined(separator: " ")
    if !word.values.isEmpty, !word.values.contains(value) {
      say(":\(word.name) takes \(words(word.values))", isError: true)
      return []
    }
    return word.perform(&self, value)
  }

  /// Takes what a command has written.
  mutating func takeOutput(_ text: String, of id: Int) {
    guard case .reading(var document) = mode, document.commandID == id else { return }
    // Held once: else all of it would be copied for each piece.
    mode = .browsing
    document.append(text)
    mode = .reading(document)
  }

  /// A command has ended: a line is a notice, more stays open to be read.
  mutating func takeEnd(of id: Int, status: Int32) {
    guard let ended = running, ended.id == id else { return }
    running = nil
    guard case .reading(var document) = mode, document.commandID == id else {
      say(
        ":\(ended.line) has ended" + (status == 0 ? "" : " with status \(status)"),
        isError: status != 0)
      return
    }
    document.commandID = nil
    if let line = document.onlyLine {
      leaveMode()
      let silent = status == 0 ? ":\(ended.line) is done" : ":\(ended.line): status \(status)"
      say(line.isEmpty ? silent : line, isError: status != 0)
    } else {
      mode = .reading(document)
    }
  }

  // MARK: What could follow

  /// The words that could stand where the cursor does, the best first.
  var candidates: [CommandLine.Candidate] {
    let typed = command.typed
    var words = typed.words[...]
    if words.first == "incident" { words = words.dropFirst() }
    let all = possible(after: words, beginning: typed.prefix)
    let folded = typed.prefix.lowercased()
    return all.filter { $0.word.lowercased().hasPrefix(folded) && $0.word != typed.prefix }
  }

  private func possible(
    after words: ArraySlice<String>, beginning prefix: String
  ) -> [CommandLine.Candidate] {
    let commands = catalog?.commands ?? []
    guard let first = words.first else {
      return commands.filter { !CommandCatalog.wantingTerminal.contains($0.name) }.map {
        .init(word: $0.name, help: $0.help)
      }
        + ConsoleWord.all.map { .init(word: $0.name, help: $0.help) }
    }
    if let word = ConsoleWord.named(first) {
      return words.count == 1 ? word.values.map { .init(word: $0, help: "") } : []
    }
    guard var current = catalog?.command(first, in: commands) else { return [] }
    var isNamed = false
    var positionals = 0
    var given: Set<String> = []
    var rest = words.dropFirst()
    while let word = rest.popFirst() {
      if word == "--" { return [] }
      if word.hasPrefix("-") {
        given.insert(word)
        guard let option = current.arguments.first(where: { $0.names.contains(word) }),
          option.takesValue
        else { continue }
        if rest.isEmpty { return values(of: option) }
        rest = rest.dropFirst()
      } else if !isNamed, let next = current.subcommands.first(where: { $0.name == word }) {
        current = next
      } else {
        if !isNamed, let standard = current.standard,
          let next = current.subcommands.first(where: { $0.name == standard })
        {
          current = next
        }
        isNamed = true
        positionals += 1
      }
    }
    return options(of: current, given: given, prefix: prefix)
      + (isNamed ? [] : current.subcommands.map { .init(word: $0.name, help: $0.help) })
      + values(ofPositional: positionals, of: current)
  }

  private func options(
    of command: CommandCatalog.Command, given: Set<String>, prefix: String
  ) -> [CommandLine.Candidate] {
    guard prefix.hasPrefix("-") else { return [] }
    var arguments = command.arguments
    if let standard = command.standard {
      arguments += command.subcommands.first { $0.name == standard }?.arguments ?? []
    }
    return arguments.compactMap { argument in
      guard let name = argument.names.last,
        argument.isRepeating || given.isDisjoint(with: argument.names)
      else { return nil }
      return .init(word: name, help: argument.help)
    }
  }

  private func values(
    ofPositional index: Int, of command: CommandCatalog.Command
  ) -> [CommandLine.Candidate] {
    let positionals = command.arguments.filter { $0.names.isEmpty }
    if let argument = positionals.indices.contains(index) ? positionals[index] : positionals.last,
      index < positionals.count || argument.isRepeating
    {
      return values(of: argument)
    }
    return []
  }

  private func values(of argument: CommandCatalog.Argument) -> [CommandLine.Candidate] {
    switch argument.values {
    case .anything: return []
    case .list(let values): return values.map { .init(word: $0, help: "") }
    case .people:
      return people.handles.map { .init(word: $0, help: people[handle: $0]?.name ?? "") }
    case .services: return setting.services.map { .init(word: $0, help: "service") }
    case .regions: return setting.regions.map { .init(word: $0, help: "region") }
    case .incidents: return setting.ref.isEmpty ? [] : [.init(word: setting.ref, help: "this one")]
    case .entries:
      return timeline.lines.suffix(50).reversed().map { line in
        .init(
          word: line.id.shortText,
          help: "\(line.entry.event.kindName) \(line.entry.event.text(name: people.handle(of:)))")
      }
    }
  }
}
