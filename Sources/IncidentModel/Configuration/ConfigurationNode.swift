/// A piece of a configuration file, with the line on which it begins.
package struct ConfigurationNode: Hashable, Sendable {
  package enum Content: Hashable, Sendable {
    /// `isPlain`: written without quotes, so that `null` and nothing at all are no text.
    case text(String, isPlain: Bool)
    case list([ConfigurationNode])
    case map([Member])
  }

  package struct Member: Hashable, Sendable {
    package var key: String
    package var line: Int
    package var value: ConfigurationNode

    package init(key: String, line: Int, value: ConfigurationNode) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// Counted from 1.
  package var line: Int
  package var content: Content

  package init(line: Int, content: Content) {
    self.line = line
    self.content = content
  }

  /// Whether nothing is said here: `key:` and nothing after it.
  var isEmpty: Bool {
    if case .text(let text, isPlain: true) = content { return ["", "~", "null"].contains(text) }
    return false
  }

  var text: String? {
    if case .text(let text, _) = content, !isEmpty { return text }
    return nil
  }

  var members: [Member] { if case .map(let members) = content { members } else { [] } }

  var items: [ConfigurationNode] { if case .list(let items) = content { items } else { [] } }

  subscript(key: String) -> ConfigurationNode? { members.first { $0.key == key }?.value }

  func text(_ key: String) -> String? { self[key]?.text }

  func texts(_ key: String) -> [String] { self[key]?.items.compactMap(\.text) ?? [] }
}
