import TestSupport

@testable import IncidentModel

/// Random drills, the same in every run.
struct SeededNumbers {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func number(_ range: ClosedRange<Int64>) -> Int64 {
    Int64.random(in: range, using: &generator)
  }

  mutating func flag() -> Bool { Bool.random(using: &generator) }

  /// A run of which anything may be missing or in the wrong order.
  mutating func run() -> DrillRun {
    var marks: [DrillMilestone: Int64] = [:]
    let isComplete = flag()
    for milestone in DrillMilestone.allCases where isComplete || flag() {
      marks[milestone] = Int64(milestone.number) * 60 + (flag() ? 0 : number(-90...90))
    }
    let (isOver, isAborted) = (flag(), number(0...9) == 0)
    let detector = DrillMark.Detector.allCases.randomElement(using: &generator)
    return sampleRun(marks, isOver: isOver) { run in
      run.abortedBecause = isAborted ? "x" : nil
      run.marks[.detected]?.by = detector
    }
  }
}
