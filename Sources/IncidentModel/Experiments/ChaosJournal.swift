/// What the Chaos Toolkit has written down about one run of an experiment: its `journal.json`.
///
/// Written against chaostoolkit-lib 1.44, which writes more than its documentation says: `NaN`, times
/// without a fraction, and any JSON as the output of an activity. Its own verdict says little: a run
/// that has done nothing is `completed` and not `deviated`. Hence ``run()`` comes to one of its own.
/// Every text in it is from outside; what is given out is bounded, and secrets in it are masked.
package struct ChaosJournal: Sendable {
  /// SHA-256 of the file, as it was given.
  package let digest: String
  package let title: String
  /// `completed`, `failed`, `aborted`, `interrupted`, or whatever else it says.
  package let status: String
  /// What the tool itself calls deviated.
  package let isDeviated: Bool
  package let startedAt: Instant?
  package let endedAt: Instant?
  /// What was run, by its tags and by the extension named `incident`.
  package let origin: Origin

  /// A kind of rehearsal, such as `actions`; nil for a run in earnest.
  let dry: String?
  let hasHypothesis: Bool
  let before: Check?
  let after: Check?
  let during: [Check]
  let steps: [JournalStep]
  let rollbacks: [JournalStep]
  /// How many steps there were to be run.
  let plannedSteps: Int
  let plannedRollbacks: Int

  /// Where an experiment says that it comes from; as written there, in the order in which it is found.
  package struct Origin: Hashable, Sendable {
    /// Such as `EXP-7k3f`.
    package var experiments: [String] = []
    /// Such as `INC-0042`.
    package var incidents: [String] = []
    package var surprises: [String] = []

    package init() {}
  }

  /// One evaluation of the hypothesis.
  struct Check: Sendable {
    let isMet: Bool
    let probes: [JournalStep]

    init?(_ document: JSONDocument?) {
      guard let document, let isMet = document["steady_state_met"]?.bool else { return nil }
      self.isMet = isMet
      probes = (document["probes"]?.elements ?? []).map(JournalStep.init)
    }
  }
}

/// Why a file is no journal.
package enum JournalError: Error, Hashable, Sendable {
  /// It is no JSON.
  case json(JSONDocumentError)
  /// JSON, but no object.
  case notAnObject
  /// It is an experiment, not the journal of one.
  case isExperiment
  /// A key that every journal has is missing, or has another kind of value.
  case missing(key: String)
}

extension ChaosJournal {
  /// Reads a journal.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - sha256: its SHA-256, in hexadecimal digits.
  /// - Returns: the journal.
  /// - Throws: why it is none.
  package static func read(
    _ bytes: [UInt8], sha256: String
  ) throws(JournalError) -> ChaosJournal {
    let document: JSONDocument
    do throws(JSONDocumentError) { document = try JSONDocument(bytes) } catch { throw .json(error) }
    guard document.isObject else { throw .notAnObject }
    if document["method"] != nil, document["experiment"] == nil { throw .isExperiment }
    for key in ["experiment", "steady_states"] where document[key]?.isObject != true {
      throw .missing(key: key)
    }
    guard document["run"]?.isArray == true else { throw .missing(key: "run") }
    guard let status = document["status"]?.text else { throw .missing(key: "status") }
    return ChaosJournal(document, status: status, digest: sha256)
  }

  private init(_ document: JSONDocument, status: String, digest: String) {
    let experiment = document["experiment"] ?? .null
    let states = document["steady_states"] ?? .null
    self.digest = digest
    self.status = journalText(status)
    title = journalText(experiment["title"]?.text ?? "")
    isDeviated = document["deviated"]?.bool ?? false
    startedAt = Instant(journal: document["start"])
    endedAt = Instant(journal: document["end"])
    origin = Origin(experiment)
    dry =
      switch experiment["dry"] {
      case nil, .null, .bool(false), .text(""): nil
      case .text(let mode): mode
      default: "dry"
      }
    hasHypothesis =
      experiment["steady-state-hypothesis"]?["probes"]?.elements.isEmpty == false
    before = Check(states["before"])
    after = Check(states["after"])
    during = (states["during"]?.elements ?? []).compactMap { Check($0) }
    steps = (document["run"]?.elements ?? []).map(JournalStep.init)
    rollbacks = (document["rollbacks"]?.elements ?? []).map(JournalStep.init)
    plannedSteps = experiment["method"]?.elements.count ?? 0
    plannedRollbacks = experiment["rollbacks"]?.elements.count ?? 0
  }
}

extension ChaosJournal.Origin {
  fileprivate init(_ experiment: JSONDocument) {
    for tag in (experiment["tags"]?.elements ?? []).prefix(100).compactMap(\.text) {
      let parts = tag.split(separator: ":", maxSplits: 1).map(String.init)
      if parts.count == 2 { add(parts[1], as: parts[0]) }
    }
    for part in (experiment["extensions"]?.elements ?? []).prefix(100)
    where part["name"]?.text == "incident" {
      for key in ["experiment", "incident", "surprise"] {
        if let text = part[key]?.text { add(text, as: key) }
        for text in (part[key + "s"]?.elements ?? []).prefix(100).compactMap(\.text) {
          add(text, as: key)
        }
      }
    }
  }

  private mutating func add(_ text: String, as key: String) {
    let text = journalText(String(text.trimmingSpaces()), limit: 100)
    switch key {
    case "experiment" where !experiments.contains(text): experiments.append(text)
    case "incident" where !incidents.contains(text): incidents.append(text)
    case "surprise" where !surprises.contains(text): surprises.append(text)
    default: break
    }
  }
}

extension Instant {
  /// A time as Python writes it: with or without a fraction, and UTC when it names no zone.
  init?(journal value: JSONDocument?) {
    guard let text = value?.text, text.utf8.count < 64 else { return nil }
    guard let instant = Instant(rfc3339: text) ?? Instant(rfc3339: text + "Z") else { return nil }
    self = instant
  }
}

/// A text of a journal as it may be given out: without secrets, and no longer than `limit` scalars.
func journalText(_ text: String, limit: Int = 2000) -> String {
  // Masked before it is cut to its length, so that a secret is not seen for being cut in half; but
  // nobody waits for megabytes to be masked.
  let masked = SecretMask().masking(String(text.unicodeScalars.prefix(2 * limit))).unicodeScalars
  guard masked.count > limit else { return String(masked) }
  return String(masked.prefix(limit - 1)) + "…"
}
