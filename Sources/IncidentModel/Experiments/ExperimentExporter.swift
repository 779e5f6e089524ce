/// Writes an experiment in the form of another tool or of a document.
package protocol ExperimentExporter: Sendable {
  /// The name that is typed.
  var name: String { get }
  /// Without a dot.
  var fileExtension: String { get }
  /// Writes the experiment.
  ///
  /// - Parameters:
  ///   - experiment: what is written.
  ///   - context: what is known about it beside itself.
  /// - Returns: the file; the same for the same input.
  func render(_ experiment: Experiment, _ context: ExperimentExportContext) -> String
}

/// What is known about an experiment beside itself.
package struct ExperimentExportContext: Sendable {
  /// Such as `EXP-7k3f`.
  package var experiment: String
  /// The incidents it follows from, such as `INC-0042`.
  package var incidents: [String] = []
  /// The surprises it follows from, by their ids.
  package var surprises: [String] = []
  package var state: Experiment.State
  /// What the owner is called in documents: a role, never a name.
  package var ownerRole: String?
  /// The runs so far, the oldest first.
  package var runs: [ExperimentRun] = []
  /// The command that waits until a person says that a step is done; `{step}` stands for its name,
  /// `{text}` for what is to be done, `{timeout}` for how long it may take.
  package var mark = ["incident", "drill", "mark", "{step}"]
  /// Puts roles in the place of names.
  package var wording: @Sendable (String) -> String = { $0 }

  package init(experiment: String, state: Experiment.State) {
    self.experiment = experiment
    self.state = state
  }
}

/// The formats there are; adding one is one file and one line here.
package enum ExperimentExporters {
  package static let all: [any ExperimentExporter] = [
    ChaosToolkitExporter(),
    ExperimentCard(),
  ]

  package static func named(_ name: String) -> (any ExperimentExporter)? {
    all.first { $0.name == name.lowercased() }
  }
}
