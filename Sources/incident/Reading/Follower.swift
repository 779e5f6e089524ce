internal import Glibc
internal import IncidentModel
internal import Logbook

/// Prints what is written into an incident from now on, by this or another program.
struct Follower {
  let session: Session
  let filter: LineFilter

  /// Goes on until the program is interrupted.
  func run(
    _ incident: IncidentSummary, after newest: Int64, _ printer: inout LinePrinter
  ) throws {
    let bell = try Doorbell(logbook: session.book.path)
    var seen = newest
    while true {
      // The doorbell rings for each commit; the time-out is for file systems that do not tell.
      let lines = try session.book.news(of: incident.id, after: &seen)
      for line in lines where isWanted(line) { try printer.print(line, session.book.people()) }
      if !lines.isEmpty { continue }
      var waiting = pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&waiting, 1, 2000)
      bell.drain()
    }
  }

  private func isWanted(_ line: TimelineLine) -> Bool {
    if !filter.kinds.isEmpty {
      guard let kind = line.entry.event.kind, filter.kinds.contains(kind) else { return false }
    }
    if !filter.authors.isEmpty, !filter.authors.contains(line.entry.author) { return false }
    if let since = filter.since, line.entry.happenedAt < since { return false }
    return true
  }
}

extension Logbook {
  /// The lines that were written or changed in an incident after entry number `seen`, which moves on.
  func news(of incident: IncidentID, after seen: inout Int64) throws -> [TimelineLine] {
    var news: [TimelineLine] = []
    // A backup was restored: numbers begin lower again.
    seen = min(seen, try newest())
    while true {
      let changes = try changes(after: seen, limit: 1000)
      for change in changes {
        seen = change.n
        guard change.entry.incident == incident else { continue }
        // A correction shows as the line it corrects, as that stands now.
        let id = change.entry.event.kind?.isAmendment == true ? change.entry.event.target : nil
        if let line = try line(id ?? change.entry.id) { news.append(line) }
      }
      if changes.count < 1000 { return news }
    }
  }
}
