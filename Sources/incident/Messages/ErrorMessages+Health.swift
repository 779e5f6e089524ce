internal import IncidentModel

extension ErrorMessages {
  func complaint(_ refusal: HealthRefusal) -> Complaint {
    switch refusal {
    case .nothingWatched(let path):
      return refused("nothing is watched: \(place(path)); add \(Self.watchedExample)")
    case .unknownName(let typed, let noun, let nearest, let known):
      let hint =
        nearest.map { "did you mean \(quoted($0))?" }
        ?? (known.isEmpty
          ? "none is configured" : "there are \(shortList(known))")
      return refused("no \(noun) is called \(quoted(typed)); \(hint)")
    case .notWatched(let subject):
      return refused(
        "nothing watches \(visible(subject.text)), so nothing is known of it; add 'health' to it in incident.yaml"
      )
    case .nothingWrong(let subject, let status):
      return refused(
        "\(visible(subject.text)) is \(status.rawValue): there is nothing to have in hand; `incident health` shows what is wrong"
      )
    case .spanOutOfRange(let seconds):
      return refused(
        "\(durationText(seconds)) is no time to have something in hand; take from 1 minute to \(durationText(Acknowledgement.longestSpan)) with --for"
      )
    case .noObjectives(let path):
      return refused(
        "there are no objectives: \(place(path)); add slos: [{name: NAME, objective: 99.9, good: PROMQL, total: PROMQL, source: SOURCE}]"
      )
    case .noAlertmanager:
      return refused(
        "there is no Alertmanager for a silence; add sources: {alertmanager: {url: \"http://HOST:9093\"}}, or leave --silence out"
      )
    case .noSilence(let source, let reason):
      return refused(
        "\(visible(source)) made no silence: \(visible(reason)); nothing was written, leave --silence out to acknowledge it here only"
      )
    }
  }

  /// The least that has to be configured for something to be watched.
  private static let watchedExample =
    "services: [{name: checkout-api, health: [{url: \"https://HOST/__health\"}]}]"

  private func place(_ path: String?) -> String {
    path.map { "\(visible($0)) has none" } ?? "there is no incident.yaml here or above"
  }

  private func shortList(_ names: [String]) -> String {
    let shown = names.prefix(8).map { visible($0) }.joined(separator: ", ")
    return names.count > 8 ? "\(shown) and \(names.count - 8) more" : shown
  }
}
