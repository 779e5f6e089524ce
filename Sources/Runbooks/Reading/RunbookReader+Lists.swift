internal import IncidentModel

extension RunbookReader {
  /// R1, R2, R3 and R6: which items of a list are steps.
  mutating func takeList(_ list: Int, isOrdered: Bool, start: Int) {
    defer { lead = nil }
    let items = tree.children(of: list)
    let isAction = role.map { $0 != .reference } ?? false
    for item in items {
      guard case .item(let isTask) = tree.blocks[item].kind else { continue }
      let isStep =
        isTask || isOrdered && role != .reference || isAction && !isOrdered && !isOnlyLink(item)
      if isStep {
        takeItem(item, depth: 0)
      } else {
        takeInner(item, depth: 0)
      }
    }
    let last = runbook.steps.lastIndex { $0.depth == 0 }
    lastItem = last.flatMap { runbook.steps[$0].section == section ? $0 : nil }
    lastOrdered = isOrdered ? lastItem : nil
  }

  /// Whether an item is nothing but a link: something to see besides, not something to do.
  private func isOnlyLink(_ item: Int) -> Bool {
    let blocks = tree.children(of: item)
    guard blocks.count == 1, tree.blocks[blocks[0]].kind == .paragraph else { return false }
    let inlines = tree.blocks[blocks[0]].inlines
    guard let first = inlines.first, case .link = first else { return false }
    // What the link is called comes after it.
    return inlines.dropFirst().count { if case .lineBreak = $0 { false } else { true } } <= 1
  }

  /// An item that is a step: its text, its blocks, and the steps below it.
  private mutating func takeItem(_ item: Int, depth: Int) {
    let block = tree.blocks[item]
    var step = newStep("", line: block.line, depth: depth)
    let position = runbook.steps.count
    runbook.steps.append(step)
    var cue = ""
    for child in tree.children(of: item) {
      let inner = tree.blocks[child]
      for case .link(let target) in inner.inlines {
        runbook.links.append(Runbook.Link(line: inner.line, target: target))
      }
      switch inner.kind {
      case .paragraph, .heading:
        if step.title.isEmpty { step.title = Self.title(of: inner.text) }
        cue = inner.text
        for text in Self.comments(in: inner.inlines) {
          read(text, into: &step.attributes, inner.line)
        }
        step.blocks += inlineCommands(in: inner)
      case .code(let text, let isFenced):
        if let block = self.block(
          text, isFenced: isFenced, line: inner.line, cue: cue)
        {
          step.blocks.append(block)
        }
      case .html(let text): read(text, into: &step.attributes, inner.line)
      case .list(let isOrdered, _):
        takeNested(child, isOrdered: isOrdered, depth: depth, cue: cue, &step)
      case .item, .quote, .table, .other: break
      }
    }
    if step.title.isEmpty {
      step.title = step.blocks.first.map { Self.title(of: $0.command) } ?? "-"
    }
    runbook.steps[position] = step
  }

  /// A list within a step: ordered and task items are steps below it, others belong to it.
  private mutating func takeNested(
    _ list: Int, isOrdered: Bool, depth: Int, cue: String, _ step: inout Runbook.Step
  ) {
    for item in tree.children(of: list) {
      guard case .item(let isTask) = tree.blocks[item].kind else { continue }
      if isOrdered || isTask, depth < 4 {
        takeItem(item, depth: depth + 1)
        continue
      }
      var cue = cue
      for child in tree.children(of: item) {
        let inner = tree.blocks[child]
        switch inner.kind {
        case .paragraph:
          cue = inner.text
          for text in Self.comments(in: inner.inlines) {
            read(text, into: &step.attributes, inner.line)
          }
          step.blocks += inlineCommands(in: inner)
        case .code(let text, let isFenced):
          if let block = block(text, isFenced: isFenced, line: inner.line, cue: cue) {
            step.blocks.append(block)
          }
        case .list(let isOrdered, _) where depth < 4:
          takeNested(child, isOrdered: isOrdered, depth: depth + 1, cue: cue, &step)
        default: break
        }
      }
    }
  }

  /// Looks for tasks and commands in an item that is no step itself.
  private mutating func takeInner(_ item: Int, depth: Int) {
    for child in tree.children(of: item) {
      let inner = tree.blocks[child]
      switch inner.kind {
      case .paragraph:
        lead = (inner.text, inner.line)
        for text in Self.comments(in: inner.inlines) where text.contains("incident:") {
          runbook.problems.append(
            Runbook.Problem(line: inner.line, "this comment stands at no step and no heading"))
        }
      case .code(let text, let isFenced):
        takeCode(text, isFenced: isFenced, line: inner.line, next: nil)
      case .list where depth < 4:
        for nested in tree.children(of: child) {
          if tree.blocks[nested].kind == .item(isTask: true) {
            takeItem(nested, depth: 0)
          } else {
            takeInner(nested, depth: depth + 1)
          }
        }
      default: break
      }
    }
  }

  // MARK: Code

  /// R3, R4 and R8: code that stands in no list.
  mutating func takeCode(_ text: String, isFenced: Bool, line: Int, next: Int?) {
    defer { lead = nil }
    let language = isFenced ? Self.language(of: info(line: line)) : ""
    if ["", "markdown", "md", "text"].contains(language), text.contains("[ ]"),
      takeChecklist(text, line)
    {
      return
    }
    let block = block(text, isFenced: isFenced, line: line, cue: lead?.text ?? "")
    guard let block else { return }
    // A fence that is not indented breaks the list it belongs to: the numbers after it tell.
    if let lastOrdered, let next, case .list(true, let start) = tree.blocks[next].kind, start > 1 {
      runbook.steps[lastOrdered].blocks.append(block)
      return
    }
    // Right below an item that says what to do, with no sentence between: that is what it says.
    if let lastItem, lead == nil, runbook.steps[lastItem].blocks.isEmpty {
      runbook.steps[lastItem].blocks.append(block)
      return
    }
    // Not a command, and no sentence of its own: it belongs to what was said before.
    if case .shown = block.use, lead == nil || !BlockClassifier.isShell(block.language),
      let last = runbook.steps.indices.last, runbook.steps[last].section == section
    {
      runbook.steps[last].blocks.append(block)
      return
    }
    guard role != .reference || BlockClassifier.isShell(block.language) else { return }
    let heading = section.map { runbook.sections[$0].title } ?? runbook.title
    var step = newStep(
      lead.map { Self.title(of: Self.lastSentence(of: $0.text)) } ?? heading,
      line: lead?.line ?? line)
    if let lead, let same = runbook.steps.indices.last,
      runbook.steps[same].lines.lowerBound == lead.line
    {
      // Its sentence already offered a command.
      runbook.steps[same].blocks.append(block)
      return
    }
    step.blocks = [block]
    runbook.steps.append(step)
  }

  /// Makes a block of code; nil when it has nothing to do with a shell and nothing to show.
  mutating func block(
    _ text: String, isFenced: Bool, line: Int, cue: String
  ) -> RunbookBlock? {
    var attributes = RunbookAttributes()
    var language = ""
    if isFenced {
      let info = info(line: line)
      language = Self.language(of: info)
      let rest = String(info.dropFirst(Self.languageLength(of: info)).trimmingSpaces())
      // Behind other languages anything may stand.
      if BlockClassifier.isShell(language) || rest.hasPrefix("{") || rest.contains("=") {
        var found = attributes.read(rest)
        if let expect = attributes.expect, !StepRun.isPattern(expect) {
          attributes.isBroken = true
          found.append("expect=\(expect): not a POSIX extended regular expression")
        }
        if attributes.retry != nil, !attributes.isCheck {
          attributes.isBroken = true
          found.append("retry: only a check is asked again: check=true")
        }
        for problem in found where BlockClassifier.isShell(language) || language.isEmpty {
          runbook.problems.append(Runbook.Problem(line: line, problem))
        }
      }
    }
    // The fence itself is a line.
    let first = isFenced ? line + 1 : line
    let source = text.hasSuffix("\n") ? String(text.dropLast()) : text
    if let block = BlockClassifier(declared: declared, cue: cue).block(
      source, language: language, line: first, attributes: attributes)
    {
      return block
    }
    guard isFenced, !source.isEmpty else { return nil }
    let what =
      language.isEmpty
      ? "it begins with no command that is known" : "it is \(language), not a shell's"
    return RunbookBlock(
      line: first, language: language, source: source, command: source, use: .shown(because: what))
  }

  /// The raw text behind a fence: the parser takes its escapes away, which breaks JSON.
  private func info(line: Int) -> Substring {
    guard runbook.lines.indices.contains(line - 1) else { return "" }
    let text = runbook.lines[line - 1]
    guard let fence = text.firstRange(of: "```") ?? text.firstRange(of: "~~~") else { return "" }
    let sign = text[fence.lowerBound]
    return text[fence.lowerBound...].drop { $0 == sign }.trimmingSpaces()[...]
  }

  private static func languageLength(of info: Substring) -> Int {
    let word = info.prefix { !$0.isWhitespace && $0 != "{" }
    return word.contains("=") ? 0 : word.count
  }

  private static func language(of info: Substring) -> String {
    let word = info.prefix(languageLength(of: info))
    return word.contains("=") ? "" : word.lowercased()
  }

  /// R8: a checklist within a fence, as templates of change issues have it.
  private mutating func takeChecklist(_ text: String, _ line: Int) -> Bool {
    var hasItems = false
    for (offset, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard let match = row.prefixMatch(of: /(\s*)(?:[-*+]|\d+[.)])\s+\[[ xX]\]\s+(.+)/) else {
        continue
      }
      hasItems = true
      let step = newStep(
        Self.title(of: String(match.2)), line: line + 1 + offset,
        depth: min(4, match.1.count / 2))
      runbook.steps.append(step)
    }
    return hasItems
  }
}
