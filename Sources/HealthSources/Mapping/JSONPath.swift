/// Where in a JSON document a value stands.
///
/// Names with dots between, as `status.indicator`; a number counts elements, from the end when
/// negative, as in `results.-1.success`; `*` takes all of them and `errors.*` joins their texts;
/// `checks[success=false].name` takes those with a member of that value. `@key` is the name under
/// which a row stands, `@name` as a whole path the row itself, and a path that begins with `$.`
/// begins at the document instead of the row.
package struct JSONPath: Hashable, Sendable, ExpressibleByStringLiteral {
  package let text: String
  private let steps: [Step]
  let isFromRoot: Bool

  private enum Step: Hashable, Sendable {
    case name(String)
    case index(Int)
    case all
    case filter(String, equals: String)
  }

  package init(stringLiteral text: String) { self.init(text) }

  package init(_ text: String) {
    self.text = text
    isFromRoot = text == "$" || text.hasPrefix("$.")
    let rest = isFromRoot ? text.dropFirst(min(2, text.count)) : Substring(text)
    steps = rest.split(separator: ".").flatMap { part -> [Step] in
      if part == "*" { return [.all] }
      if let index = Int(part) { return [.index(index)] }
      guard let open = part.firstIndex(of: "["), part.last == "]" else {
        return [.name(String(part))]
      }
      let filter = part[part.index(after: open)...].dropLast().split(separator: "=", maxSplits: 1)
      guard filter.count == 2 else { return [.name(String(part))] }
      let name = part[..<open]
      return (name.isEmpty ? [] : [.name(String(name))])
        + [.filter(String(filter[0]), equals: String(filter[1]))]
    }
  }

  /// Whether it stands for the name of the row.
  var isKey: Bool { text == "@key" }

  /// What is there, from the row or from the document; none when nothing is.
  func values(in row: JSONValue, of document: JSONValue) -> [JSONValue] {
    var values = [isFromRoot ? document : row]
    for step in steps { values = values.flatMap { Self.take(step, of: $0) } }
    return values.filter { !$0.isNull }
  }

  private static func take(_ step: Step, of value: JSONValue) -> [JSONValue] {
    switch step {
    case .name(let name): return value[name].map { [$0] } ?? []
    case .index(let index):
      guard let elements = value.elements else { return value[String(index)].map { [$0] } ?? [] }
      let place = index < 0 ? elements.count + index : index
      return elements.indices.contains(place) ? [elements[place]] : []
    case .all: return value.elements ?? value.members?.map(\.value) ?? []
    case .filter(let name, let wanted):
      return (value.elements ?? []).filter { $0[name]?.line == wanted }
    }
  }
}
