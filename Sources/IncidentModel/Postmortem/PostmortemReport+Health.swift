extension PostmortemReport {
  /// What was not well from when to when, and who had it in hand; empty when nothing says so.
  var health: String {
    var text = ""
    let spells = spells
    if !spells.isEmpty {
      text += "| What | Was | From (UTC) | To (UTC) | For |\n|---|---|---|---|---|\n"
      for spell in spells {
        text += "| \(md(spell.subject)) | \(md(spell.status)) "
        text += "| \(minute(spell.start) ?? "before the record") | \(end(of: spell)) "
        text += "| \(span(from: spell.start, to: spell.end) ?? "–") |\n"
      }
    }
    let hands = hands
    if !hands.isEmpty {
      if !text.isEmpty { text += "\n" }
      text += "Acknowledged:\n\n"
      text += "| What | By | From (UTC) | For | Because | Ended |\n|---|---|---|---|---|---|\n"
      for hand in hands {
        let planned = hand.step.seconds.map { "at most \(durationText($0))" }
        text += "| \(md(hand.step.subject)) | \(md(cast.name(hand.author))) "
        text += "| \(minute(hand.start) ?? "–") "
        text += "| \(span(from: hand.start, to: hand.end) ?? planned ?? "–") "
        text += "| \(hand.step.because.map(md) ?? "–") | \(hand.why.map(md) ?? "not recorded") |\n"
      }
    }
    return text
  }

  // MARK: What was not well

  /// A time in which something was not well in one way.
  struct Spell {
    var subject: String
    var status: String
    /// Nil when it was so before anything was written down.
    var start: Instant?
    var end: Instant?
  }

  /// By the changes of health in their order; each ends the last one of the same subject.
  var spells: [Spell] {
    var spells: [Spell] = []
    var open: [String: Int] = [:]
    for line in lines {
      guard case .health(let change) = line.entry.event else { continue }
      let at = line.entry.happenedAt
      if let last = open.removeValue(forKey: change.subject) {
        spells[last].end = at
      } else if isBad(change.from) {
        spells.append(Spell(subject: change.subject, status: change.from, end: at))
      }
      guard isBad(change.to) else { continue }
      open[change.subject] = spells.count
      spells.append(Spell(subject: change.subject, status: change.to, start: at))
    }
    return spells
  }

  /// A word that is none of ours comes from another system, which had a reason to tell of it.
  private func isBad(_ word: String) -> Bool { HealthStatus(rawValue: word)?.isBad ?? true }

  private func end(of spell: Spell) -> String {
    minute(spell.end) ?? (state.status.isActive ? "goes on" : "not recorded")
  }

  // MARK: Who had it in hand

  private struct Hand {
    var step: AcknowledgementStep
    var author: Author
    var start: Instant
    var end: Instant?
    /// Why it ended.
    var why: String?
  }

  private var hands: [Hand] {
    var hands: [Hand] = []
    var open: [String: Int] = [:]
    for line in lines {
      guard case .acknowledgement(let step) = line.entry.event else { continue }
      if let last = open.removeValue(forKey: step.subject) {
        hands[last].end = line.entry.happenedAt
        hands[last].why = step.act == .ended ? step.because : "acknowledged again"
      }
      guard step.act == .acknowledged else { continue }
      open[step.subject] = hands.count
      hands.append(
        Hand(step: step, author: line.entry.author, start: line.entry.happenedAt))
    }
    return hands
  }

  // MARK: Times

  private func minute(_ instant: Instant?) -> String? {
    instant.map { String(time($0).dropLast(4)) }
  }

  private func span(from start: Instant?, to end: Instant?) -> String? {
    guard let start, let end else { return nil }
    return durationText(max(0, end.seconds(since: start)))
  }
}
