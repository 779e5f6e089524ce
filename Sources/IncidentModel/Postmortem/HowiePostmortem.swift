/// The sections of the report "How we got here": a story and its themes before anything is judged.
///
/// Source: the Howie guide to post-incident learning.
package struct HowiePostmortem: PostmortemTemplate {
  package let name = "howie"

  package init() {}

  package func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String {
    let report = PostmortemReport(source)
    return document(
      report.head(&places),
      [
        ("Event", report.summary(&places)),
        ("Narrative", places.place("narrative", "how it unfolded for those who were there")),
        ("Impact", report.impact(&places)),
        (
          "Key takeaways and themes",
          places.place("takeaways", "what surprised, what others should know, what is shared")
        ),
        ("Surprises", report.surprises(&places)),
        ("Open questions", report.questions),
        ("Trigger", places.place("trigger", "what set it off, that day")),
        ("Contributors and enablers", report.conditions(&places)),
        ("Mitigators", report.mitigators(&places)),
        ("Difficulties in handling", report.difficulties(&places)),
        ("Where we got lucky", report.luck(&places)),
        ("Risks", places.place("risks", "what may still happen, or happen elsewhere")),
        ("Detection", report.detection(&places)),
        ("Decisions", report.decisions),
        ("Follow-ups", report.followups(&places)),
        ("Experiments and drills", report.experiments),
        ("Milestones", report.milestones),
        ("Metrics", report.metrics),
        ("Course of the incident", report.chart),
        ("Health over the incident", report.health),
        ("Runbooks walked", report.runbooks),
        ("Timeline", report.timeline),
      ])
  }
}
