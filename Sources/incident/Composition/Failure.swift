internal import IncidentModel
internal import Logbook

/// Why the program could not do what was asked, beyond what the model and the logbook refuse.
enum Failure: Error {
  /// No incident was named and it is not plain which one is meant; the open ones.
  case whichIncident([IncidentSummary])
  /// What was typed, and the refs most like it.
  case unknownIncident(String, closest: [String])
  case ambiguousIncident(String, [IncidentSummary])
  case unknownEntry(String, incident: String)
  case unknownSurprise(String)
  case unknownItem(RegisterID.Sort, String, known: [RegisterID])
  case ambiguousItem(RegisterID.Sort, String, [EntryID])
  case ambiguousEntry(String, [TimelineLine])
  case unknownPerson(String, closest: [String])
  case noLogbook(path: String)
  case unknownZone(String)
  /// Who writes is not a name that can be typed.
  case badName(String, from: String)
  case notALink(String)
  case notADate(String)
  case noInput(path: String, code: Int32)
  case notText(path: String, line: Int)
  /// A line of input that is no entry; it is kept as a note, or nothing is written.
  case badLine(file: String, line: Int, reason: any Error, isKept: Bool)
  case badFile(path: String, [LineProblem])
  case badInput(file: String, line: Int?, problem: String)
  case cannotWrite(path: String, code: Int32)
  case outputFailed(code: Int32)
  case cannotRun(String, code: Int32)
  case nothingOnInput
  case exists(path: String)
  /// Something is there that would be written over; what replaces it, nil when nothing does.
  case isThere(path: String, option: String?)
  /// A backup that would be written over the logbook itself.
  case isTheLogbook(path: String)
  /// What cannot be taken back is done with --yes alone.
  case wantsYes(String)
  case nothingToPurge
  /// Somebody who would erase themselves with an entry of their own.
  case erasesAuthor(String)
  case badConfiguration(path: String, [ConfigurationProblem])
  /// The text form of an experiment or a plan cannot be read.
  case badForm(path: String, [ConfigurationProblem])
  case learning(LearningFailure)
  /// The logbook did not take entries; the file that keeps them, nil when none could be written.
  case notSaved(LogbookError, kept: String?, count: Int)
  /// A configuration that was come upon and that others may have written.
  case untrustedConfiguration(path: String, Distrust)
}

/// A sentence for a person and the status to end with: every error ends up as one of these.
struct Complaint: Error {
  var text: String
  var status: Int32
}
