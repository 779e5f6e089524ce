internal import IncidentModel
internal import Runbooks

/// Whether a runbook can still be relied on, by when it was last walked and read over.
struct RunbookFreshness {
  /// Days after which one that nobody has walked is stale, unless it says so itself.
  static let staleDays = 90

  var exercise: RunbookExercise?
  /// Days since it was last walked; nil for never.
  var walkedDays: Int?
  /// Days by which the review is late; nil when it is not, or when none is asked for.
  var reviewLateDays: Int?
  var isStale: Bool

  init(
    _ front: Runbook.FrontMatter, _ exercise: RunbookExercise?, now: Instant,
    staleDays: Int = staleDays
  ) {
    self.exercise = exercise
    let days = exercise.map { Int(now.seconds(since: $0.at) / 86_400) }
    walkedDays = days
    isStale = days.map { $0 > staleDays } ?? true
    guard let after = front.reviewAfterDays, let reviewed = front.reviewed,
      let day = try? parseTime("\(reviewed) 00:00", now: now, zone: .utc, allowFuture: true)
    else { return }
    let late = Int(now.seconds(since: day) / 86_400) - after
    reviewLateDays = late > 0 ? late : nil
  }

  /// `2026-11-20 by drill eu-failover-7k3f`, or `never`.
  var text: String {
    guard let exercise else { return "never" }
    let how = exercise.mode == .live ? "incident" : exercise.mode.rawValue
    return "\(Zone.utc.civil(exercise.at).dateText) by \(how) \(exercise.ref)"
  }

  /// What is wrong with it; nil when nothing is.
  var warning: String? {
    if let reviewLateDays { return "review \(reviewLateDays)d late" }
    if walkedDays == nil { return nil }
    return isStale ? "stale" : nil
  }
}
