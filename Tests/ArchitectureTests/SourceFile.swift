import Foundation
import Testing

/// A file of the project, read for its imports and its length.
struct SourceFile: Sendable, CustomTestStringConvertible {
  let path: String
  let text: String

  var testDescription: String { path }
  var target: String { String(path.split(separator: "/")[1]) }
  var name: String { String(path.split(separator: "/").last?.dropLast(6) ?? "") }
  var lines: Int { text.split(separator: "\n", omittingEmptySubsequences: false).count }

  /// The modules it imports.
  let imports: Set<String>

  init(path: String, text: String) {
    self.path = path
    self.text = text
    // Read once: several tests ask every file.
    imports = Set(
      text.split(separator: "\n").filter { $0.contains("import ") }.compactMap { line in
        line.wholeMatch(
          of: /(?:@\w+ )*(?:\w+ )?import (?:struct |func |class |enum )?(\w+).*/
        ).map { String($0.output.1) }
      })
  }

  /// The files in which commands name those below them.
  static let parents = sources.filter { $0.target == "incident" && $0.text.contains("subcommands") }

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  static let sources = files(below: "Sources")
  static let all = sources + files(below: "Tests")

  static func file(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  static func files(below folder: String) -> [SourceFile] {
    let found = FileManager.default.enumerator(
      at: root.appending(path: folder), includingPropertiesForKeys: nil)
    return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
      .compactMap { url in
        guard let text = try? String(contentsOf: url, encoding: .utf8) else { return nil }
        return SourceFile(path: url.path.replacing(root.path + "/", with: ""), text: text)
      }.sorted { $0.path < $1.path }
  }
}
