internal import IncidentModel

// The words for what is wrong with values of journals and of risks.

extension JSONDocumentError.What {
  var words: String {
    let name = "\(self)"
    return (name.firstIndex(of: "(").map { String(name[..<$0]) } ?? name).splittingWords
  }
}

extension RiskProblem {
  var words: String {
    switch self {
    case .notANumber(let quantity): "\(quantity.words) is no number"
    case .negative(let quantity): "\(quantity.words) is below 0"
    case .notPositive(let quantity): "\(quantity.words) has to be above 0"
    case .tooLarge: "what follows from it is too large"
    }
  }
}

extension ErrorMessages {
  func sentence(_ problem: RiskCSV.Problem) -> String {
    switch problem.what {
    case .file(.fields(let found, let wanted)):
      "\(found) fields, and the first row has \(wanted)"
    case .file(let what): sentence(what)
    case .empty: "it is empty"
    case .notANumber(let text): "'\(text)' is no number"
    case .refused(let problem): problem.words
    case .unknownProvenance(let text, let known):
      "'\(text)' is no provenance; use \(IncidentModel.words(known))"
    case .notATime(let text): "'\(text)' is no time; write 2026-11-22T14:02:00Z"
    case .notYesOrNo(let text): "'\(text)' is not yes or no"
    case .badHandle(let text): "'\(text)' is no name that can be typed"
    case .badSeed(let text): "'\(text)' names no incident by its id"
    }
  }
}
