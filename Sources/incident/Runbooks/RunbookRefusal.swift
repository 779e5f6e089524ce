internal import IncidentModel
internal import Runbooks

/// Why something about runbooks cannot be done.
enum RunbookRefusal: Error {
  case noFolder(configuration: String?)
  case unknown(String, closest: [String], folders: [String])
  case ambiguous(String, [String])
  case unreadable(RunbookLibrary.Unreadable)
  /// No step has that number or name.
  case unknownStep(String, runbook: String, [String])
  case whichStep(runbook: String, [String])
  case step(StepRefusal, label: String)
  case failure(StepFailure)
  case badParameter(String)
  case unknownParameter(String, nearest: String?)
  case secretParameter(String)
  /// Nobody is there to say yes.
  case unconfirmed
  case target(String, given: String?)
  case approvalAsked(EntryID, wanted: Int)
  case approvalOpen(EntryID, until: Instant)
  case untrusted(String, Distrust)
  case wantsTerminal
}
