internal import IncidentModel
internal import Logbook

/// Why the program could not do what was asked about experiments, drills and risks.
enum LearningFailure {
  /// There is no edited text, and why.
  case notEdited(String)
  /// A drill may not begin while these go on.
  case liveIncidentOpen([IncidentSummary])
  /// The plan does not let a drill be run now, and why.
  case notNow(RegisterID, String)
  /// Nobody has said in that time that it was reached.
  case notReached(String, afterSeconds: Int64)
  /// The drill ended before that was reached.
  case wasAborted(String, because: String)
  case notAMilestone(String)
  /// Of that plan no drill was begun.
  case noRun(String)
  /// Neither a drill nor an experiment has measured anything of a risk.
  case nothingMeasured(RegisterID)
  case badJournal(path: String, JournalError)
  case badRisks(path: String, [RiskCSV.Problem])
  case notAQuantity(String, wanted: String)
  /// The risks have several objectives, or none is known.
  case noObjective(slos: [String])
}
