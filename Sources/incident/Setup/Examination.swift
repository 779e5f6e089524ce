internal import Glibc
internal import IncidentModel
internal import Logbook

/// What `doctor` looks at, one function for each subject.
struct Examination {
  let globals: GlobalOptions

  func findings() throws -> [LogbookFinding] {
    [program(), terminal(), locale(), zone(), editor()] + (try configuration()) + sources()
      + runbooks()
      + (try logbook())
  }

  private func program() -> LogbookFinding {
    LogbookFinding(grade: .ok, subject: "incident", detail: "version \(Version.text)")
  }

  private func terminal() -> LogbookFinding {
    let name = environmentVariable("TERM") ?? ""
    guard isatty(STDOUT_FILENO) == 1 else {
      return LogbookFinding(
        grade: .ok, subject: "terminal", detail: "output goes to a file or a pipe")
    }
    guard !name.isEmpty, name != "dumb" else {
      return LogbookFinding(
        grade: .warning, subject: "terminal", detail: "TERM is not set, or dumb",
        remedy: "export TERM=xterm-256color, or use the commands instead of the console")
    }
    var size = winsize()
    let known = unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    let detail = known ? "\(name), \(size.ws_col)×\(size.ws_row)" : "\(name), size unknown"
    if known, size.ws_col < 60 || size.ws_row < 15 {
      return LogbookFinding(
        grade: .warning, subject: "terminal", detail: detail,
        remedy: "the console needs 60×15; make the window larger")
    }
    return LogbookFinding(grade: .ok, subject: "terminal", detail: detail)
  }

  private func locale() -> LogbookFinding {
    let locale = Locale.ofEnvironment
    let value = locale.name
    if locale.isUTF8 {
      return LogbookFinding(grade: .ok, subject: "locale", detail: value)
    }
    return LogbookFinding(
      grade: .warning, subject: "locale",
      detail: value.isEmpty ? "none is set" : "\(value) is not UTF-8",
      remedy: "export LC_ALL=C.UTF-8; without it the console draws with plain characters")
  }

  private func zone() -> LogbookFinding {
    let zone: Zone
    do { zone = try globals.chosenZone() } catch {
      return LogbookFinding(
        grade: .red, subject: "time zone", detail: "unknown: \(globals.zone ?? "")",
        remedy: "give --zone a name such as Europe/Madrid")
    }
    let now = Session.clock()
    let civil = zone.civil(now)
    let shown = "\(civil.dateText) \(civil.secondText)\(zone.suffix(at: now))"
    if let variable = environmentVariable("TZ"), !variable.isEmpty, Zone.named(variable) == nil,
      !variable.hasPrefix("/"), !variable.hasPrefix(":")
    {
      return LogbookFinding(
        grade: .warning, subject: "clock",
        detail: "\(shown); TZ=\(variable) is not known, UTC is used",
        remedy: "set TZ to a name such as Europe/Madrid")
    }
    if civil.year < 2025 {
      return LogbookFinding(
        grade: .red, subject: "clock", detail: "\(shown) cannot be",
        remedy: "set the machine's clock: timedatectl set-ntp true")
    }
    return LogbookFinding(grade: .ok, subject: "clock", detail: shown)
  }

  private func editor() -> LogbookFinding {
    let named =
      ["VISUAL", "EDITOR"].compactMap { environmentVariable($0) }.first { !$0.isEmpty }
    let command = String((named ?? "vi").split(separator: " ").first ?? "vi")
    let folders = (environmentVariable("PATH") ?? "/usr/bin:/bin").split(separator: ":")
    let isThere =
      command.contains("/")
      ? unsafe access(command, X_OK) == 0
      : folders.contains { unsafe access("\($0)/\(command)", X_OK) == 0 }
    if isThere { return LogbookFinding(grade: .ok, subject: "editor", detail: command) }
    return LogbookFinding(
      grade: .warning, subject: "editor",
      detail: named == nil ? "neither VISUAL nor EDITOR is set" : "\(command) is not found",
      remedy: "export EDITOR=nano, or another that is installed")
  }
}
