import FoundationEssentials
import IncidentModel
import TestSupport
import Testing

@testable import incident

/// What a configuration file says, and what is wrong with one.
struct ConfigurationTests {
  /// The sentences about a file, without its name.
  private func complaints(_ yaml: String) -> [String] {
    do {
      _ = try read(yaml)
      return []
    } catch let error as ConfigurationProblems {
      return error.problems.map {
        String(ErrorMessages(path: "").sentence($0, in: "f").dropFirst(2))
      }
    } catch { return ["\(error)"] }
  }

  private func read(_ yaml: String) throws -> Configuration {
    try Configuration(
      reading: YAML.tree(of: yaml), themes: ["dark", "light", "high-contrast"])
  }

  private static let example = ArchitecturePath.root + "examples/incident.yaml"

  @Test func `the example is valid and says what stands in it`() throws {
    let text = try String(contentsOfFile: Self.example, encoding: .utf8)
    let configuration = try read(text)
    #expect(configuration.people.map(\.handle) == ["ana", "bo", "cyrus"])
    #expect(configuration.member(handle: "ANA")?.roles == [.commander, .scribe])
    #expect(configuration.services.map(\.name) == ["checkout-api", "payments-gateway", "sessions"])
    #expect(configuration.services.first?.dependsOn == ["payments-gateway", "sessions"])
    #expect(configuration.regions.first?.failoverTo == "us")
    #expect(configuration.severities[.sev3].updateEvery == 2700)
    #expect(configuration.severities[.sev3].wantedRoles == [.commander, .scribe])
    #expect(configuration.severities[.sev4].updateEvery == nil)
    #expect(configuration.redact.count == 2)
    #expect(configuration.theme == nil)
  }

  @Test(arguments: ["", "# nothing\n", "~", "---\n...\n", "people:\nservices:\ntheme:\n"])
  func `nothing said is the default`(_ yaml: String) throws {
    #expect(try read(yaml) == Configuration())
  }

  @Test(arguments: [
    ("thme: dark", ["1: the file has no key 'thme'; did you mean 'theme'?"]),
    (
      "people:\n  - handle: ana\n    nmae: Ana",
      ["3: a person has no key 'nmae'; did you mean 'name'?"]
    ),
    ("people:\n  - name: Bo", ["2: a person needs 'handle'; add it"]),
    (
      "theme: drak",
      [
        "1: 'theme' is 'drak' and has to be auto, dark, light or high-contrast; did you mean 'dark'?"
      ]
    ),
    (
      "services:\n- name: a\n  tier: 4",
      ["3: 'tier' is '4' and has to be a whole number from 1 to 3"]
    ),
    (
      "severities:\n  sev1:\n    means: x",
      ["2: severities has no key 'sev1'; did you mean 'SEV1'?"]
    ),
    (
      "severities:\n  SEV1:\n    update_every: 20",
      [
        "3: 'update_every' is '20' and has to be a duration from 1m to 7d, written like 90s, 20m, 3d, or none"
      ]
    ),
    (
      "severities: {SEV1: {roles: scribe}}",
      ["1: 'roles' is 'scribe' and has to be a list, written like [one, two]"]
    ),
    (
      "regions:\n- {name: eu, failover_to: uss}\n- name: us",
      ["2: 'failover_to' names the region 'uss', which is not in this file; did you mean 'us'?"]
    ),
    (
      "regions:\n- name: eu\n  failover_to: eu",
      ["3: 'failover_to' of 'eu' names 'eu' itself; name another"]
    ),
    (
      "services:\n- name: a\n  regions: [mars]",
      [
        "3: 'regions' names the region 'mars', which is not in this file; add it or correct the name"
      ]
    ),
    (
      "services:\n- name: a\n  depends_on: [b]\n- name: b\n  depends_on: [a]",
      ["5: services depend on each other in a circle: a -> b -> a; take one of these out"]
    ),
    (
      "services:\n- name: a\n  depends_on: [a]",
      ["3: services depend on each other in a circle: a -> a; take one of these out"]
    ),
    (
      "services:\n- name: a\n- name: A",
      ["3: there is a service 'A' on line 2 already; names are unique whatever their case"]
    ),
    ("redact:\n- '['", ["2: the pattern '[' is no regular expression; correct it"]),
    (
      "redact: ['x*']",
      ["1: the pattern 'x*' matches the empty text and would mask everything; correct it"]
    ),
    (
      "sources:\n  p:\n    url: http://x\n    token: hunter2",
      [
        "4: 'token' holds a secret in plain text, which everybody reads who reads the file; write env:NAME or file:PATH"
      ]
    ),
    (
      "sources:\n  p:\n    url: http://u:hunter2@x",
      [
        "3: 'url' holds a secret in plain text, which everybody reads who reads the file; write env:NAME or file:PATH"
      ]
    ),
    ("a: 1\nb: 2\na: 3", ["3: the key 'a' is there twice; put both into one"]),
    ("people:\n\t- handle: ana", ["2: a tab; YAML is indented with spaces"]),
    (
      "people: &p []\nregions: *p",
      ["2: the alias *p is not read, as aliases can grow without end; write out what it stands for"]
    ),
    ("people: [", ["1: not YAML: while parsing a flow node, did not find expected node content"]),
  ])
  func `a mistake is told with its line`(_ yaml: String, _ told: [String]) {
    #expect(complaints(yaml) == told)
  }

  @Test func `every mistake is told, in the order of the lines`() {
    let told = complaints("theme: 1\npeople:\n- handle: a b\nx: 1\nregions: [{nam: eu}]\n")
    #expect(told.map { $0.prefix(2) } == ["1:", "3:", "4:", "5:", "5:"])
  }

  @Test(arguments: [
    "{\"a\":&p [1], \"b\":*p}", "[&p x,*p]", "{?&p x : 1, ?*p : 2}", "- &p\n- *p",
    "- &a [x,x]\n- &b [*a,*a]\n- ? [*b,*b]\n  : *b",
  ])
  func `no alias is expanded`(_ yaml: String) {
    #expect(complaints(yaml).first?.contains("alias") == true)
  }

  @Test func `a star that is no alias is text`() throws {
    let yaml = "redact: ['a*b', \"*c+\", 'x&y']\nslos: [{name: s, objective: 9, good: 'a * b'}]"
    #expect(complaints(yaml) == ["1: the pattern '*c+' is no regular expression; correct it"])
  }

  @Test(arguments: [
    String(repeating: "[", count: 300_000), String(repeating: "- ", count: 100_000),
    String(repeating: "? ", count: 50_000), String(repeating: "{a: ", count: 100_000),
    "redact: ['" + String(repeating: "(", count: 499) + "']",
    "a: \u{0}\u{1}", "\u{FEFF}", "%YAML 9.9\n---\n", "--- a\n--- b\n", "!!binary a", "a: !!!x y",
    "\"\\uD800\"", "'", "|", "? ", "- - -", "{", "&", "*", "!", "@", "`",
  ])
  func `nonsense is told and nothing more happens`(_ yaml: String) { _ = complaints(yaml) }

  @Test func `a broken example never ends the program`() throws {
    let bytes = Array(try Data(contentsOf: URL(filePath: Self.example)))
    var random = SeededGenerator(seed: 7)
    let signs = Array("&*![]{}:-?|>'\"%@`#,\n\t ~0a\\(".utf8) + [0xC3, 0xFF, 0x00]
    for _ in 0..<300 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<broken.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0: broken[place] = signs.randomElement(using: &random) ?? 0
        case 1: broken.insert(signs.randomElement(using: &random) ?? 0, at: place)
        case 2: broken.remove(at: place)
        default: broken.removeSubrange(place..<min(place + 40, broken.count))
        }
      }
      _ = complaints(String(decoding: broken, as: UTF8.self))
    }
  }
}

/// Where the project is.
private enum ArchitecturePath {
  static let root = #filePath.replacing("Tests/IncidentTests/ConfigurationTests.swift", with: "")
}
