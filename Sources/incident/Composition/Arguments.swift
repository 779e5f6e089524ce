package import ArgumentParser
internal import IncidentModel

// How the words of the domain are read on the command line; their lists feed help and completion.

extension Severity: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension Status: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension Milestone: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
}

extension Kind: ExpressibleByArgument {
  package init?(argument: String) {
    self.init(rawValue: argument.lowercased().replacing("-", with: ""))
  }
}

extension Mode: ExpressibleByArgument {}
extension Update.Audience: ExpressibleByArgument {}
extension Followup.Sort: ExpressibleByArgument {}

extension RoleName: ExpressibleByArgument {
  package init?(argument: String) { self.init(argument) }
  package static var allValueStrings: [String] { standard.map(\.name) }
  package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}
