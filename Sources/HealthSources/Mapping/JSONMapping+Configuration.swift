package import IncidentModel

extension JSONMapping {
  /// A format of the configuration: what it says, on top of the one that it is like.
  ///
  /// - Throws: ``HealthFailure`` for a format like one that there is not, or like itself.
  package init(
    _ format: Configuration.Format, of formats: [Configuration.Format]
  ) throws(HealthFailure) {
    try self.init(format, of: formats, depth: 0)
  }

  private init(
    _ format: Configuration.Format, of formats: [Configuration.Format], depth: Int
  ) throws(HealthFailure) {
    self.init(words: [:])
    if let like = format.like {
      guard depth < formats.count else { throw .badRequest("format \(like) is like itself") }
      if let own = formats.first(where: { $0.name == like }) {
        try self.init(own, of: formats, depth: depth + 1)
      } else if let preset = HealthFormat.named(like)?.mapping {
        self = preset
      } else {
        throw .badRequest("format \(like) is no mapping")
      }
    }
    for (part, path) in format.paths { put(JSONPath(path), for: part) }
    for (word, status) in format.words { words[word.lowercased()] = status }
  }

  private mutating func put(_ path: JSONPath, for part: Configuration.Format.Part) {
    switch part {
    case .checks: rows = path
    case .check: check = [path]
    case .status: status = path
    case .urgency: severity = path
    case .output: output = [path]
    case .whole: whole = path
    case .trouble: trouble = [path]
    case .observedAt: observedAt = path
    case .since: since = path
    case .impact: impact = path
    case .guide: guide = path
    case .acknowledgement: acknowledgement = path
    }
  }
}
