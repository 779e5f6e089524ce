/// How far the postmortem of an incident is.
package enum ReviewState: String, Hashable, Sendable, Codable, CaseIterable {
  case draft
  case inReview
  /// The meeting was held, or everybody has read it.
  case reviewed
  /// Its follow-ups are agreed; nothing is left to do about the document.
  case closed

  package var words: String { rawValue.splittingWords }
}

/// The postmortem moves on, or the date of its review is set.
package struct ReviewStep: Hashable, Sendable, Codable {
  package var to: ReviewState
  /// The date of the review, `2026-12-01`.
  package var on: String?
  /// Who sees to it.
  package var owner: PersonID?
  /// Where the document is.
  package var link: String?
  package var because: String?

  package init(
    to: ReviewState, on: String? = nil, owner: PersonID? = nil, link: String? = nil,
    because: String? = nil
  ) {
    self.to = to
    self.on = on
    self.owner = owner
    self.link = link
    self.because = because
  }

  /// The same with the text that a person typed passed through a function, as to store mentions.
  func mappingText(_ map: (String) -> String) -> ReviewStep {
    var step = self
    step.because = because.map(map)
    return step
  }

  /// The line of the timeline.
  func line(_ name: (PersonID) -> String, _ mentions: (String) -> String) -> String {
    "postmortem \(to.words)" + (on.map { ", review on \($0)" } ?? "")
      + (owner.map { ", owner \(name($0))" } ?? "") + (link.map { ", \($0)" } ?? "")
      + (because.map { ": \(mentions($0))" } ?? "")
  }
}

/// How far a postmortem is, and everything that was said about it.
package struct Review: Hashable, Sendable {
  package var state = ReviewState.draft
  package var on: String?
  package var owner: PersonID?
  package var link: String?

  package init() {}

  mutating func take(_ step: ReviewStep) {
    state = step.to
    on = step.on ?? on
    owner = step.owner ?? owner
    link = step.link ?? link
  }
}
