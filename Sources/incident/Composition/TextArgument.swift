internal import ArgumentParser
internal import IncidentModel

/// A text of one or more words; several are joined by spaces.
struct TextArgument: ParsableArguments {
  @Argument(
    help: ArgumentHelp(
      "The text; put `--` before one that starts with a hyphen.", valueName: "text"))
  var words: [String]

  var text: String { words.joined(separator: " ") }
}

/// Why something is done.
struct ReasonOption: ParsableArguments {
  @Option(help: ArgumentHelp("Why.", valueName: "text"))
  var because: String?
}
