/// The moments and durations with labels that a report gives, in the order of the text.
enum LintTime {
  case milestone(Milestone, LintMoment?, at: Range<Int>)
  case duration(LintStatedDuration)
  /// What follows may be about another incident.
  case nextIncident
}

/// A stated duration with the milestones that it can be measured between.
struct LintStatedDuration {
  var value: LintDuration
  var from: [Milestone]
  var to: [Milestone]
  /// The endpoints that stand beside it, as in this program's own reports.
  var endpoints: (start: LintMoment, end: LintMoment)?
  var range: Range<Int>
}

extension LintDocument {
  var times: [LintTime] {
    var times: [LintTime] = []
    let inTables = Dictionary(
      grouping: tables.flatMap { table in self.times(in: table) }, by: \.block)
    for (index, block) in blocks.enumerated() {
      switch block.kind {
      case .heading(let level):
        let words = prose.words(of: index)
        let isDated = words.contains { $0.utf8.count == 4 && $0.utf8.allSatisfy(isDigitByte) }
        if level == 1 || isDated || words.first == "incident" { times.append(.nextIncident) }
      case .row: times += inTables[index]?.map(\.time) ?? []
      case .paragraph, .item:
        for line in block.lines {
          let range = text.lines[line].clamped(to: block.range)
          if let time = time(in: range) { times.append(time) }
        }
      }
    }
    return times
  }

  /// What a line `label: value` says of times.
  private func time(in range: Range<Int>) -> LintTime? {
    // A label with its value is short; a paragraph is not.
    guard range.count < 160, range.contains(where: { isDigitByte(text.bytes[$0]) }) else {
      return nil
    }
    let line = plain(range)
    guard let (label, value) = Self.split(line) else { return nil }
    return time(label: label, value: value, at: trimmed(range), mayFollow: false)
  }

  /// Splits a text before its first digit, or the name of a month or day before that.
  private static func split(_ line: String) -> (label: String, value: Substring)? {
    guard var start = line.utf8.firstIndex(where: isDigitByte) else { return nil }
    let before = line[..<start]
    // "~40 minutes" is no statement that could be wrong.
    guard !before.contains(where: { "~≈<>".contains($0) }) else { return nil }
    let words = before.split { " \t,".contains($0) }
    for word in words.reversed() {
      guard LintMomentReader.month(word) != nil || LintMomentReader.isWeekday(word) else { break }
      start = word.startIndex
    }
    return (label(line[..<start]), line[start...])
  }

  /// A label without the zone in parentheses, the punctuation and the little words at its end.
  static func label(_ text: Substring) -> String {
    let outside = text.utf8.prefix { $0 != UInt8(ascii: "(") }
    var words = outside.split { !isLetterByte($0) && $0 < 0x80 && $0 != UInt8(ascii: "-") }
      .map { String(Substring($0)) }.filter { $0 != "-" }
    while let last = words.last, words.count > 1,
      ["at", "on", "time", "utc", "date"].contains(last)
    {
      words.removeLast()
    }
    return words.prefix(7).joined(separator: " ")
  }

  private func time(
    label: String, value: Substring, at range: Range<Int>, mayFollow: Bool
  ) -> LintTime? {
    if let milestone = LintLabels.milestones[label] {
      return .milestone(milestone, LintMomentReader.read(value), at: range)
    }
    guard let (from, to) = LintLabels.metric(label), let (duration, rest) = LintDuration.read(value)
    else { return nil }
    // What is added may say what was measured, or that only office hours count.
    let isPlain = !rest.utf8.contains(where: isDigitByte) && !LintLabels.isOtherClock(rest)
    return isPlain || mayFollow
      ? .duration(LintStatedDuration(value: duration, from: from, to: to, range: range)) : nil
  }

  /// The times of a table: beside their labels, or below them.
  private func times(in table: LintTable) -> [(block: Int, time: LintTime)] {
    if let head = table.head, table.rows.count == 1, let row = table.rows.first {
      let below = zip(head.cells, row.cells).compactMap { label, value in
        time(
          label: Self.label(plain(label)[...]), value: plain(value)[...], at: value,
          mayFollow: false)
      }
      if below.count > 1 { return below.map { (row.block, $0) } }
    }
    let rows = table.rows + (table.head.map { [$0] } ?? [])
    return rows.compactMap { row in time(inRow: row).map { (row.block, $0) } }
  }

  private func time(inRow row: LintTable.Row) -> LintTime? {
    guard row.cells.count >= 2, row.cells[0].count < 60, row.cells[1].count < 120 else {
      return nil
    }
    let first = plain(row.cells[0])
    let second = plain(row.cells[1])
    if let start = first.utf8.first, isDigitByte(start) {
      // A row of a timeline whose text is nothing but the milestone.
      guard LintLabels.milestones[Self.label(second[...])] != nil else { return nil }
      return time(
        label: Self.label(second[...]), value: first[...], at: row.cells[0], mayFollow: false)
    }
    let found = time(
      label: Self.label(first[...]), value: second[...], at: row.cells[1], mayFollow: false)
    guard case .duration(var stated) = found, row.cells.count >= 4 else { return found }
    let ends = row.cells[2...3].compactMap { cell in
      Self.split(plain(cell)).flatMap { LintMomentReader.read($0.value) }
    }
    if ends.count == 2 { stated.endpoints = (ends[0], ends[1]) }
    return .duration(stated)
  }
}

/// The words by which reports name milestones and the times between them.
enum LintLabels {
  static let milestones: [String: Milestone] = {
    let words: [(Milestone, [String])] = [
      (
        .impactStarted,
        [
          "impact started", "impact start", "impact began", "start of impact", "incident start",
          "incident started", "incident began", "start of incident", "outage start",
          "outage started", "outage began", "started", "start",
        ]
      ),
      (
        .detected,
        [
          "detected", "first detected", "detection", "incident detected", "time detected",
          "time of detection", "detected by monitoring",
        ]
      ),
      (.declared, ["declared", "incident declared", "declaration", "time declared"]),
      (
        .mitigated,
        [
          "mitigated", "repaired", "incident repaired", "mitigation", "mitigation applied",
          "fix applied", "incident mitigated", "time repaired",
        ]
      ),
      (
        .recovered,
        [
          "recovered", "service restored", "restored", "impact ended", "impact end",
          "end of impact", "outage end", "outage ended", "service recovered",
        ]
      ),
      (
        .resolved,
        ["resolved", "incident resolved", "time resolved", "incident end", "incident ended", "end"]
      ),
    ]
    var table: [String: Milestone] = [:]
    for (milestone, labels) in words { for label in labels { table[label] = milestone } }
    return table
  }()

  private static let starts: [Milestone] = [.detected, .impactStarted, .declared]

  private static let metrics: [String: [Milestone]] = {
    let ends: [([Milestone], [String])] = [
      (
        [.mitigated, .recovered],
        ["time to repair", "time to mitigate", "time to mitigation", "time to fix", "ttm"]
      ),
      (
        [.recovered, .mitigated, .resolved],
        [
          "time to recover", "time to recovery", "time to restore", "time to restoration", "ttr",
          "duration", "outage duration", "incident duration", "impact duration", "total duration",
          "duration of impact", "downtime", "total downtime", "outage",
        ]
      ),
      ([.resolved, .recovered], ["time to resolve", "time to resolution"]),
    ]
    var table: [String: [Milestone]] = [:]
    for (milestones, labels) in ends { for label in labels { table[label] = milestones } }
    return table
  }()

  /// Between which milestones a metric can be measured: definitions differ.
  static func metric(_ label: String) -> (from: [Milestone], to: [Milestone])? {
    if ["time to detect", "time to detection", "ttd"].contains(label) {
      return ([.impactStarted], [.detected])
    }
    return metrics[label].map { (starts, $0) }
  }

  static func isOtherClock(_ text: Substring) -> Bool {
    ["support", "working", "business", "office", "each", "per"].contains { text.hasBytes($0) }
  }
}
