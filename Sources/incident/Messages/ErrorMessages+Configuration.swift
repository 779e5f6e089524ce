internal import IncidentModel

extension ErrorMessages {
  func complaint(_ path: String, _ problems: [ConfigurationProblem]) -> Complaint {
    complaint(
      path, problems,
      "the configuration is not used and nothing was done; correct it, or name another with --config FILE"
    )
  }

  func complaint(form path: String, _ problems: [ConfigurationProblem]) -> Complaint {
    complaint(path, problems, "nothing was written; correct it and give it with --file")
  }

  private func complaint(
    _ path: String, _ problems: [ConfigurationProblem], _ end: String
  ) -> Complaint {
    let shown = problems.prefix(100).map { sentence($0, in: path) }
    let more = problems.count > 100 ? ["and \(problems.count - 100) more"] : []
    return Complaint(
      text: (shown + more + [end]).joined(separator: "\n"), status: ExitStatus.badData)
  }

  func complaint(_ path: String, _ distrust: Distrust) -> Complaint {
    refused(
      "the configuration \(visible(path)) is not trusted: \(sentence(distrust)); chmod go-w it, or name the file with --config if it is meant"
    )
  }

  func sentence(_ distrust: Distrust) -> String {
    switch distrust {
    case .foreign(let place): "\(visible(place)) belongs to somebody else"
    case .writable(let place): "others can write \(visible(place))"
    }
  }

  /// `FILE:LINE: what is wrong`.
  func sentence(_ problem: ConfigurationProblem, in path: String) -> String {
    let place = problem.line > 0 ? "\(visible(path)):\(problem.line)" : visible(path)
    return "\(place): \(sentence(problem.what))"
  }

  private func sentence(_ what: ConfigurationProblem.What) -> String {
    switch what {
    case .syntax(let words): return "not YAML: \(visible(words))"
    case .tab: return "a tab; YAML is indented with spaces"
    case .keyTwice(let key): return "the key \(quoted(key)) is there twice; put both into one"
    case .alias(let name):
      return
        "the alias *\(visible(name)) is not read, as aliases can grow without end; write out what it stands for"
    case .tooLarge(let limit):
      return "larger than \(limit / 1024) KiB, which no configuration is; check which file it is"
    case .unknownKey(let key, let noun, let nearest, let known):
      let hint = nearest.map { "did you mean \(quoted($0))?" } ?? "there are \(words(known))"
      return "\(noun) has no key \(quoted(key)); \(hint)"
    case .missingKey(let key, let noun): return "\(noun) needs \(quoted(key)); add it"
    case .missingOneOf(let keys, let noun): return "\(noun) needs \(words(keys)); add one of them"
    case .notTogether(let key, let other, let noun):
      return "\(noun) has \(quoted(key)) and \(quoted(other)); keep one of them"
    case .needsKey(let key, let other, let noun):
      return "\(noun) with \(quoted(other)) needs \(quoted(key)); add it"
    case .unknownPlaceholder(let name, let key):
      return
        "\(quoted(key)) says \(quoted(name)), and only {region} is put in; write {region} or take it out"
    case .regionOfNone(let key, let service):
      return
        "\(quoted(key)) says {region}, and the service \(quoted(service)) has no regions; add 'regions'"
    case .wrong(let key, let found, let wanted):
      let value = found.map { " is \(quoted(String($0.prefix(60)))) and" } ?? ""
      return "\(quoted(key))\(value) has to be \(sentence(wanted))\(hint(found, wanted))"
    case .plainSecret(let key):
      return
        "\(quoted(key)) holds a secret in plain text, which everybody reads who reads the file; write env:NAME or file:PATH"
    case .badPattern(let pattern, let problem):
      let why =
        switch problem {
        case .notRegular: "is no regular expression"
        case .matchesNothing: "matches the empty text and would mask everything"
        case .tooLong: "is longer than anybody can read"
        }
      return "the pattern \(quoted(String(pattern.prefix(60)))) \(why); correct it"
    case .nameTwice(let name, let noun, let line):
      return
        "there is a \(noun) \(quoted(name)) on line \(line) already; names are unique whatever their case"
    case .unknownName(let name, let key, let noun, let nearest):
      let hint = nearest.map { "did you mean \(quoted($0))?" } ?? "add it or correct the name"
      return "\(quoted(key)) names the \(noun) \(quoted(name)), which is not in this file; \(hint)"
    case .namesItself(let name, let key):
      return "\(quoted(key)) of \(quoted(name)) names \(quoted(name)) itself; name another"
    case .cycle(let names):
      return
        "services depend on each other in a circle: \(names.map { visible($0) }.joined(separator: " -> ")); take one of these out"
    }
  }

  private func hint(_ found: String?, _ wanted: Shape) -> String {
    let known: [String]
    switch wanted {
    case .word(let words): known = words
    case .role: known = RoleName.standard.map(\.name)
    default: return ""
    }
    let meant = found.flatMap { nearest(to: $0, among: known) }
    return meant.map { "; did you mean \(quoted($0))?" } ?? ""
  }

  private func sentence(_ shape: Shape) -> String {
    switch shape {
    case .text: "a text"
    case .name: "a name of letters, digits, . _ or -, at most 40"
    case .role: "a role: \(words(RoleName.standard.map(\.name))), or expert:SERVICE"
    case .duration(let range, let orNone):
      "a duration from \(durationText(range.lowerBound)) to \(durationText(range.upperBound)), written like 90s, 20m, 3d"
        + (orNone ? ", or none" : "")
    case .number(let above, let below): "a number above \(above) and below \(below)"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .flag: "true or false"
    case .word(let known): words(known)
    case .url: "an address that starts with http://, https:// or tcp://"
    case .pattern: "a regular expression"
    case .secret: "env:NAME or file:PATH"
    case .threshold: "a comparison with a number, written like > 0.05"
    case .memberRule: "worst, any, or a count like 2-of-3"
    case .officeHours: "days and hours, written like mon-fri 09:00-18:00"
    case .list: "a list, written like [one, two]"
    case .map(_, let fields): "a map of \(words(fields.map(\.key)))"
    case .named, .worded: "a map of names to what they are"
    }
  }
}
