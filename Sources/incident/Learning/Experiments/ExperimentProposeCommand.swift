internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Drafts experiments from the surprises of an incident.
struct ExperimentProposeCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Draft an experiment from each surprise of an incident.",
    discussion: """
      A surprise that seeded one already is passed over. Where a region was surprised, a drill is planned \
      as well.

        incident experiment propose 7k3f
        incident experiment propose --surprise 2xq9
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(help: ArgumentHelp("Only that surprise; may be given again.", valueName: "entry"))
  var surprise: [String] = []
  @Flag(help: "Draft them anew where there are some.") var again = false
  @Flag(help: "Only show what would be drafted.") var dryRun = false

  func run(in session: Session) throws {
    let surprises = try chosen(session)
    let register = try session.book.register()
    let seeded = Set(register.experiments.flatMap { $0.experiment.seeds ?? [] }.map(\.surprise))
    let fresh = surprises.filter { again || !seeded.contains($0.line.id) }
    if fresh.isEmpty {
      session.output.message(
        surprises.isEmpty
          ? "no surprises were written down; `incident surprise --expected … --found …` adds one"
          : "each of its surprises has an experiment; --again drafts them anew")
    }
    var proposals: [Proposed] = []
    var contexts: [IncidentID: SurpriseContext] = [:]
    for known in fresh {
      let id = known.incident.id
      let context = try contexts[id] ?? SurpriseContext(id, session)
      contexts[id] = context
      let source = context.source(of: known)
      for experiment in Experiment.proposals(from: source) {
        proposals.append(Proposed(known: known, experiment: experiment))
      }
      if let plan = try session.plan(from: source, register.drills.map(\.plan) + proposals.plans) {
        proposals.append(Proposed(known: known, plan: plan))
      }
    }
    if !dryRun, !proposals.isEmpty { try save(&proposals, session) }
    try print(proposals, session)
  }

  private func chosen(_ session: Session) throws -> [KnownSurprise] {
    if !surprise.isEmpty { return try surprise.map { try session.surprise($0) } }
    let incident = try session.incident(ref)
    return try session.book.surprises().filter { $0.incident.id == incident.id }.reversed()
  }

  /// All of them in one transaction, and what each surprise has seeded.
  private func save(_ proposals: inout [Proposed], _ session: Session) throws {
    let now = session.now
    proposals = try session.write { writer, author in
      let occasion = Occasion(author: author, now: now)
      return try proposals.map { proposal in
        var proposal = proposal
        let command: RegisterCommand =
          if let plan = proposal.plan { .plan(plan) } else { .propose(proposal.experiment) }
        let id = try writer.perform(command, occasion)[0].id
        let name = RegisterID(proposal.plan == nil ? .experiment : .drill, id)
        proposal.name = name
        try writer.mark([proposal.known], asSeeding: name, occasion)
        return proposal
      }
    }
  }

  private func print(_ proposals: [Proposed], _ session: Session) throws {
    if session.options.json {
      let people = try session.book.people()
      return try session.output.document([
        "proposals": .array(
          proposals.map { proposal in
            .object([
              "name": .optional(proposal.name.map { "\($0)" }),
              "surprise": .string(proposal.known.line.id.description),
              "experiment": proposal.plan == nil ? proposal.experiment.json(people) : .null,
              "drill": proposal.plan.map { $0.json(people) } ?? .null,
            ])
          })
      ])
    }
    for proposal in proposals {
      let name = proposal.name.map { "\($0)" } ?? "(not written)"
      let title = proposal.plan?.title ?? proposal.experiment.title
      let sort = proposal.plan == nil ? proposal.experiment.sort.rawValue : "drill"
      try session.output.line(
        session.output.styled(name, .strong) + "  \(sort)  \(visible(title))")
      if proposal.plan == nil, let hypothesis = proposal.experiment.hypothesis {
        try session.output.line("  \(visible(hypothesis))")
      }
    }
    if !proposals.isEmpty, !dryRun {
      session.output.message(
        "drafts: `incident experiment show ID` says what each still needs")
    }
  }
}

/// A draft of an experiment, or the plan of a drill.
private struct Proposed {
  let known: KnownSurprise
  var experiment = Experiment(title: "", sort: .fault)
  var plan: DrillPlan?
  var name: RegisterID?
}

extension [Proposed] {
  fileprivate var plans: [DrillPlan] { compactMap(\.plan) }
}
