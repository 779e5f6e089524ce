/// The text with everything that is plainly a secret replaced by `[masked]`.
///
/// For output of commands that is written into the timeline. It knows the shapes of common tokens
/// and of assignments to names like `password`; it is a net, not a proof. The shapes are those that
/// gitleaks and detect-secrets look for, without those that find more than secrets.
/// `patterns` are regular expressions of further secrets; one that cannot be read is left out.
package func maskingSecrets(in text: String, also patterns: [String] = []) -> String {
  var masked = text
  for pattern in patterns {
    guard let regex = try? Regex(pattern) else { continue }
    masked = masked.replacing(regex, with: "[masked]")
  }
  if masked.hasBytes("-----BEGIN") {
    masked = masked.replacing(
      /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)/
        .dotMatchesNewlines(), with: "[masked]")
  }
  return maskingLines(of: masked)
}

/// Masks the lines that may hold a secret, each with the one after it, where a value may stand; most
/// lines of most outputs do not, and patterns are slow.
private func maskingLines(of text: String) -> String {
  let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
  let hits = lines.indices.filter { mayHoldSecret(lines[$0]) }
  guard !hits.isEmpty else { return text }
  var result: [String] = []
  var next = 0
  var rest = hits[...]
  while let first = rest.popFirst() {
    guard first >= next else { continue }
    result += lines[next..<first].map(String.init)
    var end = min(first + 2, lines.count)
    while let more = rest.first, more < end {
      end = min(more + 2, lines.count)
      rest.removeFirst()
    }
    result.append(maskingShapes(in: lines[first..<end].joined(separator: "\n")))
    next = end
  }
  result += lines[next...].map(String.init)
  return result.joined(separator: "\n")
}

private func mayHoldSecret(_ line: Substring) -> Bool {
  let folded = line.lowercased()
  return secretSigns.contains { folded.hasBytes($0) }
}

/// What stands in every shape that is looked for, in lower case.
private let secretSigns = [
  "://", "authorization", "cookie", "signature", "pass", "pwd", "pw", "secret", "token", "key",
  "akia",
  "asia", "abia", "acca", "a3t", "gh", "gl", "xox", "_live_", "_test_", "_prod_", "aiza", "npm_",
  "pypi-", "sg.", "hvs.", "dop_v1_", "sk-ant-", "t3blbkfj", "eyj", "hooks.slack", "curl ", "mysql",
  "redis-cli",
]

private func maskingShapes(in text: String) -> String {
  // What one mask has uncovered the beginning of is found by the next look.
  var masked = text
  for _ in 0..<8 {
    let more = SecretShapes.masking(masked)
    if more == masked { return masked }
    masked = more
  }
  // What goes on uncovering more is not worth being read.
  return SecretMask.sign
}
