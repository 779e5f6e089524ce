extension DocumentCheck {
  static let milestoneOrder = DocumentCheck(
    rule: LintRule(
      "M01", "milestone-order", .warn,
      why: "One of the two times is wrong, and every duration made from it too.",
      instead: "Look both up and correct the one that is wrong.")
  ) { document in
    document.incidents.compactMap(\.contradiction)
  }

  static let statedDuration = DocumentCheck(
    rule: LintRule(
      "M02", "stated-duration", .warn,
      why: "A duration that the report's own times do not give cannot be compared with any other.",
      instead: "Compute it from two of the times, and name both.")
  ) { document in
    document.incidents.flatMap(\.wrongDurations)
  }

  static let impossibleDate = DocumentCheck(
    rule: LintRule(
      "M03", "impossible-date", .warn,
      why: "There is no such moment, so a digit is wrong.",
      instead: "Look it up and correct it.")
  ) { document in
    LintImpossible.ranges(in: document).map {
      DocumentMatch(range: $0, message: "There is no such date or time of day.")
    }
  }
}

/// The times that a report gives for one incident.
struct LintIncidentTimes {
  private(set) var milestones: [Milestone: (moment: LintMoment?, range: Range<Int>)] = [:]
  private(set) var durations: [LintStatedDuration] = []

  var isEmpty: Bool { milestones.isEmpty && durations.isEmpty }

  /// Takes a milestone in.
  ///
  /// - Parameters:
  ///   - name: the milestone.
  ///   - moment: when it was.
  ///   - range: where it stands.
  /// - Returns: whether it can be of this incident: another time for the same milestone cannot.
  mutating func take(_ name: Milestone, _ moment: LintMoment?, at range: Range<Int>) -> Bool {
    if let known = milestones[name] { return known.moment == moment }
    milestones[name] = (moment, range)
    return true
  }

  mutating func take(_ duration: LintStatedDuration) { durations.append(duration) }

  private func moment(_ name: Milestone) -> LintMoment? { milestones[name]?.moment }

  /// The first milestone that stands before one that it cannot come before.
  fileprivate var contradiction: DocumentMatch? {
    for later in Milestone.allCases {
      for earlier in later.predecessors {
        guard let end = milestones[later], let ended = end.moment, let started = moment(earlier),
          ended.isBefore(started)
        else { continue }
        return DocumentMatch(
          range: end.range,
          message:
            "The milestone \(later.words) (\(ended.text)) is before \(earlier.words) (\(started.text)), which cannot come after it."
        )
      }
    }
    return nil
  }

  fileprivate var wrongDurations: [DocumentMatch] {
    durations.compactMap { stated in
      let pairs = stated.endpoints.map { [($0.start, $0.end)] } ?? pairs(of: stated)
      guard let (start, end) = pairs.first else { return nil }
      for (start, end) in pairs {
        // What cannot be computed may be right.
        guard let computed = end.seconds(since: start) else { return nil }
        var difference = abs(computed.seconds - stated.value.seconds)
        if computed.isWrapped {
          difference = min(difference % 86_400, 86_400 - difference % 86_400)
        }
        if difference <= stated.value.tolerance { return nil }
      }
      return DocumentMatch(
        range: stated.range,
        message:
          "The report's own times do not give \(durationText(stated.value.seconds)): from \(start.text) to \(end.text) is \(spanText(start, end))."
      )
    }
  }

  private func spanText(_ start: LintMoment, _ end: LintMoment) -> String {
    end.seconds(since: start).map { durationText($0.seconds) } ?? "unknown"
  }

  /// The pairs of milestones that a duration can be measured between.
  ///
  /// None when one of the milestones has a time that cannot be read: it may be the one.
  private func pairs(of stated: LintStatedDuration) -> [(LintMoment, LintMoment)] {
    let known = (stated.from + stated.to).compactMap { milestones[$0] }
    guard known.allSatisfy({ $0.moment?.second != nil }) else { return [] }
    return stated.from.compactMap(moment).flatMap { start in
      stated.to.compactMap(moment).map { (start, $0) }
    }
  }
}

extension LintDocument {
  /// Puts the times together that are of one incident.
  func readIncidents() -> [LintIncidentTimes] {
    var all: [LintIncidentTimes] = []
    var open = LintIncidentTimes()
    func finish() {
      if !open.isEmpty { all.append(open) }
      open = LintIncidentTimes()
    }
    for time in times {
      switch time {
      case .nextIncident: finish()
      case .milestone(let name, let moment, let range):
        if !open.take(name, moment, at: range) {
          finish()
          _ = open.take(name, moment, at: range)
        }
      case .duration(let stated): open.take(stated)
      }
    }
    finish()
    return all
  }
}

/// Dates and times of day that do not exist, wherever they stand in prose.
private enum LintImpossible {
  static func ranges(in document: LintDocument) -> [Range<Int>] {
    let bytes = document.masked
    var found: [Range<Int>] = []
    for block in document.blocks {
      var index = block.range.lowerBound
      while index < block.range.upperBound {
        guard isDigitByte(bytes[index]) else {
          index += 1
          continue
        }
        let number = Number(bytes, index, block.range)
        if let range = number.impossible { found.append(range) }
        index = max(index + 1, number.end)
      }
    }
    return found
  }

  /// Digits and what joins them: a date, a time, a version, an address.
  private struct Number {
    private let bytes: [UInt8]
    private let start: Int
    private let limit: Int
    let end: Int

    init(_ bytes: [UInt8], _ start: Int, _ range: Range<Int>) {
      self.bytes = bytes
      self.start = start
      limit = range.upperBound
      var end = start
      while end < range.upperBound, isWordByte(bytes[end]) || "-:.+/".utf8.contains(bytes[end]) {
        end += 1
      }
      while end > start + 1, ".:-".utf8.contains(bytes[end - 1]) { end -= 1 }
      self.end = end
    }

    private var isJoined: Bool {
      guard start > 0 else { return false }
      let before = bytes[start - 1]
      return isWordByte(before) || "-./:+=#".utf8.contains(before) || before >= 0x80
    }

    /// The bytes of the number when it is a moment that does not exist.
    var impossible: Range<Int>? {
      guard end - start <= 32, !isJoined else { return nil }
      let text = String(decoding: bytes[start..<end], as: UTF8.self)
      let halves = text.split(maxSplits: 1) { $0 == "T" }
      guard let first = halves.first else { return nil }
      if let isReal = Self.isRealDate(first) {
        let isWrong = !isReal || halves.count == 2 && Self.isWrongTime(halves[1])
        if isWrong { return start..<end }
        return halves.count == 1 ? wrongTimeAfter : nil
      }
      return Self.isWrongTime(text[...]) && isFollowedByZone ? start..<end : nil
    }

    /// Whether a date exists; nil when it is none.
    private static func isRealDate(_ text: Substring) -> Bool? {
      let parts = text.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 3, (4...5).contains(parts[0].count), parts[1].count == 2,
        parts[2].count == 2, let year = Int(parts[0]), let month = Int(parts[1]),
        let day = Int(parts[2])
      else { return nil }
      if parts[0].count == 5 {
        // One digit too many, such as 22025; other long numbers are no years.
        let isYear = ["20", "22", "19"].contains(parts[0].prefix(2)) && parts[0].hasBytes("20")
        return isYear && (1...12).contains(month) && (1...31).contains(day) ? false : nil
      }
      guard (1970...2100).contains(year) else { return nil }
      return CivilTime(year: year, month: month, day: day).isValid
    }

    /// Whether a text has the shape of a time of day that no clock shows.
    private static func isWrongTime(_ text: Substring) -> Bool {
      let parts = text.prefix { $0.isNumber || $0 == ":" }.split(
        separator: ":", omittingEmptySubsequences: false)
      guard (2...3).contains(parts.count), (1...2).contains(parts[0].count), parts[1].count == 2,
        let hour = Int(parts[0]), let minute = Int(parts[1])
      else { return false }
      return minute > 59 || hour > 24 || hour == 24 && minute > 0
    }

    /// The time that stands after this date, when no clock shows it.
    private var wrongTimeAfter: Range<Int>? {
      var next = end
      while next < limit, bytes[next] == UInt8(ascii: " ") || bytes[next] == UInt8(ascii: ",") {
        next += 1
      }
      guard next > end, next < limit, next - end <= 3, isDigitByte(bytes[next]) else { return nil }
      let time = Number(bytes, next, next..<limit)
      let text = String(decoding: bytes[next..<min(time.end, next + 32)], as: UTF8.self)
      return Self.isWrongTime(text[...]) ? next..<time.end : nil
    }

    private var isFollowedByZone: Bool {
      let rest = bytes[end..<min(end + 5, limit)].drop { $0.isBlank }
      return ["UTC", "GMT", "BST"].contains { rest.opens(with: $0) }
        || bytes[start..<end].last == UInt8(ascii: "Z")
    }
  }
}
