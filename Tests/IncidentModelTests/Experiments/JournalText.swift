@testable import IncidentModel

/// A journal as the Chaos Toolkit would write it, made for one test.
struct JournalText {
  var status = "completed"
  var isDeviated = false
  var dry: JSONDocument = .null
  var hasHypothesis = true
  var before: Bool? = true
  var after: Bool? = true
  var during: [Bool] = []
  var run = [step("break", action: true, exit: 0)]
  var rollbacks = [step("mend", action: true, exit: 0)]
  var plannedSteps: Int?
  var plannedRollbacks: Int?
  var tags = ["experiment:EXP-7k3f", "incident:INC-0042", "surprise:a1b2"]
  var tolerance: JSONDocument = .integer(200)
  var output: JSONDocument = .fields([("status", .integer(503)), ("body", .text("sorry"))])

  var journal: ChaosJournal {
    get throws { try ChaosJournal.read(bytes, sha256: "abc") }
  }

  var outcome: ExperimentRun { get throws { try journal.run() } }

  var bytes: [UInt8] { Array(document.indented.utf8) }

  private var document: JSONDocument {
    let hypothesis = JSONDocument.fields([
      ("title", .text("h")), ("probes", .array([probe])),
    ])
    return .fields([
      ("chaoslib-version", .text("1.44.0")),
      (
        "experiment",
        .fields([
          ("title", .text("t")), ("description", .text("d")), ("tags", .texts(tags)),
          ("steady-state-hypothesis", hasHypothesis ? hypothesis : nil),
          ("method", .array(Array(repeating: .null, count: plannedSteps ?? run.count))),
          (
            "rollbacks",
            .array(Array(repeating: .null, count: plannedRollbacks ?? rollbacks.count))
          ), ("dry", dry),
        ])
      ), ("start", .text("2026-11-22T14:00:00.250000+00:00")), ("status", .text(status)),
      ("deviated", .bool(isDeviated)),
      (
        "steady_states",
        .fields([
          ("before", check(before, second: 0)), ("after", check(after, second: 59)),
          (
            "during",
            .array(during.enumerated().map { check($0.element, second: $0.offset + 1) })
          ),
        ])
      ), ("run", .array(run)), ("rollbacks", .array(rollbacks)),
      ("end", .text("2026-11-22T14:01:00")),
    ])
  }

  private var probe: JSONDocument {
    .fields([
      ("type", .text("probe")), ("name", .text("page")), ("tolerance", tolerance),
      ("provider", .fields([("type", .text("http"))])),
    ])
  }

  private func check(_ isMet: Bool?, second: Int) -> JSONDocument {
    guard let isMet else { return .null }
    let time = "2026-11-22T14:00:\(digits(second, 2))"
    return .fields([
      ("steady_state_met", .bool(isMet)),
      (
        "probes",
        .array([
          .fields([
            ("activity", probe), ("output", output), ("start", .text(time + "+00:00")),
            ("status", .text("succeeded")), ("end", .text(time + ".5+00:00")),
            ("tolerance_met", .bool(isMet)),
          ])
        ])
      ),
    ])
  }

  static func step(
    _ name: String, action: Bool, exit: Int? = nil, http: Int? = nil, status: String? = "succeeded",
    tolerance: JSONDocument? = nil, exception: String? = nil
  ) -> JSONDocument {
    .fields([
      (
        "activity",
        .fields([
          ("type", .text(action ? "action" : "probe")), ("name", .text(name)),
          ("tolerance", tolerance),
          ("provider", .fields([("type", .text(http == nil ? "process" : "http"))])),
        ])
      ),
      ("output", (exit ?? http).map { .fields([("status", .integer($0))]) } ?? .null),
      ("start", .text("2026-11-22T14:00:10Z")), ("status", status.map { .text($0) }),
      ("end", .text("2026-11-22T14:00:20.1Z")),
      ("exception", exception.map { .array([.text("Traceback\n"), .text($0)]) }),
    ])
  }
}
