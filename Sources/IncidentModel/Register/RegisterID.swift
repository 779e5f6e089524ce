/// The short name of an experiment, a drill or a risk: `EXP-7k3f`, `FD-2xq9`, `RISK-m04c`.
package struct RegisterID: Hashable, Sendable, CustomStringConvertible {
  package enum Sort: String, Hashable, Sendable, CaseIterable {
    case experiment = "EXP"
    /// Failover drill.
    case drill = "FD"
    case risk = "RISK"

    package var words: String {
      switch self {
      case .experiment: "experiment"
      case .drill: "drill"
      case .risk: "risk"
      }
    }
  }

  package let sort: Sort
  package let entry: EntryID

  package init(_ sort: Sort, _ entry: EntryID) {
    self.sort = sort
    self.entry = entry
  }

  package var description: String { "\(sort.rawValue)-\(entry.shortText)" }

  /// Whether a text means it: its name with or without the letters before the hyphen, or its whole id.
  package func isMeant(by text: String) -> Bool {
    var text = text.lowercased()
    if EntryID(text) == entry { return true }
    let prefix = "\(sort.rawValue.lowercased())-"
    if text.hasPrefix(prefix) { text.removeFirst(prefix.count) }
    return text == entry.shortText
  }
}
