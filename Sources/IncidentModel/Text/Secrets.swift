/// The text with everything that is plainly a secret replaced by `[masked]`.
///
/// For output of commands that is written into the timeline. It knows the shapes of common tokens
/// and of assignments to names like `password`; it is a net, not a proof.
/// `patterns` are regular expressions of further secrets; one that cannot be read is left out.
package func maskingSecrets(in text: String, also patterns: [String] = []) -> String {
  var masked = text
  for pattern in patterns {
    guard let regex = try? Regex(pattern) else { continue }
    masked = masked.replacing(regex, with: "[masked]")
  }
  masked = masked.replacing(
    /-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----.*?(?:-----END [A-Z0-9 ]*PRIVATE KEY-----|\z)/
      .dotMatchesNewlines(), with: "[masked]")
  // `scheme://user:password@host` keeps the user: it says whose password was there.
  masked = masked.replacing(/(:\/\/[^\s\/:@]*:)[^\s\/@]+@/) { "\($0.1)[masked]@" }
  masked = masked.replacing(
    /\b((?:Proxy-)?Authorization["']?\s*[:=]\s*["']?(?:(?:Basic|Bearer|Token|Digest)\s+)?)[^\s"',]+/
      .ignoresCase()
  ) { "\($0.1)[masked]" }
  masked = masked.replacing(
    /\b((?:[\w-]*[_-])?(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key)["']?\s*(?:[=:]|=>)\s*)(?:"[^"\n]*"|'[^'\n]*'|[^\s"'&,;\[]+)/
      .ignoresCase()
  ) { "\($0.1)[masked]" }
  masked = masked.replacing(
    /\b(?:(?:AKIA|ASIA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|glpat-[A-Za-z0-9_-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{8,}|sk_live_[A-Za-z0-9]{16,}|AIza[A-Za-z0-9_-]{35})/,
    with: "[masked]")
  return masked.replacing(
    /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/, with: "[masked]")
}
