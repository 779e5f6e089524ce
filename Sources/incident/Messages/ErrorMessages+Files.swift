internal import IncidentModel

extension ErrorMessages {
  /// `LINE: what is wrong`, to stand after the name of the file.
  func sentence(_ problem: LineProblem) -> String {
    let what = sentence(problem.what)
    return problem.line > 0 ? "\(problem.line): \(what)" : " \(what)"
  }

  func sentence(_ what: LineProblem.What) -> String {
    switch what {
    case .fields(let found, let wanted):
      "\(found) fields where \(wanted) are wanted: TIME, KIND and TEXT with tabs between them"
    case .timeWithoutDate(let text):
      "\(quoted(text)) has no date; write it like 2026-11-22 14:02"
    case .time(let error): sentence(error)
    case .unknownKind(let kind): sentence(TextFormError.unknownKind(kind))
    case .text(let error): sentence(error)
    case .missingColumn(let name): "there is no column \(quoted(name)); add it to the first row"
    case .columnTwice(let name): "the column \(quoted(name)) is there twice; rename one"
    case .unclosedQuote: "a quote is opened and never closed"
    case .strayQuote: "a quote inside a field; put the field in quotes and double those in it"
    case .badHandle(let handle):
      "\(quoted(handle)) cannot be a name; use letters, digits, . _ or -"
    case .badID(let id): "\(quoted(id)) is not the id of an entry"
    case .json(let error): sentence(error)
    }
  }

  private func sentence(_ error: JSONLineError) -> String {
    switch error {
    case .notAnObject: "not a JSON object"
    case .malformed(let byte): "not JSON, at byte \(byte)"
    case .tooDeep: "nested too deep"
    case .keyTwice(let key): "the key \(quoted(key)) is there twice"
    case .missing(let key): "the key \(quoted(key)) is missing"
    case .wrong(let key): "the value of \(quoted(key)) is not what it has to be"
    case .newerSchema(let found, let known):
      "written by a newer version (\(found), this program knows \(known)); update incident"
    }
  }

  func sentence(_ violation: OrderViolation) -> String {
    "\(violation.later.words) at \(moment(violation.laterAt)) comes before \(violation.earlier.words) at \(moment(violation.earlierAt))"
  }
}
