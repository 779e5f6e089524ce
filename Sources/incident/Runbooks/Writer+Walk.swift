internal import IncidentModel
internal import Logbook

/// What is written about a step, and what of it could not be set.
struct WalkEntries {
  var entries: [Entry]
  /// Milestones that were left as they are, and why.
  var notes: [String] = []
}

extension Writer {
  /// Writes something that happened to a step: the runbook is taken up first when it was not, and what
  /// the step says has happened becomes a milestone.
  mutating func walk(
    _ step: RunbookStep, of origin: RunbookStep.Origin, on incident: IncidentID,
    _ occasion: Occasion,
    again: Bool = false
  ) throws -> WalkEntries {
    var written: [Entry] = []
    let known = try self.incident(incident).walk(of: step.runbook)
    if known == nil || again {
      var opened = RunbookStep(act: .opened, runbook: step.runbook, step: "")
      opened.origin = origin
      written += try perform(.log(.runbook(opened)), on: incident, occasion)
    }
    // Taking it up was all.
    if step.act == .opened { return WalkEntries(entries: written) }
    let entries = try perform(.log(.runbook(step)), on: incident, occasion)
    written += entries
    var result = WalkEntries(entries: written)
    guard step.act == .byHand || step.act == .ended && !step.isFailed else { return result }
    let facts = (step.facts ?? []).compactMap { RunbookFact(rawValue: $0) }
    for milestone in facts.compactMap(\.milestone) {
      let state = try self.incident(incident).state
      if let at = state.milestones[milestone] {
        result.notes.append(
          "\(milestone.words) stands at \(Zone.utc.civil(at).secondText)Z already")
        continue
      }
      do {
        result.entries += try perform(
          .reach(milestone, text: "\(step.runbook) \(step.step)"), on: incident, occasion)
      } catch let rejection as Rejection {
        // What was done was done: only its moment is in doubt.
        result.notes.append("\(milestone.words) was not set: \(rejection)")
      }
    }
    return result
  }

  /// What is stored of somebody who approved by word of mouth: the person, whatever that one is called
  /// later.
  mutating func attestation(by handle: String) throws -> String {
    _ = try person(handle: handle)
    return people.storingMentions(in: "@\(handle)")
  }
}
