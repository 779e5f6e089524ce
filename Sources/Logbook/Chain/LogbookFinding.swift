/// One thing that a check of the logbook found.
package struct LogbookFinding: Hashable, Sendable {
  package enum Grade: Hashable, Sendable {
    case ok
    case warning
    case red
  }
  package var grade: Grade
  /// What was looked at: `chain`, `bodies`, `lines` and so on.
  package var subject: String
  package var detail: String
  /// What to do about it.
  package var remedy: String?

  package init(grade: Grade, subject: String, detail: String, remedy: String? = nil) {
    self.grade = grade
    self.subject = subject
    self.detail = detail
    self.remedy = remedy
  }
}

extension LogbookFinding {
  /// What to do about a file that is damaged.
  package static let rescue =
    "keep a copy of the file; `incident doctor --salvage FILE` writes what can be read, `incident restore FILE` goes back to a backup"
}
