/// The sections of PagerDuty's postmortem template, with surprises and what they seed beside them.
///
/// Source: PagerDuty's incident response documentation, "Postmortem Template".
package struct PagerDutyPostmortem: PostmortemTemplate {
  package let name = "pagerduty"

  package init() {}

  package func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String {
    let report = PostmortemReport(source)
    let review = [
      subsection("What went well", report.mitigators(&places)),
      subsection("What did not go so well", report.difficulties(&places)),
      subsection("Where we got lucky", report.luck(&places)),
    ]
    let messages = [
      subsection(
        "Internal message",
        places.place("internal-message", "what colleagues need to know, as it is sent to them")),
      subsection(
        "External message",
        places.place(
          "external-message", "what customers are told: what happened, what is being done")),
    ]
    return document(
      report.head(&places),
      [
        ("Overview", report.summary(&places)),
        ("What happened", places.place("narrative", "the story, in order, without judging it")),
        ("Contributing factors", report.conditions(&places)),
        ("Resolution", report.resolution(&places)),
        ("Impact", report.impact(&places)),
        ("Detection", report.detection(&places)),
        ("Milestones", report.milestones),
        ("Metrics", report.metrics),
        ("Course of the incident", report.chart),
        ("Health over the incident", report.health),
        ("Timeline", report.timeline),
        ("Decisions", report.decisions),
        ("Runbooks walked", report.runbooks),
        ("How did we do", review.joined(separator: "\n")),
        ("Surprises", report.surprises(&places)),
        ("Action items", report.followups(&places)),
        ("Experiments and drills", report.experiments),
        ("Open questions", report.questions),
        ("Messaging", messages.joined(separator: "\n")),
      ])
  }
}
