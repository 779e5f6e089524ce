import Testing

/// The dependency rule of docs/architecture.md, and the habits that keep the code readable.
struct ArchitectureTests {
  /// What the files of each target may import.
  static let allowed: [String: Set<String>] = [
    "IncidentModel": ["FoundationEssentials"],
    "Logbook": [
      "IncidentModel", "CFiles", "GRDB", "Crypto", "FoundationEssentials", "Glibc",
      "Synchronization",
    ],
    "Processes": ["CProcesses", "Glibc"],
    "HealthSources": ["IncidentModel", "Processes", "CHTTP", "Glibc", "Synchronization"],
    "Runbooks": [
      "IncidentModel", "Processes", "CCmarkGFM", "Crypto", "FoundationEssentials", "Glibc",
      "Synchronization",
    ],
    "IncidentTUI": ["IncidentModel", "CTerminal", "Glibc", "Synchronization"],
    "incident": [
      "IncidentModel", "Logbook", "HealthSources", "Runbooks", "Processes", "IncidentTUI",
      "ArgumentParser", "FoundationEssentials", "Glibc", "Synchronization", "Dispatch", "Yams",
      "Mustache",
    ],
  ]

  @Test func `there are sources of every target`() {
    #expect(Set(SourceFile.sources.map(\.target)) == Set(Self.allowed.keys))
  }

  @Test(arguments: SourceFile.sources)
  func `imports only what its target may`(_ file: SourceFile) {
    #expect(file.imports.subtracting(Self.allowed[file.target] ?? []) == [])
  }

  @Test(arguments: SourceFile.all)
  func `is short enough to be read at once`(_ file: SourceFile) {
    #expect(file.lines <= 401)
  }

  @Test(arguments: [
    ("CFiles", ["Sources/Logbook/Schema/FileSystem.swift"]),
    ("CHTTP", ["Sources/HealthSources/Transports/HTTPLoop.swift"]),
    ("CTerminal", ["Sources/IncidentTUI/Terminal/CursesTerminal.swift"]),
    ("CCmarkGFM", ["Sources/Runbooks/Markdown/MarkdownTree.swift"]),
    (
      "CProcesses",
      ["Sources/Processes/PseudoTerminal.swift", "Sources/Processes/Spawn.swift"]
    ),
    (
      "Crypto",
      ["Sources/Logbook/Chain/Commitment.swift", "Sources/Runbooks/Library/Digest.swift"]
    ),
    (
      "Dispatch",
      ["Sources/incident/Console/LogbookDesk.swift", "Sources/incident/Processes/Background.swift"]
    ),
    ("Mustache", ["Sources/incident/Learning/Postmortems/MustachePostmortem.swift"]),
    ("Yams", ["Sources/incident/Configuration/YAML.swift"]),
  ])
  func `stands behind one door`(_ library: String, _ files: [String]) {
    let importing = SourceFile.sources.filter { $0.imports.contains(library) }.map(\.path)
    #expect(importing == files)
  }

  @Test(arguments: SourceFile.sources.filter { $0.path.hasPrefix("Sources/IncidentTUI/Panels/") })
  func `a panel is in the registry`(_ file: SourceFile) throws {
    let names = file.text.matches(of: /static let (\w+): Panel = Panel\(/).map {
      String($0.output.1)
    }
    let registry = try SourceFile.file("Sources/IncidentTUI/Panels/Panel.swift")
    for name in names { #expect(registry.contains("    .\(name),\n")) }
    #expect(!file.name.hasSuffix("Panel") || file.name == "Panel" || !names.isEmpty)
  }

  @Test(
    arguments: SourceFile.sources.filter {
      $0.path.hasPrefix("Sources/IncidentModel/Postmortem/")
        && $0.text.contains(": PostmortemTemplate {")
    })
  func `a postmortem template is in the registry`(_ file: SourceFile) throws {
    let registry = try SourceFile.file("Sources/IncidentModel/Postmortem/PostmortemTemplates.swift")
    #expect(registry.contains(file.name))
  }

  @Test(arguments: SourceFile.sources.filter { $0.text.contains(": ExperimentExporter {") })
  func `a format of experiments is in the registry`(_ file: SourceFile) throws {
    let registry = try SourceFile.file("Sources/IncidentModel/Experiments/ExperimentExporter.swift")
    #expect(registry.contains("    \(file.name)(),\n"))
  }

  @Test(
    arguments: SourceFile.sources.filter { $0.name.hasSuffix("Command") && $0.target == "incident" }
  )
  func `a command is in the list of its parent`(_ file: SourceFile) {
    let others = SourceFile.parents.filter { $0.path != file.path }
    let isProtocol = file.text.contains("protocol \(file.name)")
    #expect(
      isProtocol || file.text.contains("@main")
        || others.contains { $0.text.contains("\(file.name).self") })
  }

  @Test func `a promise is held by tests that are there`() throws {
    let page = try SourceFile.file("docs/promises.md")
    let promises = page.split(separator: "\n* ").dropFirst().filter { $0.hasPrefix("**") }
    let tests = try promises.map { promise in
      let named = promise.split(separator: "Held by:").last.flatMap { held -> [Substring]? in
        promise.contains("Held by:") ? held.matches(of: /`(\w+\/[^`]+)`/).map(\.output.1) : nil
      }
      return try #require(named, "without a test: \(promise.prefix(60))")
    }
    #expect(promises.count > 15)
    for test in tests.joined() {
      let parts = test.split(separator: "/", maxSplits: 1)
      if parts[0] == "Faults" {
        _ = try SourceFile.file("Faults/\(parts[1]).py")
      } else {
        let isThere = SourceFile.all.contains {
          $0.name == parts[0] && $0.text.contains("func `\(parts[1])`")
        }
        #expect(isThere, "\(test)")
      }
    }
  }

  @Test(arguments: SourceFile.sources)
  func `never ends the program for bad input`(_ file: SourceFile) {
    #expect(file.text.firstMatch(of: /\bfatalError\(|\btry!|\bas!/) == nil)
  }
}
