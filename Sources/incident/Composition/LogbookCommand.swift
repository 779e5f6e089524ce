internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// A command that works on the logbook.
protocol LogbookCommand: ParsableCommand {
  var globals: GlobalOptions { get }
  /// Whether a logbook that is not there yet is made.
  static var makesLogbook: Bool { get }
  func run(in session: Session) throws
}

extension LogbookCommand {
  static var makesLogbook: Bool { false }

  func run() throws {
    let session: Session
    do { session = try Session(globals, makesLogbook: Self.makesLogbook) } catch {
      throw try ErrorMessages(path: globals.logbookPath()).complaint(for: error)
    }
    do { try run(in: session) } catch {
      // Names of people in a refusal come from the logbook; without it their ids are shown.
      let people = (try? session.book.people()) ?? People()
      throw try ErrorMessages(people: people, zone: session.zone, path: session.book.path)
        .complaint(for: error)
    }
  }
}
