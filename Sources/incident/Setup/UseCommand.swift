internal import ArgumentParser
internal import IncidentModel
internal import Logbook

/// Chooses the incident that commands are about when none is named.
struct UseCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "use",
    abstract: "Choose the incident that commands are about.",
    discussion: """
      The choice holds for your login name until you make another or take it back with --none.

        incident use eu-checkout-errors-7k3f
        incident use 7k3f
        incident use --none
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: "A ref, an id, or the start or end of one.", completion: .custom(CompletionLists.refs))
  var ref: String?
  @Flag(name: .customLong("none"), help: "Choose none.")
  var takesBack = false

  func validate() throws {
    if (ref != nil) == takesBack { throw ValidationError("Give either a REF or --none.") }
  }

  func run(in session: Session) throws {
    let chosen = try ref.map { try session.incident(matching: $0) }
    try session.book.write { writer in try writer.choose(chosen?.id, by: session.login) }
    if session.options.json {
      try session.output.document(["incident": .optional(chosen?.ref)])
    } else if let chosen {
      try session.output.line(visible("using \(chosen.ref)  \(chosen.title)"))
    } else {
      try session.output.line("using none")
    }
  }
}
