internal import ArgumentParser

/// When something happened, for commands that may set it back.
struct MomentOptions: ParsableArguments {
  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      "When it happened: 14:02, 14:02Z, yesterday 23:10, 2026-11-22 14:02, -10m, 10m ago.",
      valueName: "time"))
  var at: String?

  @Flag(help: "Allow a time more than a minute ahead.")
  var future = false
}
