internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// The forms in which a timeline leaves the program, always in UTC.
enum TimelineFormat: String, CaseIterable, ExpressibleByArgument {
  case text
  case markdown
  case csv
  case jsonl

  /// The file, each line ended.
  func text(
    of lines: [TimelineLine], _ incident: IncidentSummary, _ people: People, _ session: Session
  ) throws -> String {
    switch self {
    case .text: TextFile.write(lines, name: people.handle(of:))
    case .csv: CSV.write(lines, people: people)
    case .markdown: Self.markdownTimeline(lines, incident, people)
    case .jsonl: try Exchange.jsonLines(of: incident.id, only: Set(lines.map(\.id)), session)
    }
  }

  /// A heading for each day and a table under it.
  private static func markdownTimeline(
    _ lines: [TimelineLine], _ incident: IncidentSummary, _ people: People
  ) -> String {
    var output = "# \(IncidentModel.markdown(incident.title))\n\nTimes are in UTC.\n"
    var day = ""
    for line in lines where !line.isHidden {
      let civil = CivilTime(utc: line.entry.happenedAt)
      if civil.dateText != day {
        day = civil.dateText
        output += "\n## \(day)\n\n| time | kind | who | what |\n|---|---|---|---|\n"
      }
      let event = line.entry.event
      let text = people.showingMentions(in: event.text(name: people.handle(of:)))
      let cells = [
        civil.secondText, IncidentModel.markdown(event.kindName),
        IncidentModel.markdown(people.label(of: line.entry.author)),
        IncidentModel.markdown(text),
      ]
      output += "| \(cells.joined(separator: " | ")) |\n"
    }
    return output
  }
}
