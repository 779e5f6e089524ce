internal import IncidentModel

/// What the logbook does not take stays on the screen, and is tried again until it does.
extension AppState {
  /// The requests that are not in the logbook, the oldest first.
  var unsaved: [Pending] {
    saving.sorted { $0.key < $1.key }.map(\.value).filter { $0.unsaved != nil }
  }

  /// What was typed and is not known to be saved, the oldest first.
  package var texts: [String] { saving.sorted { $0.key < $1.key }.map { said($0.value) } }

  /// A request in words: what was typed, or what was filled in.
  func said(_ pending: Pending) -> String {
    if let draft = pending.draft { return draft }
    let fields = pending.form?.fields.filter { $0.shape != .secret }.map(\.text) ?? []
    return ([pending.what] + fields.filter { !$0.isEmpty }).joined(separator: ": ")
  }

  mutating func keepUnsaved(_ token: Int, because why: String) -> [Effect] {
    guard let pending = saving[token] else { return [] }
    saving[token]?.unsaved = why
    // Said once: the lines above the input say it as long as it is so.
    guard pending.unsaved == nil else { return [] }
    say("NOT SAVED, \(why)", isError: true)
    return [.keepDraft(composer.draft)] + (setting.attention == .off ? [] : [.notify("NOT SAVED")])
  }

  func retryUnsaved() -> [Effect] { unsaved.isEmpty ? [] : [.retryUnsaved] }

  mutating func takeSaved(_ token: Int, _ ids: [EntryID]) -> [Effect] {
    guard let pending = saving.removeValue(forKey: token) else { return [] }
    let wasUnsaved = pending.unsaved != nil
    if wasUnsaved, unsaved.isEmpty { notice = nil }
    if notice?.isError != true {
      let names = ids.map(\.shortText).joined(separator: " ")
      let what =
        wasUnsaved && unsaved.isEmpty ? "all is saved now, the last: \(pending.what)" : pending.what
      say(ids.isEmpty ? what : "\(what) \(names)")
    }
    if !masked.isDisjoint(with: ids) {
      say("saved, a secret masked; :log --keep-secrets stores it as typed")
    }
    masked.subtract(ids)
    // Another incident is shown next: its draft is not this one's.
    if pending.form?.purpose == .declare { return [] }
    return [.keepDraft(composer.draft)]
  }

  /// A row for each, the newest at the bottom.
  func drawUnsaved(_ canvas: inout Canvas) {
    canvas.fill(Rect(canvas.size))
    let hidden = unsaved.count - canvas.size.rows
    let rows = unsaved.suffix(canvas.size.rows)
    for (row, pending) in rows.enumerated() {
      if hidden > 0, row == 0 {
        canvas.write("NOT SAVED \(hidden + 1) more", column: 1, row: row, role: .critical)
        continue
      }
      let column = canvas.write("NOT SAVED", column: 1, row: row, role: .critical)
      let text = maskingSecrets(in: said(pending))
      canvas.write(
        clipped(text, to: canvas.size.columns - column - 2), column: column + 1, row: row,
        role: .text)
    }
  }
}
