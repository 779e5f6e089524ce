/// What is wrong in an experiment though the Chaos Toolkit may take it.
///
/// Its `chaos validate` lets most of these through, ends with a traceback on some, and a run then does
/// something else than what was meant.
package struct ExperimentProblem: Hashable, Sendable {
  package var place: Place
  package var what: What

  package enum Place: Hashable, Sendable {
    case experiment
    case activity(Experiment.Section, name: String)
    case setting(name: String)
  }

  package enum What: Hashable, Sendable {
    case emptyTitle
    case emptyName
    /// Another step has the same name, by which steps are referred to.
    case nameTwice
    /// A measurement where something has to be put back.
    case probeInRollback
    /// An action where something has to be measured.
    case actionInSteadyState
    /// More than one of a url, a command and a person.
    case severalWays
    case notAnAddress(String)
    case badHTTPMethod(String)
    case emptyProgram
    /// The program is looked for before settings are known.
    case programFromSetting(String)
    /// The tool leaves empty arguments out.
    case emptyArgument
    /// A byte of value zero cannot be handed to a program.
    case zeroByte
    case badTimeout(Int64)
    case badPause(Double)
    /// The expectation can never be met.
    case neverMet(Expectation)
    /// The expectation is met by anything.
    case alwaysMet(pattern: String)
    case badPattern(String)
    case badJSONPath(String)
    /// Of what a person does nothing but success is known.
    case expectationOfPerson
    /// Nobody looks at what an action gives.
    case expectationOfAction
    case unknownSetting(String)
    case badSettingName
    case badVariable(String)
    /// Neither a variable nor a value.
    case emptySetting
    /// A secret in plain text, which the tool would copy into every journal.
    case inlineSecret
    case badShare(Double)
    case badDuration(Int64)
    case badCadence(Int)
  }

  package enum Expectation: Hashable, Sendable {
    /// No answer and no program has such a status.
    case status(Int)
    case noStatus
    case bounds
    case noNumber
  }

  init(_ place: Place, _ what: What) {
    self.place = place
    self.what = what
  }
}

extension ExperimentProblem {
  /// The problem in one sentence without an end, with the place before it.
  package var words: String {
    switch place {
    case .experiment: what.words
    case .activity(let section, let name): "\(section.words), “\(name)”: \(what.words)"
    case .setting(let name): "setting “\(name)”: \(what.words)"
    }
  }
}

extension ExperimentProblem.What {
  package var words: String {
    switch self {
    case .emptyTitle: "it has no title"
    case .emptyName: "a step has no name"
    case .nameTwice: "another one has the same name"
    case .probeInRollback: "a rollback has to do something, not to measure"
    case .actionInSteadyState: "the steady state is measured, nothing is done there"
    case .severalWays: "say one of a url, a command and a person"
    case .notAnAddress(let url): "“\(url)” is no address of http or https"
    case .badHTTPMethod(let method): "“\(method)” is no method of HTTP"
    case .emptyProgram: "the command names no program"
    case .programFromSetting(let program):
      "the program “\(program)” cannot come from a setting; only its arguments can"
    case .emptyArgument: "an empty argument would be left out when it is run"
    case .zeroByte: "an argument holds a byte of value zero"
    case .badTimeout(let seconds): "a timeout of \(seconds)s is no time"
    case .badPause(let seconds): "a pause of \(decimalText(seconds)) seconds is no time"
    case .neverMet(let why): "it can never be within tolerance: \(why.words)"
    case .alwaysMet(let pattern): "everything matches the pattern “\(pattern)”"
    case .badPattern(let pattern): "“\(pattern)” is no regular expression that Python reads"
    case .badJSONPath(let path): "“\(path)” is no JSONPath; one begins with $"
    case .expectationOfPerson: "of what a person does only success can be expected"
    case .expectationOfAction: "nobody looks at what an action gives; measure it in a probe"
    case .unknownSetting(let name): "there is no setting “\(name)”"
    case .badSettingName: "a name is letters, digits and _, and begins with no digit"
    case .badVariable(let variable): "“\(variable)” is no name of a variable"
    case .emptySetting: "it has neither a variable nor a value"
    case .inlineSecret: "a secret in plain text; put it into a variable and name that in settings"
    case .badShare(let share): "a share of \(decimalText(share)) % is not above 0 and up to 100"
    case .badDuration(let seconds): "a blast radius of \(seconds)s is no time"
    case .badCadence(let days): "a cadence of \(days) days is no time"
    }
  }
}

extension ExperimentProblem.Expectation {
  var words: String {
    switch self {
    case .status(let status): "there is no status \(status)"
    case .noStatus: "no status is allowed"
    case .bounds: "the least is above the most"
    case .noNumber: "a bound is no number"
    }
  }
}
