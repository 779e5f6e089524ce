/// What a piece of text means; ``Theme`` turns it into colours and attributes.
package enum Role: UInt8, CaseIterable, Sendable {
  case text
  case dim
  case title
  case label
  case accent
  case selection
  case border
  case borderFocused
  case input
  case hint
  case hintKey
  case notice
  case error
  case ok
  case warning
  case critical
  case unknown
  case overdue
  case surprise
  case decision
  case action
  case question
  case hypothesis
  case task
  case followup
  case update
  case system
}
