import Foundation
import HealthSources
import Testing

/// A format is one file and one line in the registry.
@Suite struct RegistryTests {
  static let sources = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(
      path: "Sources/HealthSources")

  @Test(arguments: ["Formats", "Mapping"])
  func `every format is in the registry`(folder: String) throws {
    let registry = try String(
      contentsOf: Self.sources.appending(path: "Formats/HealthFormat.swift"), encoding: .utf8)
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.sources.appending(path: folder), includingPropertiesForKeys: nil)
    #expect(files.count > 5)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /static let (\w+) = HealthFormat\(/) {
        #expect(registry.contains("    .\(match.output.1),\n"), "\(file.lastPathComponent)")
      }
    }
  }

  @Test func `no two formats have one name`() {
    #expect(Set(HealthFormat.all.map(\.name)).count == HealthFormat.all.count)
    #expect(Set(HealthFormat.all.map(\.summary)).count == HealthFormat.all.count)
  }
}
