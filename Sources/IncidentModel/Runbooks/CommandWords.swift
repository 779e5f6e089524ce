/// What is known of commands by their names.
package enum CommandWords {
  /// Whether a word is the name of a command that runbooks use.
  package static func isKnown(_ word: String) -> Bool {
    let name = word.split(separator: "/").last.map(String.init) ?? word
    if word.hasPrefix("./") || (word.hasPrefix("/") && word.contains("bin/")) { return true }
    return readers.contains(name) || changers.contains(name) || consoles.contains(name)
      || others.contains(name)
  }

  /// What running a text may do, by its words; a command that is not known may change something.
  static func risk(of text: String) -> Risk {
    if text.firstMatch(
      of: /(?i)\b(?:drop\s+(?:table|database|schema)|truncate\s+table|delete\s+from)\b/) != nil
    {
      return .destructive
    }
    let commands = ShellText.commands(in: text)
    var risk = Risk.read
    if ShellText.writesFile(text) { risk = .change }
    for words in commands { risk = max(risk, self.risk(of: ShellText.named(words), in: text)) }
    return risk
  }

  private static func risk(of words: ArraySlice<String>, in whole: String) -> Risk {
    guard let first = words.first else { return .read }
    // A whole command in one word, as `watch 'rm x'` has it.
    if first.contains(" ") { return risk(of: first) }
    let name = first.split(separator: "/").last.map(String.init) ?? first
    let rest = words.dropFirst()
    if destroyers.contains(name) || name.hasPrefix("mkfs") { return .destructive }
    if let inner = inner(name, rest) { return risk(of: inner) }
    if clouds.contains(name) { return cloudRisk(rest) }
    if let place = rest.firstIndex(where: { !$0.hasPrefix("-") && verbs[name]?[$0] != nil }),
      let risk = verbs[name]?[rest[place]]
    {
      let next = rest[(place + 1)...].first { !$0.hasPrefix("-") }
      // `rollout status` only looks, `adm drain` empties.
      if rest[place] == "rollout", ["status", "history"].contains(next) { return .read }
      if rest[place] == "adm", let next, let inner = verbs[name]?[next] { return inner }
      return risk
    }
    if let risk = optionRisk(name, rest, in: whole) { return risk }
    if verbs[name] != nil { return .read }
    return readers.contains(name) ? .read : .change
  }

  /// The command that another one runs: behind `-c`, `--`, `-exec`, or a host; nil when there is none.
  private static func inner(_ name: String, _ rest: ArraySlice<String>) -> String? {
    func after(_ option: String) -> ArraySlice<String>? {
      rest.firstIndex(of: option).map { rest[($0 + 1)...] }
    }
    switch name {
    case "bash", "sh", "zsh", "ksh":
      return rest.firstIndex { $0.hasPrefix("-") && $0.hasSuffix("c") }
        .flatMap { rest[($0 + 1)...].first }
    case "kubectl", "oc", "docker", "podman", "crictl":
      guard rest.contains("exec") else { return nil }
      return after("--").map { $0.joined(separator: " ") }
    case "find": return (after("-exec") ?? after("-execdir")).map { $0.joined(separator: " ") }
    case "ssh":
      let command = operands(of: name, rest).dropFirst()
      return command.isEmpty ? nil : command.joined(separator: " ")
    default: return nil
    }
  }

  /// What the verb of a cloud's command line does: `ec2 terminate-instances`, `compute instances list`.
  private static func cloudRisk(_ rest: ArraySlice<String>) -> Risk {
    let words = rest.filter { !$0.hasPrefix("-") }.map {
      $0.split(separator: "-").first.map(String.init) ?? ""
    }
    let takesAway = [
      "delete", "terminate", "remove", "destroy", "rm", "rb", "purge", "stop", "deregister",
      "revoke",
      "detach", "disassociate", "failover", "deallocate",
    ]
    if words.contains(where: takesAway.contains) || rest.contains("--delete") {
      return .destructive
    }
    let looks = [
      "describe", "list", "get", "ls", "show", "head", "wait", "lookup", "search", "read", "view",
    ]
    return words.contains(where: looks.contains) ? .read : .change
  }

  /// What a command does by its options; nil when they do not say.
  private static func optionRisk(
    _ name: String, _ rest: ArraySlice<String>, in whole: String
  ) -> Risk? {
    func has(_ options: String...) -> Bool {
      rest.contains { word in options.contains { word == $0 || word.hasPrefix("\($0)=") } }
    }
    switch name {
    case "rm":
      return rest.contains { $0.hasPrefix("-") && ($0.contains("r") || $0.contains("R")) }
        ? .destructive : .change
    case "curl", "wget", "http": return requestRisk(rest)
    case "sed": return rest.contains { $0.hasPrefix("-i") } ? .change : .read
    case "find": return has("-delete") ? .destructive : .read
    case "awk": return rest.contains { $0.hasBytes("system(") } ? .change : .read
    case "journalctl":
      return rest.contains { $0.hasPrefix("--vacuum") } || has("--rotate") ? .change : .read
    case "dmesg": return has("-C", "-c", "--clear") ? .change : .read
    case "date": return has("-s", "--set") ? .change : .read
    case "sort": return has("-o", "--output") ? .change : .read
    case "hostname": return rest.contains { !$0.hasPrefix("-") } ? .change : .read
    case "iptables", "ip6tables", "nft": return has("-L", "-S", "--list", "list") ? .read : .change
    case "nginx", "apachectl", "haproxy":
      return has("-t", "-T", "-V", "-v", "configtest", "-c") ? .read : .change
    case "psql", "mysql", "mariadb", "sqlite3", "redis-cli": return databaseRisk(rest, in: whole)
    default: return nil
    }
  }

  private static func requestRisk(_ rest: ArraySlice<String>) -> Risk {
    let method =
      rest.drop { $0 != "-X" && $0 != "--request" }.dropFirst().first?.uppercased()
      ?? rest.first { $0.hasPrefix("--method=") }.map { $0.dropFirst(9).uppercased() }
    if method == "DELETE" || rest.contains("-XDELETE") { return .destructive }
    let keeps =
      rest.contains { ["-o", "-O", "--output", "--remote-name"].contains($0) }
      && !rest.contains("/dev/null") && !rest.contains("-")
    if let method, !["GET", "HEAD", "OPTIONS"].contains(method) { return .change }
    let asks = rest.contains("-G") || rest.contains("--get") || method != nil
    let sends = rest.contains { word in
      ["-d", "-F", "-T", "-XP"].contains { word.hasPrefix($0) }
        || ["--data", "--json", "--form", "--upload-file", "--post"].contains { word.hasPrefix($0) }
    }
    return sends && !asks || keeps ? .change : .read
  }

  private static func databaseRisk(_ rest: ArraySlice<String>, in whole: String) -> Risk {
    // What it is given to read says more than its options.
    let reads = rest.contains { $0.hasPrefix("<") }
    let text = reads ? whole.lowercased() : rest.joined(separator: " ").lowercased()
    if text.firstMatch(of: /\b(?:flushall|flushdb|shutdown)\b/) != nil { return .destructive }
    if rest.contains("-f") || rest.contains(where: { $0.hasPrefix("--file") }) { return .change }
    let changes =
      /\b(?:insert|update|alter|create|grant|revoke|set|del|replicaof|slaveof|config|vacuum|pg_promote|pg_terminate_backend|pg_cancel_backend|pg_reload_conf|switch)\b/
    return text.firstMatch(of: changes) == nil ? .read : .change
  }

  /// What opens a shell or console on another machine or in another program; nil when nothing does.
  static func session(in text: String) -> String? {
    for (words, isPiped) in ShellText.pipeline(of: text) {
      let named = ShellText.named(words)
      if let shell = userShell(words[...]) { return shell }
      guard let first = named.first else { continue }
      let name = first.split(separator: "/").last.map(String.init) ?? first
      // It reads a file, a text below it, or what another command writes.
      let reads = isPiped || named.contains { $0.hasPrefix("<") && !$0.hasSuffix(">") }
      if !reads, opensSession(name, named.dropFirst()) {
        return named.prefix(3).joined(separator: " ")
      }
    }
    return nil
  }

  /// `sudo -i`, `sudo -iu postgres`, `sudo -u x -s`: a shell of another user, when no command follows.
  private static func userShell(_ words: ArraySlice<String>) -> String? {
    guard let place = words.firstIndex(of: "sudo") ?? words.firstIndex(of: "doas") else {
      return nil
    }
    let rest = words[(place + 1)...]
    let asks = rest.prefix { $0.hasPrefix("-") || !$0.contains("/") }.contains { word in
      word == "--login" || word == "--shell"
        || word.hasPrefix("-") && !word.hasPrefix("--")
          && (word.contains("i") || word.contains("s"))
    }
    let command = ShellText.named(Array(words[place...]))
    return asks && command.isEmpty ? words[place...].prefix(3).joined(separator: " ") : nil
  }

  private static func opensSession(_ name: String, _ rest: ArraySlice<String>) -> Bool {
    let plain = operands(of: name, rest)
    switch name {
    case "gcloud": return plain.contains("ssh") && !rest.contains { $0.hasPrefix("--command") }
    case "aws": return plain.contains("start-session")
    case "machinectl", "virsh", "lxc", "screen", "tmux", "docker-compose":
      return plain.contains { ["shell", "console", "exec", "attach", "login"].contains($0) }
        || plain.isEmpty
    case "ssh", "mosh":
      return plain.count <= 1 || rest.contains { $0.hasPrefix("-t") }
    case "telnet": return true
    case "su": return !rest.contains { $0 == "-c" || $0.hasPrefix("--command") }
    case "oc", "kubectl", "docker", "podman", "crictl", "nerdctl":
      guard let verb = plain.first == "compose" ? plain.dropFirst().first : plain.first else {
        return false
      }
      if ["rsh", "attach", "edit"].contains(verb) { return plain.count <= 2 || verb != "rsh" }
      if verb == "debug" { return !rest.contains("--") }
      guard verb == "exec" || verb == "run" else { return false }
      let isInteractive = rest.contains { word in
        word == "--stdin" || word == "--tty" || word == "--interactive"
          || (word.hasPrefix("-") && !word.hasPrefix("--")
            && word.dropFirst().allSatisfy { "it".contains($0) })
      }
      return isInteractive || isShell(plain.last)
    case "bash", "sh", "zsh", "ksh": return plain.isEmpty && !rest.contains { $0.hasPrefix("-c") }
    case "chroot", "nsenter", "toolbox", "unshare":
      return plain.count <= 1 || isShell(plain.last) && !rest.contains("-c")
    case "psql", "mysql", "mariadb", "sqlite3", "mongo", "mongosh", "cqlsh", "redis-cli":
      let feeds = ["-c", "-f", "-e", "-q", "--command", "--file", "--execute", "--eval"]
      if rest.contains(where: { word in
        feeds.contains { word == $0 || (word.hasPrefix($0) && $0.count > 2) }
          || (word.hasPrefix("-") && !word.hasPrefix("--")
            && (word.hasSuffix("c") || word.hasSuffix("e")))
      }) {
        return false
      }
      return name == "sqlite3" || name == "redis-cli"
        ? plain.count <= (name == "sqlite3" ? 1 : 0) : true
    case "python", "python3", "irb", "node", "ghci": return plain.isEmpty && rest.isEmpty
    case "gitlab-rails", "rails":
      return plain.first == "console" || plain.first == "c" || plain.first == "dbconsole"
    case "top", "htop", "less", "more", "vi", "vim", "nano", "emacs", "visudo", "crontab":
      return name == "top"
        ? !rest.contains { $0.hasPrefix("-b") || $0.hasPrefix("-n") }
        : name == "crontab" ? rest.contains("-e") : true
    default: return false
    }
  }

  private static func isShell(_ word: String?) -> Bool {
    ["bash", "sh", "zsh", "ksh", "ash"].contains(word?.split(separator: "/").last.map(String.init))
  }

  /// The words that are no options, nor values of those that take one.
  private static func operands(of name: String, _ rest: ArraySlice<String>) -> [String] {
    let valued: Set<String> =
      switch name {
      case "ssh", "mosh":
        ["-p", "-l", "-i", "-o", "-L", "-R", "-D", "-J", "-F", "-b", "-c", "-E", "-m"]
      case "redis-cli": ["-h", "-p", "-a", "-n", "-u", "--user", "--pass"]
      case "psql", "mysql", "mariadb": ["-h", "-p", "-U", "-d", "-u", "-P"]
      case "oc", "kubectl": ["-n", "--namespace", "-c", "--container", "--context"]
      default: []
      }
    var operands: [String] = []
    var rest = rest
    while let word = rest.popFirst() {
      if valued.contains(word) {
        rest = rest.dropFirst()
      } else if !word.hasPrefix("-") || word == "-" {
        operands.append(word)
      }
    }
    return operands
  }

  /// Why a command does not end by itself; nil when it does.
  package static func endless(in text: String) -> String? {
    for words in ShellText.commands(in: text) {
      let named = ShellText.named(words)
      guard let name = named.first else { continue }
      let rest = named.dropFirst()
      let follows = rest.contains { word in
        ["-f", "-F", "--follow", "-w", "--watch", "-fn"].contains(word)
          || (["tail", "journalctl"].contains(name) && word.hasPrefix("-") && !word.hasPrefix("--")
            && word.contains("f"))
      }
      if name == "watch"
        || (follows && ["tail", "journalctl", "kubectl", "oc", "docker"].contains(name))
      {
        return name == "watch" ? "watch" : "\(name) \(rest.first ?? "")"
      }
    }
    return nil
  }
}
