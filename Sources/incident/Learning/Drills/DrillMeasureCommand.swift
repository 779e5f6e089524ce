internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Writes down what was counted in a drill.
struct DrillMeasureCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure",
    abstract: "Write down what was counted: lost writes, switches beyond the plan, the load.",
    discussion: """
      What nobody has counted is not measured, and not zero.

        incident drill measure --lost-records 3
        incident drill measure --lost 2s --extra-switches 0 --load '800 requests a second'
      """)

  @OptionGroup var globals: GlobalOptions
  @Option(help: ArgumentHelp("Records that were missing at the target.", valueName: "count"))
  var lostRecords: Int?
  @Option(help: ArgumentHelp("How much time of writes was missing.", valueName: "duration"))
  var lost: String?
  @Option(
    help: ArgumentHelp("Switches of traffic beyond those planned.", valueName: "count"))
  var extraSwitches: Int?
  @Option(help: ArgumentHelp("How busy the system was.", valueName: "text")) var load: String?
  @OptionGroup var moment: MomentOptions

  func validate() throws {
    if lostRecords == nil, lost == nil, extraSwitches == nil, load == nil {
      throw ValidationError("Give --lost-records, --lost, --extra-switches or --load.")
    }
    for count in [lostRecords, extraSwitches] where count.map({ $0 < 0 }) ?? false {
      throw ValidationError("A count is 0 or more.")
    }
  }

  func run(in session: Session) throws {
    var step = DrillStep(act: .measured)
    step.lostRecords = lostRecords
    step.lostSeconds = try lost.map { $0 == "0" ? 0 : try parseDuration($0) }
    step.extraSwitches = extraSwitches
    try session.perform(at: moment) { writer in
      step.load = load.map { writer.people.storingMentions(in: $0) }
      return .drill(step)
    }
  }
}
