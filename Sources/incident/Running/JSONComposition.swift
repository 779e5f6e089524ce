internal import IncidentModel

/// A line of standard input that says with names what the options of `log` say.
struct JSONComposition {
  var composition: Composition
  var links: [String]

  /// Reads `{"text":…,"kind":…,"at":…,"ref":[…]}`; nil for a line that is no JSON object.
  init?(line: String) throws {
    guard line.trimmingSpaces().hasPrefix("{"), case .object(let members) = JSON(parsing: line)
    else { return nil }
    func string(_ key: String) -> String? {
      if case .string(let text) = members[key] { text } else { nil }
    }
    var kind = Kind.observation
    if let name = string("kind") {
      guard let known = Kind(argument: name), known.isRemark else {
        throw TextFormError.unknownKind(name)
      }
      kind = known
    }
    composition = Composition(kind: kind, at: string("at"), text: string("text") ?? "")
    var given: [JSON] = []
    if case .array(let several) = members["ref"] { given = several }
    if case .string = members["ref"], let one = members["ref"] { given = [one] }
    links = try given.map { link in
      guard case .string(let text) = link else {
        throw Failure.notALink(link.text(isPretty: false))
      }
      return try checkedLink(text)
    }
  }
}
