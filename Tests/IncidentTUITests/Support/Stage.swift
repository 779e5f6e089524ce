import Foundation
import IncidentModel
import IncidentTUI
import Testing

/// A console without a terminal and a logbook: keys in, screens and effects out.
///
/// Entries come from a script in the text form, one a minute from 14:00 UTC on, by ana.
struct Stage {
  static let day = Instant(milliseconds: 1_793_714_400_000)  // 2026-11-03T14:00:00Z, by its digits
  static let incident = IncidentID(bits: 0x0192_0000_0000_7000_8000_0000_0000_0001)
  static let ana = PersonID(rawValue: "pana")
  static let bo = PersonID(rawValue: "pbo")
  static let cy = PersonID(rawValue: "pcy")
  static let people = People([
    Person(id: ana, handle: "ana"), Person(id: bo, handle: "bo"), Person(id: cy, handle: "cy"),
  ])

  var state: AppState
  private(set) var effects: [Effect] = []
  private var count: Int
  private var lines: [TimelineLine] = []
  private var batchesAreSeen = true

  /// `script` holds lines of `KIND<space>TEXT`; now is `minutes` after the first of them.
  init(
    _ script: String, size: Size = Size(columns: 80, rows: 24), minutes: Int64 = 30,
    isScribe: Bool = false, glyphs: Glyphs = .unicode
  ) throws {
    let entries = try Self.entries(script)
    count = entries.count
    let now = Self.day.advanced(bySeconds: minutes * 60)
    state = AppState(
      setting: AppState.Setting(me: Self.ana, glyphs: glyphs), people: Self.people, now: now,
      isScribe: isScribe)
    state.size = size
    effects = state.update(.opened(Self.opening(entries)))
    lines = timeline(of: entries)
    // The first load is only the newest lines, as the logbook's would be.
    answerLoads()
    effects.removeAll { if case .load = $0 { true } else { false } }
    state.notice = nil
  }

  /// An incident as the logbook opens it.
  static func opening(
    _ entries: [Entry], id: IncidentID = incident, ref: String = "checkout-0001",
    draft: String? = nil
  ) -> Opening {
    let lines = timeline(of: entries)
    let page = Page.last(TimelineView.step)
    return Opening(
      ref: ref, incident: Incident(id: id, replaying: entries), people: people, page: page,
      lines: lines.suffix(TimelineView.step), reports: lines, total: lines.count,
      surprises: entries.count { $0.event.kind == .surprise }, draft: draft)
  }

  static func entries(_ script: String, from start: Int = 0) throws -> [Entry] {
    try script.split(separator: "\n").enumerated().map { index, line in
      let parts = line.split(separator: " ", maxSplits: 1)
      let kind = try #require(Kind(rawValue: String(parts[0])))
      return try entry(kind, String(parts[1]), number: start + index)
    }
  }

  static func entry(
    _ kind: Kind, _ text: String, number: Int, author: Author = .person(ana), at: Instant? = nil
  ) throws -> Entry {
    let recorded = day.advanced(bySeconds: Int64(number) * 60)
    let event = try Event(kind: kind, text: text) {
      people[handle: $0]?.id ?? PersonID(rawValue: $0)
    }
    return Entry(
      id: EntryID(clock: recorded.milliseconds << 16, random: UInt64(number)), incident: incident,
      happenedAt: at ?? recorded, recordedAt: recorded, author: author, event: event)
  }

  /// Answers every request for lines from all there are, as the logbook would.
  private mutating func answerLoads() {
    for case .load(let page, let filter, let generation) in effects {
      let wanted = lines.filter(filter.matches)
      let answer: [TimelineLine] =
        switch page {
        case .first(let count): Array(wanted.prefix(count))
        case .last(let count): wanted.suffix(count)
        case .before(let position, let count):
          wanted.filter { $0.entry.position < position }.suffix(count)
        case .after(let position, let count):
          Array(wanted.filter { $0.entry.position > position }.prefix(count))
        case .around(let id, let count):
          wanted.firstIndex { $0.id == id }.map {
            Array(wanted[max(0, $0 - count / 2)..<min(wanted.count, $0 + count / 2)])
          } ?? []
        }
      _ = state.update(.page(page, answer, total: wanted.count, generation: generation))
    }
  }

  /// Presses keys, each after the frame that the one before led to.
  mutating func press(_ keys: Key...) {
    for key in keys {
      if batchesAreSeen { state.isModeShown = true }
      effects += state.update(.key(key))
    }
  }

  /// Presses keys before any frame is shown.
  mutating func pressBlindly(_ keys: Key...) {
    batchesAreSeen = false
    for key in keys { effects += state.update(.key(key)) }
    batchesAreSeen = true
  }

  mutating func type(_ text: String) {
    for character in text { press(.character(character)) }
  }

  /// Somebody else writes an entry.
  mutating func arrive(
    _ kind: Kind, _ text: String, author: Author = .person(bo), at: Instant? = nil
  ) throws {
    let entry = try Self.entry(kind, text, number: count, author: author, at: at)
    count += 1
    tell([entry], lines: [TimelineLine(entry)], fresh: [entry.id])
  }

  /// Somebody else amends an entry.
  mutating func amend(_ event: Event, of line: TimelineLine) throws {
    let id = EntryID(clock: Self.day.milliseconds << 16, random: UInt64(900 + count))
    let entry = Entry(
      id: id, incident: Self.incident, happenedAt: state.now, recordedAt: state.now,
      author: .person(Self.bo), event: event)
    tell([entry], lines: [TimelineLine(line.original, amendments: [entry])], fresh: [])
  }

  /// The logbook tells of an entry that has been written.
  mutating func tell(_ entry: Entry) {
    tell([entry], lines: [TimelineLine(entry)], fresh: [entry.id])
  }

  private mutating func tell(_ entries: [Entry], lines: [TimelineLine], fresh: Set<EntryID>) {
    effects += state.update(
      .changed(
        Changes(
          entries: entries, lines: lines, fresh: fresh, people: Self.people,
          total: state.timeline.total + fresh.count, surprises: state.surprises)))
  }

  /// The requests to write, and nothing else.
  var saves: [SaveRequest] {
    effects.compactMap { if case .save(let request, _, _) = $0 { request } else { nil } }
  }

  /// Everything that was asked of the world.
  var seen: [Effect] { effects }

  /// How many commands were begun.
  var ran: Int {
    effects.count { effect in
      switch effect {
      case .runStep(_, .run, _), .runStep(_, .override, _): true
      default: false
      }
    }
  }

  mutating func note(_ more: [Effect]) { effects += more }

  mutating func forgetEffects() { effects = [] }

  func screen(_ columns: Int = 80, _ rows: Int = 24) -> String {
    var state = state
    state.size = Size(columns: columns, rows: rows)
    return state.render(state.size).canvas.description
  }
}
