internal import IncidentModel
internal import Logbook

extension Examination {
  /// Which configuration is used and what is wrong with it, one finding for each mistake.
  func configuration() throws -> [LogbookFinding] {
    let subject = "configuration"
    guard let file = ConfigurationFile.find(given: globals.config) else {
      return [
        LogbookFinding(
          grade: .ok, subject: subject,
          detail:
            "none: no incident.yaml here, in a folder above, or in ~/.config/incident; the defaults hold"
        )
      ]
    }
    let messages = ErrorMessages(path: globals.logbookPath())
    do {
      let configuration = try file.read()
      let counts = [
        (configuration.people.count, "people"), (configuration.regions.count, "regions"),
        (configuration.services.count, "services"),
      ].map { "\($0) \($1)" }
      return [
        LogbookFinding(
          grade: .ok, subject: subject,
          detail: "\(file.path) (\(file.origin.words)): \(counts.joined(separator: ", "))")
      ]
    } catch Failure.badConfiguration(let path, let problems) {
      return problems.map { problem in
        LogbookFinding(
          grade: .red, subject: subject, detail: messages.sentence(problem, in: path),
          remedy: "edit that line; until then every command that needs the logbook is refused")
      }
    } catch {
      return [
        LogbookFinding(
          grade: .red, subject: subject, detail: try messages.complaint(for: error).text,
          remedy: "correct it, or name another file with --config FILE")
      ]
    }
  }
}

extension ConfigurationFile.Origin {
  fileprivate var words: String {
    switch self {
    case .option: "from --config"
    case .variable: "from INCIDENT_CONFIG"
    case .folder: "found in this folder or above it"
    case .user: "yours"
    }
  }
}
