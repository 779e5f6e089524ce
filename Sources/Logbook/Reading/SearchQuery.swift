package import IncidentModel

/// What is looked for in the text of all timelines.
package struct SearchQuery: Hashable, Sendable {
  /// What a person types: every word must occur; `"a phrase"`, `prefix*`.
  package var text: String
  package var kinds: Set<Kind> = []
  package var since: Instant?
  /// The best match first instead of the newest; slow for common words.
  package var isRanked = false
  /// One of the words is enough.
  package var matchesAny = false
  package var incident: IncidentID?
  package var limit = 50

  package init(
    text: String, kinds: Set<Kind> = [], since: Instant? = nil, isRanked: Bool = false,
    incident: IncidentID? = nil, limit: Int = 50
  ) {
    self.text = text
    self.kinds = kinds
    self.since = since
    self.isRanked = isRanked
    self.incident = incident
    self.limit = limit
  }

  /// The query in the language of FTS5; nil when there is nothing to look for.
  ///
  /// Every word becomes a quoted string, so nothing that is typed can be an operator or an error.
  ///
  /// `person` gives the id under which mentions of a handle are stored.
  func expression(person: (String) throws -> PersonID?) rethrows -> String? {
    let terms = try terms.prefix(32).map { term in
      let quoted = "\"\(term.words)\"" + (term.isPrefix ? " *" : "")
      guard !term.isPhrase, let id = try person(term.words) else { return quoted }
      return "(\(quoted) OR \"\(id.rawValue)\")"
    }
    return terms.isEmpty ? nil : terms.joined(separator: matchesAny ? " OR " : " AND ")
  }

  private struct Term {
    var words = ""
    var isPhrase = false
    var isPrefix = false
  }

  private var terms: [Term] {
    var terms: [Term] = []
    var term = Term()
    func end() {
      // The tokenizer drops everything else; a term without a token would match nothing.
      if term.words.contains(where: { $0.isLetter || $0.isNumber }) { terms.append(term) }
      term = Term()
    }
    for character in text where character != "\0" {
      switch character {
      case "\"":
        let wasPhrase = term.isPhrase
        end()
        term.isPhrase = !wasPhrase
      case "*" where term.words.isEmpty && !term.isPhrase:
        // `"a phrase"*`: the star belongs to what was just closed.
        if !terms.isEmpty { terms[terms.count - 1].isPrefix = true }
      case "*" where !term.isPhrase:
        term.isPrefix = true
        end()
      case _ where character.isWhitespace && !term.isPhrase: end()
      default: term.words.append(character)
      }
    }
    end()
    return terms
  }
}

/// A line that was found, and its incident.
package struct SearchHit: Hashable, Sendable {
  package var line: TimelineLine
  package var incident: IncidentSummary

  package init(line: TimelineLine, incident: IncidentSummary) {
    self.line = line
    self.incident = incident
  }
}
