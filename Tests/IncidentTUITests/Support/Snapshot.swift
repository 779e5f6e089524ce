import Foundation
import Testing

/// Compares a screen with `Snapshots/NAME.txt` beside the tests; `RECORD=1` writes it anew.
func expectSnapshot(
  _ screen: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Snapshots/\(name).txt")
  let actual = screen + "\n"
  if ProcessInfo.processInfo.environment["RECORD"] != nil {
    try actual.write(to: file, atomically: true, encoding: .utf8)
    return
  }
  let expected = try String(contentsOf: file, encoding: .utf8)
  if expected != actual { Attachment.record(actual, named: "\(name).actual.txt") }
  let lines = { (text: String) in text.split(separator: "\n", omittingEmptySubsequences: false) }
  #expect(lines(expected) == lines(actual), sourceLocation: sourceLocation)
}
