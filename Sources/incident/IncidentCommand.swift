internal import ArgumentParser

@main
struct IncidentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "incident")
}
