/// The template of this program: what happened, what it was like, what was learnt, what follows.
///
/// Sections come from "How we got here", the notes on luck from Google's template, the links to
/// evidence from PagerDuty's. The timeline stands last, as the record that the rest refers to.
package struct HousePostmortem: PostmortemTemplate {
  package let name = "house"

  package init() {}

  package func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String {
    let report = PostmortemReport(source)
    return document(
      report.head(&places),
      [
        ("Summary", report.summary(&places)),
        ("Impact", report.impact(&places)),
        ("Milestones", report.milestones),
        ("Metrics", report.metrics),
        ("Course of the incident", report.chart),
        ("Health over the incident", report.health),
        ("Detection", report.detection(&places)),
        ("Contributing conditions", report.conditions(&places)),
        ("What helped", report.mitigators(&places)),
        ("What was difficult", report.difficulties(&places)),
        ("Where we got lucky", report.luck(&places)),
        ("Surprises", report.surprises(&places)),
        ("Decisions", report.decisions),
        ("Runbooks walked", report.runbooks),
        ("Follow-ups", report.followups(&places)),
        ("Experiments and drills", report.experiments),
        ("Open questions", report.questions),
        ("Timeline", report.timeline),
      ])
  }
}
