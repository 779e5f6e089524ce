/// Everything a template of somebody else can put into a postmortem, by name.
///
/// All of it is Markdown that is ready to stand in a document.
package struct PostmortemParts: Sendable {
  /// What can be said in a line or a section.
  package let texts: [String: String]
  /// What there is several of; each item has the names that ``itemNames`` gives.
  package let lists: [String: [[String: String]]]

  /// The names of sections in which people write, with what they say of themselves.
  package static let placed: [String] = placedSections.map(\.name)

  private let report: PostmortemReport

  package init(_ source: PostmortemSource) {
    report = PostmortemReport(source)
    let report = report
    let state = report.state
    texts = [
      "title": report.md(state.title), "severity": report.severity, "status": report.status,
      "span": report.span, "response": report.response, "mode": state.mode.rawValue,
      "services": report.list(state.services), "regions": report.list(state.regions),
      "live": state.status.isActive ? "as of \(report.time(report.options.now))" : "",
      "milestones": report.milestones, "metrics": report.metrics, "chart": report.chart,
      "health": report.health, "decisions": report.decisions, "runbooks": report.runbooks,
      "experiments": report.experiments, "questions": report.questions,
      "timeline": report.timeline,
    ]
    lists = [
      "surprises": report.lines.compactMap { line in
        guard case .surprise(let surprise) = line.entry.event else { return nil }
        return [
          "at": report.time(line.entry.happenedAt), "expected": report.md(surprise.expected),
          "found": report.md(surprise.found), "cue": surprise.cue.map(report.md) ?? "",
        ]
      },
      "followups": state.followups.map { open in
        [
          "text": report.md(open.followup.text ?? ""), "type": open.followup.type?.rawValue ?? "",
          "owner": open.followup.owner.map { report.md(report.cast.name($0)) } ?? "",
          "due": open.followup.due.map(report.md) ?? "", "state": report.word(open.outcome),
          "link": open.followup.link.map(markdownLink) ?? "",
        ]
      },
      "entries": report.lines.map { line in
        [
          "at": report.time(line.entry.happenedAt), "kind": markdown(line.entry.event.kindName),
          "who": markdown(report.cast.name(line.entry.author)),
          "text": markdown(report.cast.text(line.entry.event)), "links": report.links(line.id),
        ]
      },
      "updates": state.updates.map { posted in
        [
          "at": report.time(posted.at), "audience": posted.update.audience.rawValue,
          "text": report.md(posted.update.text ?? ""),
        ]
      },
    ]
  }

  /// The names that items of lists have.
  package static let itemNames: [String: [String]] = [
    "surprises": ["at", "expected", "found", "cue"],
    "followups": ["text", "type", "owner", "due", "state", "link"],
    "entries": ["at", "kind", "who", "text", "links"],
    "updates": ["at", "audience", "text"],
  ]

  /// A section in which people write; nil when there is none of that name.
  ///
  /// - Parameters:
  ///   - name: one of ``placed``.
  ///   - places: what was written there before.
  /// - Returns: the section without its heading.
  package func section(_ name: String, _ places: inout WritePlaces) -> String? {
    Self.placedSections.first { $0.name == name }?.body(report, &places)
  }

  private typealias Section = (
    name: String, body: @Sendable (PostmortemReport, inout WritePlaces) -> String
  )

  private static let placedSections: [Section] = [
    ("head", { $0.head(&$1) }), ("summary", { $0.summary(&$1) }),
    ("impact", { $0.impact(&$1) }), ("detection", { $0.detection(&$1) }),
    ("conditions", { $0.conditions(&$1) }), ("mitigators", { $0.mitigators(&$1) }),
    ("difficulties", { $0.difficulties(&$1) }), ("luck", { $0.luck(&$1) }),
    ("resolution", { $0.resolution(&$1) }), ("surprised", { $0.surprises(&$1) }),
    ("actions", { $0.followups(&$1) }),
  ]
}
