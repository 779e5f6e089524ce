internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// What a command about health works with; an incident or a logbook is not needed.
struct HealthDesk {
  let options: GlobalOptions
  let output = Output()
  let zone: Zone
  let file: ConfigurationFile?
  let configuration: Configuration
  /// Nil where there is none yet.
  let book: Logbook?

  init(_ options: GlobalOptions) throws {
    self.options = options
    zone = try options.chosenZone()
    file = ConfigurationFile.find(given: options.config)
    configuration = try file?.read() ?? Configuration()
    let path = options.logbookPath()
    book =
      fileExists(path)
      ? try Logbook(
        path: path, access: .readOnly, now: Session.clock, random: { 0 },
        policies: configuration.severities) : nil
  }

  /// What is asked; refused when that is nothing.
  func plan() throws -> HealthPlan {
    let plan = HealthPlan(configuration)
    guard !plan.isEmpty else { throw HealthRefusal.nothingWatched(path: file?.path) }
    return plan
  }

  /// Who has what in hand, by all incidents that are open.
  func held() throws -> [Acknowledgement] {
    guard let book else { return [] }
    let filter = LineFilter(kinds: [.acknowledgement])
    return try book.incidents(IncidentFilter()).flatMap { incident in
      let entries = try book.allLines(of: incident.id, filter).map(\.entry)
      return Acknowledgement.held(in: entries, at: Session.clock())
    }
  }

  func people() throws -> People { try book?.people() ?? People() }

  /// The time of day, to the second.
  func clockTime(_ instant: Instant) -> String { zone.civil(instant).secondText }
}

/// A command about health.
protocol HealthDeskCommand: ParsableCommand {
  var globals: GlobalOptions { get }
  func run(at desk: HealthDesk) throws
}

extension HealthDeskCommand {
  func run() throws {
    do { try run(at: HealthDesk(globals)) } catch {
      throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
    }
  }
}
