extension Command {
  /// The same request with every text that a person typed passed through a function, as to store mentions.
  package func mappingTexts(_ map: (String) -> String) -> Command {
    switch self {
    case .drill(let step): .drill(step.mappingText(map))
    case .log, .accept, .assign, .release, .withdraw, .snoozeUpdate, .finishFollowup: self
    case .retitle(let title): .retitle(map(title))
    case .setSeverity(let severity, let because): .setSeverity(severity, because: because.map(map))
    case .setStatus(let status, let because, let criteria):
      .setStatus(status, because: because.map(map), exitCriteria: criteria.map(map))
    case .reach(let milestone, let text): .reach(milestone, text: text.map(map))
    case .offer(let role, let to, let because): .offer(role, to: to, because: because.map(map))
    case .decline(let role, let because): .decline(role, because: because.map(map))
    case .finishTask(let id, let result): .finishTask(id, result: result.map(map))
    case .endAction(let id, let result): .endAction(id, result: result.map(map))
    case .answer(let id, let text): .answer(id, text: map(text))
    case .judge(let id, let act, let text): .judge(id, act, text: text.map(map))
    case .post(let audience, let text, let next):
      .post(audience, text: map(text), nextSeconds: next)
    case .skipUpdate(let because): .skipUpdate(because: map(because))
    case .declineFollowup(let id, let because): .declineFollowup(id, because: map(because))
    case .review(let step): .review(step.mappingText(map))
    case .explain(let line, let insight): .explain(line, insight.mappingText(map))
    case .correct(let line, let text, let at, let kind):
      .correct(line, text: text.map(map), at: at, kind: kind)
    case .retract(let line, let because): .retract(line, because: map(because))
    case .redact(let line, let because): .redact(line, because: map(because))
    }
  }
}
