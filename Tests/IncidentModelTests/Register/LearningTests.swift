import Testing

@testable import IncidentModel

@Suite struct LearningTests {
  @Test func `what is found out later adds to what is known`() {
    let surprise = EntryID(bits: 3)
    var known = Insight(of: surprise)
    var first = Insight(of: surprise)
    first.sort = .situational
    first.seeded = ["EXP-0001"]
    var second = Insight(of: surprise)
    second.sort = .fundamental
    second.seeded = ["FD-0001", "EXP-0001"]
    second.state = .explained
    known.take(first)
    known.take(second)
    #expect(known.sort == .fundamental)
    #expect(known.seeded == ["EXP-0001", "FD-0001"])
    #expect(known.state == .explained)
  }

  @Test func `only a surprise can be explained`() throws {
    var log = Log.declared()
    let note = log.add(1, .note(Remark(text: "x")))
    let surprise = log.add(2, .surprise(Surprise(expected: "a", found: "b")))
    let occasion = Occasion(author: .person(ana), now: after(9))
    #expect(throws: Rejection.learning(.notASurprise("note"))) {
      try log.folded.decide(.explain(log.line(note), Insight(of: note)), occasion)
    }
    let insight = Insight(of: surprise)
    let proposals = try log.folded.decide(.explain(log.line(surprise), insight), occasion)
    #expect(proposals.map(\.event) == [.insight(insight)])
  }

  @Test(arguments: [
    ("monitoring-gap", Insight.Sort.monitoringGap), ("MonitoringGap", .monitoringGap),
    ("LUCK", .luck), ("documentation gap", .documentationGap),
  ])
  func `a word of the code is typed in any case, with or without hyphens`(
    text: String, sort: Insight.Sort
  ) {
    #expect(named(text, among: Insight.Sort.allCases) == sort)
  }

  @Test func `what is no such word is none`() {
    #expect(named("weather", among: Insight.Sort.allCases) == nil)
  }

  /// An incident that is over, whose postmortem is as far as said.
  private func reviewed(_ states: [ReviewState], on date: String? = nil) -> Log {
    var log = Log.declared()
    log.add(5, .status(StatusChange(to: .resolved)))
    for state in states { log.add(6, .review(ReviewStep(to: state, on: date))) }
    return log
  }

  @Test(
    arguments: [
      (
        [], ReviewStep(to: .reviewed),
        LearningRejection.reviewOutOfOrder(from: .draft, to: .reviewed)
      ),
      ([.inReview], ReviewStep(to: .reviewed), .reviewDateNeeded),
      ([.inReview], ReviewStep(to: .closed), .reviewOutOfOrder(from: .inReview, to: .closed)),
      ([.inReview], ReviewStep(to: .draft), .reviewOutOfOrder(from: .inReview, to: .draft)),
    ] as [([ReviewState], ReviewStep, LearningRejection)])
  func `a postmortem moves on step by step`(
    states: [ReviewState], step: ReviewStep, why: LearningRejection
  ) {
    #expect(throws: Rejection.learning(why)) {
      try reviewed(states).folded.decide(
        .review(step), Occasion(author: .person(ana), now: after(9)))
    }
  }

  @Test func `going back with a reason is allowed, and the date of the review stays`() throws {
    var log = reviewed([.inReview], on: "2026-12-01")
    let back = ReviewStep(to: .draft, because: "the impact was larger")
    let occasion = Occasion(author: .person(ana), now: after(9))
    log.add(7, try #require(try log.folded.decide(.review(back), occasion).first?.event))
    #expect(log.folded.state.review.state == .draft)
    #expect(log.folded.state.review.on == "2026-12-01")
  }

  @Test func `nothing is reviewed while the incident goes on`() {
    #expect(throws: Rejection.learning(.reviewTooEarly(.investigating))) {
      try Log.declared().folded.decide(
        .review(ReviewStep(to: .inReview)), Occasion(author: .person(ana), now: after(9)))
    }
  }

  @Test(arguments: ["a:b", "x\n    section evil", "a;b #c %% d", "", "\u{202E}rtl"])
  func `a name in a chart is one line of letters, digits and a few signs`(text: String) {
    let name = mermaidText(text)
    #expect(!name.isEmpty)
    #expect(!name.contains { ":;#%\n\u{202E}".contains($0) })
  }
}
