internal import ArgumentParser

/// What every command takes: which logbook, which incident, who writes, and how results are shown.
struct GlobalOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The logbook. (default: $INCIDENT_LOGBOOK, else incident/logbook.sqlite in the state folder)",
      valueName: "file"),
    completion: .file())
  var logbook: String?

  @Option(
    help: ArgumentHelp(
      "The configuration. (default: $INCIDENT_CONFIG, else incident.yaml here or in a folder above, else incident/incident.yaml in the configuration folder)",
      valueName: "file"),
    completion: .file())
  var config: String?

  @Option(
    name: [.short, .long],
    help: ArgumentHelp(
      "Which incident: a ref, an id, or the start or end of one. (default: $INCIDENT, else what `use` chose, else the only open one)",
      valueName: "ref"),
    completion: .custom(CompletionLists.refs))
  var incident: String?

  @Option(
    help: ArgumentHelp(
      "Who is writing. (default: $INCIDENT_USER, else the login name)", valueName: "name"),
    completion: .custom(CompletionLists.people))
  var by: String?

  @Flag(help: "Store texts as typed: without this, what looks like a password or token is masked.")
  var keepSecrets = false

  @Flag(help: "One JSON document on standard output.")
  var json = false

  @Flag(help: "Show and read times in UTC.")
  var utc = false

  @Option(
    help: ArgumentHelp(
      "Show and read times in this zone, e.g. Europe/Madrid or UTC.", valueName: "zone"))
  var zone: String?
}
