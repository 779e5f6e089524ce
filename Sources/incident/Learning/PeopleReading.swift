internal import IncidentModel
internal import Logbook

/// A text form that names people: read once to see what is wrong, and again when those are known.
struct PeopleReading<Value> {
  private let node: ConfigurationNode
  private let read: (ConfigurationNode, (String) -> PersonID) throws -> Value

  /// Reads the form without making anybody.
  ///
  /// - Parameters:
  ///   - node: the form.
  ///   - read: reads it, given who is meant by a handle.
  /// - Throws: what is wrong with the form.
  init(
    _ node: ConfigurationNode,
    _ read: @escaping (ConfigurationNode, (String) -> PersonID) throws -> Value
  ) throws {
    self.node = node
    self.read = read
    _ = try read(node) { PersonID(rawValue: $0) }
  }

  /// The value, and in the logbook everybody whom it names.
  func value(_ writer: inout Writer) throws -> Value {
    var named: [String] = []
    _ = try read(node) { handle in
      named.append(handle)
      return PersonID(rawValue: handle)
    }
    let ids = Dictionary(
      try named.map { ($0, try writer.person(handle: $0)) }, uniquingKeysWith: { $1 })
    return try read(node) { ids[$0] ?? PersonID(rawValue: $0) }
  }
}
