import IncidentModel

@testable import Runbooks

/// Reads a text as a runbook named `sample`.
func read(_ text: String, name: String = "sample") throws -> Runbook {
  try RunbookReader.read(Array(text.utf8), name: name, path: "/runbooks/\(name).md")
}

/// A fence of three backticks around a text, so that tests can be read.
func fence(_ text: String, _ info: String = "sh") -> String { "```\(info)\n\(text)\n```" }

/// The only block of a runbook that has one.
func onlyBlock(_ text: String, _ info: String = "sh", before: String = "Do this:") throws
  -> RunbookBlock
{
  let runbook = try read("# A\n\n## Mitigation\n\n\(before)\n\n\(fence(text, info))\n")
  guard let block = runbook.steps.flatMap(\.blocks).first else { throw Missing.block }
  return block
}

enum Missing: Error { case block }
