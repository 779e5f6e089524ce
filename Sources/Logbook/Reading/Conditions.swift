internal import GRDB

/// The conditions of a query: fixed text, and the values as arguments.
struct Conditions {
  private var terms: [String] = []
  private(set) var arguments = StatementArguments()

  var sql: String { terms.isEmpty ? "1" : terms.joined(separator: " AND ") }

  mutating func add(_ term: String, _ values: (any DatabaseValueConvertible)?...) {
    terms.append(term)
    arguments += StatementArguments(values)
  }

  mutating func add(_ column: String, in values: [String]) {
    let places = Array(repeating: "?", count: values.count).joined(separator: ", ")
    terms.append("\(column) IN (\(places))")
    arguments += StatementArguments(values)
  }
}
