package import IncidentModel

/// What the console asks of the world; the answer comes back as a ``Message``.
package enum Effect: Equatable, Sendable {
  case load(Page, LineFilter, generation: Int)
  case find(String, LineFilter)
  /// Writes entries, all or none; answered with the same token.
  case save(SaveRequest, token: Int)
  /// Keeps what is being typed, to offer it again after a crash; nil forgets it.
  case keepDraft(String?)
  case copy(String)
  case suspend
  case redraw
  case quit
}

/// What is to be written.
package enum SaveRequest: Equatable, Sendable {
  /// Lines as they were typed, each with the moment it was entered.
  case lines([TypedLine])
  case correct(EntryID, text: String?, at: Instant?, kind: Kind?)
  case retract(EntryID, because: String)
  case answerOffer(EntryID, RoleName, accept: Bool)
}

/// One line that was typed, its time already understood.
package struct TypedLine: Equatable, Sendable {
  package var composition: Composition
  /// When it happened; nil for the moment it is written.
  package var at: Instant?

  package init(_ composition: Composition, at: Instant? = nil) {
    self.composition = composition
    self.at = at
  }
}
