/// The shapes of secrets, one pattern for each way in which they are written.
///
/// The patterns are made once. Regex is a value without shared state that has no Sendable conformance yet.
enum SecretShapes {
  static func masking(_ text: String) -> String {
    var masked = text
    // `scheme://user:password@host` keeps the user: it says whose password was there.
    masked = unsafe masked.replacing(inURL) { "\($0.1)[masked]@" }
    masked = unsafe masked.replacing(tokenInURL) { "\($0.1)[masked]@" }
    masked = unsafe masked.replacing(cookie) { "\($0.1)[masked]" }
    masked = unsafe masked.replacing(authorization) { match in
      match.2 != nil || isStrong(match.3) ? "\(match.1)\(match.2 ?? "")[masked]" : String(match.0)
    }
    masked = unsafe masked.replacing(assignment) { match in
      isSecret(match.3, after: match.2) ? "\(match.1)\(match.2)[masked]" : String(match.0)
    }
    masked = unsafe masked.replacing(option) { match in
      isStrong(match.2) ? "\(match.1)[masked]" : String(match.0)
    }
    masked = unsafe masked.replacing(ofProgram) { "\($0.1)[masked]" }
    masked = unsafe masked.replacing(said) { match in
      let hasLetter = match.2.contains(where: \.isLetter)
      let hasDigit = match.2.contains(where: \.isNumber)
      return match.2.count >= 6 && hasLetter && hasDigit ? "\(match.1)[masked]" : String(match.0)
    }
    masked = unsafe masked.replacing(token, with: "[masked]")
    masked = unsafe masked.replacing(openAI, with: "[masked]")
    masked = unsafe masked.replacing(slackHook, with: "hooks.slack.com/[masked]")
    return unsafe masked.replacing(webToken, with: "[masked]")
  }

  // MARK: What is one

  /// Words that stand where a secret would, in talk of secrets.
  private static let plain: Set<String> = [
    "none", "null", "nil", "all", "true", "false", "yes", "no", "empty", "missing", "unset",
    "invalid", "expired",
  ]

  /// Whether what stands behind a name like `password` is its value.
  ///
  /// Written as talk is, with a space behind the colon, it has to look like one: `password: reset it` is talk.
  private static func isSecret(_ value: Substring, after separator: Substring) -> Bool {
    if let quote = value.first, quote == "\"" || quote == "'" { return value.count > 4 }
    if plain.contains(value.lowercased()) || value.hasPrefix("$") || value.hasPrefix("<")
      || value.hasPrefix("/") || value.hasPrefix("env:") || value.hasPrefix("file:")
    {
      return false
    }
    return separator.last?.isWhitespace == true ? isStrong(value) : value.count >= 3
  }

  /// Whether it looks like nothing that one says: it has a digit, a sign within, or capitals among small letters.
  private static func isStrong(_ value: Substring) -> Bool {
    let word = value.prefix { !".,;:!?)".contains($0) || $0 != value.last }
    guard word.count >= 4, !word.hasPrefix("/"), !word.hasPrefix("$"), !word.hasPrefix("<") else {
      return false
    }
    if word.contains(where: \.isNumber) { return true }
    if word.contains(where: { !$0.isLetter && !"-_/.'’".contains($0) }) { return true }
    return zip(word, word.dropFirst()).contains { $0.isLowercase && $1.isUppercase }
  }

  // MARK: Patterns

  nonisolated(unsafe) private static let inURL = /(:\/\/[^\s\/:@]*:)[^\s\/]+@/
  nonisolated(unsafe) private static let tokenInURL = /(:\/\/)[A-Za-z0-9_-]{20,}@/
  nonisolated(unsafe) private static let cookie =
    /\b((?:Set-)?Cookie["']?:[ \t]*)[^\s;=]+=[^\n]*/.ignoresCase()
  nonisolated(unsafe) private static let authorization =
    /\b((?:Proxy-)?Authorization["']?\s*[:=]\s*["']?)((?:Basic|Bearer|Token|Digest|Negotiate)\s+)?([^\s"',]+)/
    .ignoresCase()
  nonisolated(unsafe) private static let assignment =
    /\b((?:[\w.-]*(?:password|passwd|passphrase|secret|token|signature|(?:api|access|account|secret|private)[_-]?key)|(?:[\w.-]*[_.-])?(?:pass|pwd|pw)))(["']?\s*(?:[=:]|=>)\s*)("[^"\n]*"|'[^'\n]*'|(?:[^\s"'&,;\[]|[&,;](?![\s\[]|$|[\w.-]+=))+)/
    .ignoresCase()
  nonisolated(unsafe) private static let option =
    /((?:^|\s)--?(?:password|passwd|pass|token|secret|api-?key|auth-token)[= ])([^\s"'\[]+)/
    .ignoresCase()
  nonisolated(unsafe) private static let ofProgram =
    /(\bcurl\b[^\n]*?\s(?:-u|--user)\s*[^\s:]+:|\bmysql\w*\b[^\n]*?\s-p|\bsshpass\s+-p\s*|\bredis-cli\b[^\n]*?\s-a\s+)[^\s\[]+/
  nonisolated(unsafe) private static let said =
    /\b((?:password|passphrase|passwd|secret|token)\s+(?:is|was|to)\s+["'“]?)([^\s"'”\[]+)/
    .ignoresCase()
  nonisolated(unsafe) private static let token =
    /\b(?:(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}|gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|(?:glpat|gldt|glft|glsoat|glrt|glptt|glcbt|glagent|gloas)-[A-Za-z0-9_-]{20,}|xox[abeoprs]-[A-Za-z0-9-]{8,}|[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,}|AIza[A-Za-z0-9_-]{35}|npm_[A-Za-z0-9]{36}|pypi-AgEI[A-Za-z0-9_-]{50,}|SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43}|hvs\.[A-Za-z0-9_-]{20,}|dop_v1_[a-f0-9]{64}|glsa_[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}|sk-ant-api03-[A-Za-z0-9_-]{80,})/
  nonisolated(unsafe) private static let openAI = /sk-[A-Za-z0-9_-]*T3BlbkFJ[A-Za-z0-9_-]*/
  nonisolated(unsafe) private static let slackHook =
    /hooks\.slack\.com\/(?:services|workflows|triggers)\/[A-Za-z0-9+\/]{43,56}/
  nonisolated(unsafe) private static let webToken =
    /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]*/
}
