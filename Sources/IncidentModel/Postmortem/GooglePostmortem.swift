/// The sections of the example in Google's book on Site Reliability Engineering, with our own beside them.
///
/// Source: appendix "Example Postmortem"; what went well, what went wrong and where one got lucky are the
/// lessons. "Root causes" stays in the plural: there is not one.
package struct GooglePostmortem: PostmortemTemplate {
  package let name = "google"

  package init() {}

  package func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String {
    let report = PostmortemReport(source)
    let lessons = [
      subsection("What went well", report.mitigators(&places)),
      subsection("What went wrong", report.difficulties(&places)),
      subsection("Where we got lucky", report.luck(&places)),
      subsection("What surprised us", report.surprises(&places)),
    ]
    let supporting = [
      subsection("Course", report.chart), subsection("Health", report.health),
      subsection("Runbooks walked", report.runbooks),
    ]
    return document(
      report.head(&places),
      [
        ("Summary", report.summary(&places)),
        ("Impact", report.impact(&places)),
        ("Root causes", report.conditions(&places)),
        ("Trigger", places.place("trigger", "what set it off, that day")),
        ("Resolution", report.resolution(&places)),
        ("Detection", report.detection(&places)),
        ("Action items", report.followups(&places)),
        ("Experiments and drills", report.experiments),
        ("Lessons learned", lessons.filter { !$0.isEmpty }.joined(separator: "\n")),
        ("Decisions", report.decisions),
        ("Open questions", report.questions),
        ("Milestones", report.milestones),
        ("Metrics", report.metrics),
        ("Timeline", report.timeline),
        ("Supporting information", supporting.filter { !$0.isEmpty }.joined(separator: "\n")),
      ])
  }
}
