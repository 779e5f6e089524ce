internal import IncidentModel

extension Session {
  /// Points out names that look like slips of the finger; they are taken as they are typed.
  ///
  /// A service that nobody has configured can fail as well.
  func pointOutSlips(services: [String], regions: [String]) {
    let known = [
      ("service", services, configuration.services.map(\.name)),
      ("region", regions, configuration.regions.map(\.name)),
    ]
    for (noun, typed, names) in known {
      for name in typed where !names.contains(name) {
        guard let meant = nearest(to: name, among: names) else { continue }
        output.message(
          "incident: no \(noun) '\(visible(name))' is configured; did you mean '\(visible(meant))'? It is written as typed."
        )
      }
    }
  }
}
