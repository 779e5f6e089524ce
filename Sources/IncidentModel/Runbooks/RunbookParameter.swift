/// A value that the commands of a runbook get in their environment.
package struct RunbookParameter: Hashable, Sendable {
  /// Its name, and that of the variable.
  package var name: String
  /// What to ask for it.
  package var prompt: String?
  /// What the whole value has to match.
  package var pattern: String?
  package var choices: [String] = []
  package var standard: String?
  /// Whether it is neither shown nor recorded.
  package var isSecret = false
  /// The variable of our own environment that it is taken from when nothing is given.
  package var source: String?

  package init(name: String) { self.name = name }

  /// Whether a command may get a variable of that name; those that a shell or the loader obeys may not.
  package static func isAllowed(_ name: String) -> Bool {
    let first = name.unicodeScalars.first
    guard let first, first == "_" || first.properties.isAlphabetic, name.utf8.count <= 64,
      name.utf8.allSatisfy({ isWordByte($0) })
    else { return false }
    return !reserved.contains(name)
      && !["LD_", "BASH_", "INCIDENT_"].contains { name.hasPrefix($0) }
  }

  private static let reserved: Set<String> = [
    "PATH", "HOME", "SHELL", "IFS", "ENV", "PS4", "PWD", "OLDPWD", "SHELLOPTS", "BASHOPTS", "UID",
    "EUID", "PPID", "RANDOM", "SECONDS", "LINENO", "INCIDENT", "CDPATH", "GLOBIGNORE",
    "PROMPT_COMMAND",
    "POSIXLY_CORRECT", "PYTHONPATH", "PYTHONSTARTUP", "PERL5LIB", "PERL5OPT", "RUBYOPT",
    "NODE_OPTIONS",
  ]

  /// Why a value cannot be taken; nil when it can.
  package func refusal(of value: String) -> String? {
    if value.utf8.contains(0) { return "\(name) must not hold a zero byte" }
    if value.utf8.count > 4096 { return "\(name) is longer than 4,096 bytes" }
    if !choices.isEmpty, !choices.contains(value) {
      return "\(name) is \(words(choices)), not '\(isSecret ? "what was given" : value)'"
    }
    if let pattern, let regex = try? Regex(pattern),
      (try? regex.wholeMatch(in: value)) ?? nil == nil
    {
      return "\(name) has to match \(pattern)"
    }
    return nil
  }

  /// Why a value cannot stand in the text of a command, where no quoting is known to be right; nil when it
  /// can: then it has nothing that means something to a shell.
  package static func refusal(ofText value: String, for name: String) -> String? {
    let isPlain =
      (1...253).contains(value.utf8.count)
      && value.utf8.allSatisfy { isWordByte($0) || ".:/@%+,=-".utf8.contains($0) }
    if isPlain, !value.hasPrefix("-") { return nil }
    return
      "what stands for <\(name)> is put into the text of the command: letters, digits and . _ : / @ % + , = - only, not beginning with -"
  }
}
