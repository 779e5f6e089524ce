internal import ArgumentParser

/// Where a text form is edited.
struct FormOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Where the new text is, - for standard input.", valueName: "file"),
    completion: .file())
  var file: String?
  @Flag(help: "Print the text that would be edited.") var print = false
}
