@testable import IncidentModel

extension Experiment {
  /// An experiment that lacks nothing.
  static var sample: Experiment {
    var experiment = Experiment(title: "Readers keep their pages", sort: .fault)
    experiment.asImagined = "a supervisor starts it again"
    experiment.asFound = "nothing did"
    experiment.hypothesis = "When one instance is killed, pages come, because it is started again."
    experiment.steadyState = [.url("page", "https://shop.example/page")]
    experiment.method = [.program("kill one", ["kill-one", "a"])]
    experiment.rollback = [.program("start it", ["start-one", "a"])]
    experiment.blastRadius = BlastRadius(scope: "one instance")
    experiment.blastRadius?.maxSeconds = 60
    experiment.stopNow = ["two instances are down"]
    experiment.owner = ana
    return experiment
  }

  func with(_ change: (inout Experiment) -> Void) -> Experiment {
    var changed = self
    change(&changed)
    return changed
  }
}

extension Experiment.Activity {
  static func url(_ name: String, _ url: String) -> Self {
    var activity = Self(name: name, isAction: false)
    activity.url = url
    return activity
  }

  static func program(_ name: String, _ command: [String]) -> Self {
    var activity = Self(name: name, isAction: true)
    activity.command = command
    return activity
  }

  static func person(_ name: String, _ text: String) -> Self {
    var activity = Self(name: name, isAction: true)
    activity.manual = text
    return activity
  }

  func expecting(_ change: (inout Experiment.Expectation) -> Void) -> Self {
    var activity = self
    var expect = activity.expect ?? Experiment.Expectation()
    change(&expect)
    activity.expect = expect
    return activity
  }

  func with(_ change: (inout Self) -> Void) -> Self {
    var changed = self
    change(&changed)
    return changed
  }
}

extension ExperimentExportContext {
  static func sample(_ state: Experiment.State = .ready) -> ExperimentExportContext {
    var context = ExperimentExportContext(experiment: "EXP-7k3f", state: state)
    context.incidents = ["INC-0042"]
    context.surprises = ["a1b2"]
    context.ownerRole = "commander"
    return context
  }
}
