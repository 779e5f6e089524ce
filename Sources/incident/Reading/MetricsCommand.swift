internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Prints the metrics.
struct MetricsCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Print the times between milestones, of one incident or over many.",
    discussion: """
      Every metric shows both endpoints, in UTC. Over many: how many, the median and the 90th \
      percentile; never a mean. Drills stand apart, tests are left out.

        incident metrics 7k3f
        incident metrics --since 2026-01-01
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(help: "Which incident.", completion: .custom(CompletionLists.refs)) var ref: String?
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Over all incidents declared since then.", valueName: "time"))
  var since: String?

  func validate() throws {
    if ref != nil, since != nil { throw ValidationError("Give a REF or --since, not both.") }
  }

  func run(in session: Session) throws {
    if let since { return try printMany(since: try session.since(since), session) }
    let summary = try session.incident(ref)
    let page = IncidentMetrics(
      summary: summary, incident: try session.book.incident(summary.id), now: session.now)
    if session.options.json {
      try session.output.document(page.document)
    } else {
      try page.print(to: session.output)
    }
  }

  private func printMany(since: Instant?, _ session: Session) throws {
    var filter = IncidentFilter()
    filter.scope = .all
    filter.since = since
    filter.limit = 100_000
    let now = session.now
    let metrics = MetricsOverMany(
      try session.book.incidents(filter).map {
        MeasuredIncident(try session.book.incident($0.id), at: now)
      })
    if session.options.json {
      try session.output.document([
        "since": .time(since), "live": .array(metrics.live.map(\.json)),
        "drills": .array(metrics.drills.map(\.json)),
      ])
      return
    }
    if metrics.live.isEmpty, metrics.drills.isEmpty {
      session.output.message("no incidents in that time")
    }
    for (title, groups) in [("Incidents", metrics.live), ("Drills", metrics.drills)] {
      for group in groups {
        try session.output.line(
          "\(title)\(group.severity.map { " that reached \($0.rawValue)" } ?? ""): \(group.total)")
        try session.output.table(
          group.metrics.map { metric in
            [
              "", metric.name.words, "n \(metric.count) of \(metric.total)",
              "median \(metric.median.map(durationText) ?? "-")",
              "p90 \(metric.ninetieth.map(durationText) ?? "-")",
            ]
          })
      }
    }
  }
}

extension MetricsOverMany.Group {
  fileprivate var json: JSON {
    .object([
      "severity": .optional(severity?.rawValue), "total": .count(total),
      "metrics": .array(
        metrics.map { metric in
          .object([
            "name": .string(metric.name.rawValue), "count": .count(metric.count),
            "total": .count(metric.total), "medianSeconds": .optional(metric.median),
            "ninetiethSeconds": .optional(metric.ninetieth),
          ])
        }),
    ])
  }
}
