internal import ArgumentParser
internal import IncidentTUI

/// `incident manual`: the manual page, made from the declarations of the commands and the key table.
struct ManualCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "manual", abstract: "Print the manual page incident(1), for man -l.",
    discussion: "Example:\n\n  incident manual | man -l -")

  func run() throws {
    try Output().write(Self.page(of: IncidentCommand.self))
  }

  /// The page in the language of man(7).
  static func page(of root: any ParsableCommand.Type) -> String {
    var page = """
      .TH INCIDENT 1 "" "incident \(Version.text)" "User Commands"
      .SH NAME
      incident \\- run an incident from the terminal, and learn from it
      .SH SYNOPSIS
      .B incident
      [\\fICOMMAND\\fR] [\\fIOPTIONS\\fR]
      .SH DESCRIPTION

      """
    page += roff(root.configuration.discussion)
    page += ".SH OPTIONS OF EVERY COMMAND\n"
    page += ".nf\n\(roff(everywhere.options)).fi\n"
    page += ".SH COMMANDS\n"
    page += commands(of: root, path: "incident", root)
    page += ".SH KEYS OF THE CONSOLE\n"
    for row in KeyTable.browsing { page += item(row.label, row.help) }
    page += ".SS In the runbook\n"
    for row in KeyTable.runbook { page += item(row.label, row.help) }
    page += ".SS While writing\n"
    for row in KeyTable.composing { page += item(row.label, row.help) }
    page += ".SH EXIT STATUS\n"
    for (status, meaning) in [
      ("0", "done"), ("1", "refused or failed; one line says what, why and what to do"),
      ("2", "done, with findings"), ("64", "wrong usage"), ("65", "bad input data"),
      ("66", "no such file"), ("73, 74", "cannot write"), ("130", "interrupted"),
    ] { page += item(status, meaning) }
    page += ".SH ENVIRONMENT\n"
    for (name, meaning) in [
      ("INCIDENT_LOGBOOK", "the logbook, unless --logbook names one"),
      ("INCIDENT_CONFIG", "the configuration, unless --config names one"),
      ("INCIDENT", "the incident, unless --incident names one"),
      ("INCIDENT_USER", "who is writing, unless --by says so"),
      (
        "INCIDENT_EMERGENCY",
        "the folder for what a bad disk does not take; else one in the cache, /var/tmp, /tmp or memory"
      ),
      ("NO_COLOR", "no colours when it is not empty"),
      ("ESCDELAY", "milliseconds to wait after Esc for the rest of a key"),
      ("TZ", "the zone in which times are shown and read"),
    ] { page += item(name, meaning) }
    page += ".SH FILES\n"
    page += item(
      "~/.local/state/incident/logbook.sqlite", "the logbook; $XDG_STATE_HOME moves it")
    page += item(
      "incident.yaml", "the configuration, in the working folder or one above it")
    page += item(
      "~/.config/incident/incident.yaml", "your own configuration; $XDG_CONFIG_HOME moves it")
    return page
  }

  private static func commands(
    of command: any ParsableCommand.Type, path: String, _ root: any ParsableCommand.Type
  ) -> String {
    var text = ""
    let configuration = command.configuration
    let groups = configuration.groupedSubcommands.flatMap(\.subcommands)
    for child in configuration.ungroupedSubcommands + groups
    where child.configuration.shouldDisplay {
      let name = child.configuration.commandName ?? child._commandName
      text += ".SS \(roff("\(path) \(name)", ends: ""))\n"
      let help = root.helpMessage(for: child, includeHidden: false, columns: columns)
      text += ".nf\n\(roff(ownPart(of: help))).fi\n"
      text += commands(of: child, path: "\(path) \(name)", root)
    }
    return text
  }

  /// What fits beside the indentation of a section on 80 columns.
  private static let columns = 71

  /// The options that every command takes, as its usage line and its list of options show them.
  private static let everywhere: (usage: String, options: String) = {
    let lines = GlobalOptions.helpMessage(columns: columns)
      .split(separator: "\n", omittingEmptySubsequences: false)
    let usage = lines.first { $0.hasPrefix("USAGE: ") }?.drop { $0 != "[" } ?? ""
    let options = lines.drop { $0 != "OPTIONS:" }.dropFirst()
      .prefix { !$0.isEmpty && !$0.hasPrefix("  -h, ") }
    return (" \(usage)", options.map { $0 + "\n" }.joined())
  }()

  /// The help of a command without its heading and without what it shares with every other one.
  private static func ownPart(of help: String) -> String {
    let body = help.hasPrefix("OVERVIEW: ") ? String(help.dropFirst(10)) : help
    let own = body.replacing(everywhere.usage, with: "").replacing(everywhere.options, with: "")
      .replacing(/(?m)^  (?:--version|-h, --help) .*\n/, with: "")
      .replacing(/\nOPTIONS:\n+$/, with: "")
    return wrappingUsage(own, columns: columns)
  }

  private static func item(_ label: String, _ text: String) -> String {
    ".TP\n.B \(roff(label, ends: ""))\n\(roff(text))"
  }

  /// Text in which nothing is a request to the formatter, and everything can be copied and pasted.
  private static func roff(_ text: String, ends: String = "\n") -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "\\": "\\e"
      case "-": "\\-"
      case "'": "\\(aq"
      case "`": "\\(ga"
      case "\"": "\\(dq"
      case "^": "\\(ha"
      case "~": "\\(ti"
      case _ where scalar.isASCII: String(scalar)
      default: "\\[u\(hexadecimal(scalar))]"
      }
    }.joined().split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix(".") ? "\\&\($0)" : String($0) }
      .joined(separator: "\n") + ends
  }

  /// At least four digits, as the formatter names a character.
  private static func hexadecimal(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}
