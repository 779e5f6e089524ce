internal import IncidentModel
internal import Mustache

/// A template that a team has written for itself, in Mustache.
///
/// `{{name}}` puts in a part, `{{#surprises}}…{{/surprises}}` repeats for each of a list, and
/// `{{#write}}name: what to write{{/write}}` makes a place that is kept over re-runs. Every value is
/// Markdown already, in which text from outside is escaped: `{{{name}}}` is the same as `{{name}}`.
struct MustachePostmortem: PostmortemTemplate {
  let name: String
  private let template: MustacheTemplate

  /// Reads a template.
  ///
  /// - Throws: ``Failure/badInput(file:line:problem:)``
  init(file path: String) throws {
    name = path
    let text = try readText(ofFile: path)
    if let slip = Self.unknownName(in: text) {
      let meant = nearest(to: slip.name, among: Self.names).map { "; did you mean \($0)?" }
      throw Failure.badInput(
        file: path, line: slip.line,
        problem: "there is no {{\(slip.name)}}\(meant ?? "; the parts are \(words(Self.names))")")
    }
    if let twice = Self.placeTwice(in: text) {
      throw Failure.badInput(
        file: path, line: twice.line,
        problem:
          "another {{#write}} has the name '\(twice.name)'; what is written there would stand in both"
      )
    }
    do {
      // Values are Markdown and not HTML: nothing is left to escape.
      template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\(text)")
    } catch let error as MustacheTemplate.ParserError {
      throw Failure.badInput(
        file: path, line: error.context.lineNumber, problem: Self.sentence(error.error))
    }
  }

  func render(_ source: PostmortemSource, _ places: inout WritePlaces) -> String {
    let parts = PostmortemParts(source)
    let box = Box(places)
    // What is empty is not there: a section of it is left out.
    var context: [String: Any] = parts.texts.filter { !$0.value.isEmpty }
    for (name, items) in parts.lists {
      context[name] = items.map { item in item.filter { !$0.value.isEmpty } }
    }
    for name in PostmortemParts.placed {
      context[name] = MustacheLambda { Ready(parts.section(name, &box.places) ?? "") }
    }
    context["write"] = MustacheLambda { (text: String) in Ready(box.place(text)) }
    let document = template.render(context)
    places = box.places
    return document
  }

  /// What a lambda gives back: as a string the library would take it for one more template.
  private struct Ready: CustomStringConvertible {
    let description: String
    init(_ text: String) { description = text }
  }

  private final class Box {
    var places: WritePlaces
    init(_ places: WritePlaces) { self.places = places }

    func place(_ text: String) -> String {
      let parts = text.split(separator: ":", maxSplits: 1).map { String($0.trimmingSpaces()) }
      // On one line: a mark that is broken is not found again.
      let what = (parts.count > 1 ? parts[1] : parts.first ?? "")
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
      // A comment would end early.
      return places.place(
        MustachePostmortem.placeName(text), what.replacing("--", with: "–"))
    }
  }

  // MARK: Names

  private static let names: [String] =
    (["write"] + PostmortemParts.placed + PostmortemParts.itemNames.keys
    + PostmortemParts.itemNames.values.joined()
    + ["title", "severity", "status", "span", "response", "mode", "services", "regions", "live"]
    + ["milestones", "metrics", "chart", "health", "decisions", "runbooks", "experiments"]
    + ["questions", "timeline"]).uniqued().sorted()

  /// The first tag that names nothing, and its line; the library would leave it out in silence.
  private static func unknownName(in text: String) -> (name: String, line: Int)? {
    var line = 1
    for part in text.split(separator: "{{", omittingEmptySubsequences: false).enumerated() {
      defer { line += part.element.count(where: \.isNewline) }
      guard part.offset > 0, let end = part.element.firstRange(of: "}}") else { continue }
      let tag = part.element[..<end.lowerBound]
      // Comments, delimiters and settings name no part; partials are of other files, and there are none.
      guard let first = tag.first, !"!=%$".contains(first) else { continue }
      let name = tag.filter { !"#^/&{} \t".contains($0) }
      guard name != ".", !name.contains("("), !names.contains(name) else { continue }
      return (name, line)
    }
    return nil
  }

  /// The second place of a name, and its line.
  private static func placeTwice(in text: String) -> (name: String, line: Int)? {
    var seen: Set<String> = []
    var line = 1
    for (index, part) in text.split(separator: "{{#write}}", omittingEmptySubsequences: false)
      .enumerated()
    {
      let name = placeName(String(part.prefix { $0 != "{" }))
      if index > 0, !seen.insert(name).inserted { return (name, line) }
      line += part.count(where: \.isNewline)
    }
    return nil
  }

  /// The name of the place of a text `name: what`, as it stands in its mark.
  private static func placeName(_ text: String) -> String {
    let name = text.split(separator: ":", maxSplits: 1).first?.trimmingSpaces() ?? ""
    let letters = name.lowercased().map { $0.isASCII && $0.isLetter ? $0 : "-" }
    return letters.isEmpty ? "text" : String(letters)
  }

  private static func sentence(_ error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "a section is closed under another name than it was opened"
    case .unfinishedName: "a tag is not closed with }}"
    case .expectedSectionEnd: "a section is not closed"
    default: "the template cannot be read: \(error)"
    }
  }
}

extension Sequence where Element: Hashable {
  /// Each element once, in the order of its first place.
  func uniqued() -> [Element] {
    var seen: Set<Element> = []
    return filter { seen.insert($0).inserted }
  }
}
