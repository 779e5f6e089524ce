/// The commands of this program, for completion on the line that `:` opens.
package struct CommandCatalog: Equatable, Sendable {
  package var commands: [Command]

  package init(commands: [Command] = []) { self.commands = commands }

  package struct Command: Equatable, Sendable {
    package var name: String
    package var help: String
    package var arguments: [Argument]
    package var subcommands: [Command]
    /// What runs when no subcommand is named.
    package var standard: String?

    package init(
      name: String, help: String, arguments: [Argument] = [], subcommands: [Command] = [],
      standard: String? = nil
    ) {
      self.name = name
      self.help = help
      self.arguments = arguments
      self.subcommands = subcommands
      self.standard = standard
    }
  }

  package struct Argument: Equatable, Sendable {
    /// `--severity`, `-i`; empty for what stands without a name.
    package var names: [String]
    package var help: String
    /// Whether a value follows; false for a flag.
    package var takesValue: Bool
    package var isRepeating: Bool
    package var values: Values

    package init(
      names: [String], help: String, takesValue: Bool, isRepeating: Bool = false,
      values: Values = .anything
    ) {
      self.names = names
      self.help = help
      self.takesValue = takesValue
      self.isRepeating = isRepeating
      self.values = values
    }
  }

  /// Where the values of an argument come from.
  package enum Values: Equatable, Sendable {
    case anything
    case list([String])
    case people
    case services
    case regions
    case incidents
    case entries
  }

  /// Commands that draw a screen or never end by themselves: they are not run from within a console.
  package static let wantingTerminal: Set<String> = ["console", "demo", "serve"]

  /// Whether a word on the `:` line leaves the console.
  package static func isLeaving(_ word: String) -> Bool {
    ConsoleWord.named(word)?.name == "quit"
  }

  func command(_ name: String, in commands: [Command]) -> Command? {
    commands.first { $0.name == name }
  }
}
