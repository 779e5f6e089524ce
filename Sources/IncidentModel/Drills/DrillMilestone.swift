/// The twelve moments of a failover drill, in order.
package enum DrillMilestone: String, CaseIterable, Hashable, Sendable, Codable,
  CodingKeyRepresentable
{
  /// T0: the fault is injected or declared.
  case injected
  /// T1: the first users see something bad.
  case impactSeen
  /// T2: it is noticed.
  case detected
  /// T3: somebody leads.
  case leadAssigned
  /// T4: it is decided to fail over.
  case decided
  /// T5: the switch is commanded.
  case switched
  /// T6: the target serves the first good answer.
  case firstGood
  /// T7: the failover is verified; here recovery ends.
  case verified
  /// T8: the source is repaired.
  case repaired
  /// T9: the source has its state again, and that is verified.
  case stateVerified
  /// T10: the way back is commanded.
  case failbackStarted
  /// T11: the way back is verified, the drill is over.
  case failbackVerified

  /// Its number, 0 to 11.
  package var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }
  /// Its number as it is written: `T7`.
  package var label: String { "T\(number)" }
}
