/// A rule on a document as a whole: its lists, tables, headings and times.
struct DocumentCheck: Sendable {
  let rule: LintRule
  let find: @Sendable (LintDocument) -> [DocumentMatch]

  static let all: [DocumentCheck] = [
    vagueFollowup, milestoneOrder, statedDuration, impossibleDate, missingParts,
    unownedFollowups, bareWaiver,
  ]
}

/// What a check of a document found: the bytes it is about, and a sentence about them.
struct DocumentMatch {
  var range: Range<Int>
  var message: String
}

/// A comment by which somebody has looked at a finding and lets it stand.
///
/// Shape: `<!-- blame-ok: reason -->`, on the line of the finding or the one before.
struct LintWaiver {
  var lines: ClosedRange<Int>
  var range: Range<Int>
  var reason: String

  init?(_ comment: LintComment) {
    let text = comment.text.trimmingSpaces()
    guard text.hasPrefix("blame-ok") else { return nil }
    lines = comment.lines
    range = comment.range
    reason = String(text.dropFirst("blame-ok".count).drop { $0 == ":" || $0.isWhitespace })
  }
}

extension LintDocument {
  var waivers: [LintWaiver] { comments.compactMap(LintWaiver.init) }

  /// The lines, counted from 0, whose findings are waived.
  var waivedLines: Set<Int> {
    waivers.filter { !$0.reason.isEmpty }.reduce(into: []) { lines, waiver in
      lines.formUnion(waiver.lines.lowerBound...waiver.lines.upperBound + 1)
    }
  }
}

extension DocumentCheck {
  static let bareWaiver = DocumentCheck(
    rule: LintRule(
      "W01", "waiver-without-reason", .warn,
      why: "Whoever reads the waiver later cannot tell whether it still holds.",
      instead: "Give the reason after the colon of the comment.")
  ) { document in
    document.waivers.filter(\.reason.isEmpty).map {
      DocumentMatch(range: $0.range, message: "This waiver gives no reason, so it waives nothing.")
    }
  }
}
