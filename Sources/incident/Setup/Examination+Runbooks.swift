internal import IncidentModel
internal import Logbook
internal import Runbooks

extension Examination {
  /// How many runbooks there are, and which folders or files cannot be used.
  func runbooks() -> [LogbookFinding] {
    let file = ConfigurationFile.find(given: globals.config)
    guard let configuration = (try? file?.read()) ?? (file == nil ? Configuration() : nil) else {
      return []  // What is wrong with the configuration is said already.
    }
    let shelf = RunbookShelf(configuration, file: file)
    let library = shelf.library()
    let messages = ErrorMessages(path: globals.logbookPath())
    var findings: [LogbookFinding] = shelf.folders.filter { !fileExists($0) }.map { folder in
      LogbookFinding(
        grade: .warning, subject: "runbooks", detail: "\(folder) is not there",
        remedy: "correct runbooks: in incident.yaml")
    }
    if let distrusted = shelf.distrusted {
      let refusal = RunbookRefusal.untrusted(distrusted.path, distrusted.1)
      findings.append(
        LogbookFinding(
          grade: .warning, subject: "runbooks", detail: messages.complaint(refusal).text,
          remedy: "chmod go-w it, or name it under runbooks: in incident.yaml"))
    }
    findings += library.unreadable.map { file in
      LogbookFinding(
        grade: .warning, subject: "runbooks",
        detail: "\(file.path): \(messages.reason(file.failure))",
        remedy: "`incident runbook check` says more")
    }
    let broken = library.items.count { $0.problems > 0 }
    findings.append(
      LogbookFinding(
        grade: broken == 0 ? .ok : .warning, subject: "runbooks",
        detail:
          "\(library.items.count) in \(shelf.folders.count == 1 ? "one folder" : "\(shelf.folders.count) folders")"
          + (broken == 0 ? "" : ", \(broken) with problems"),
        remedy: broken == 0 ? nil : "`incident runbook check` says what and where"))
    return findings
  }
}
