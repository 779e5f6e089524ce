internal import IncidentModel

/// `04:12 left` or `04:12 overdue`.
func countdown(to due: Instant, _ now: Instant) -> String {
  let left = due.seconds(since: now)
  return left >= 0 ? "\(clockText(left)) left" : "\(clockText(-left)) overdue"
}

/// `1 entry`, `2 entries`.
func entryCount(_ count: Int) -> String { count == 1 ? "1 entry" : "\(count) entries" }

extension Hypothesis.Act {
  var words: String {
    switch self {
    case .raised: "open"
    case .supported: "supported"
    case .ruledOut: "ruled out"
    }
  }
}

extension Followup.Act {
  var words: String {
    switch self {
    case .added: "open"
    case .done: "done"
    case .declined: "declined"
    }
  }
}
