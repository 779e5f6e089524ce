internal import ArgumentParser
internal import IncidentModel
internal import IncidentTUI

extension CommandCatalog {
  /// The catalog of this program, made from the declarations of its commands.
  static func ofProgram() -> CommandCatalog {
    guard case .object(let tool) = JSON(parsing: IncidentCommand._dumpHelp()),
      case .object(let root)? = tool["command"]
    else { return CommandCatalog() }
    return CommandCatalog(commands: commands(below: root))
  }

  private static func commands(below parent: [String: JSON]) -> [Command] {
    objects(parent["subcommands"]).compactMap { object in
      guard let name = text(object["commandName"]), name != "help", isShown(object) else {
        return nil
      }
      return Command(
        name: name, help: text(object["abstract"]) ?? "",
        arguments: objects(object["arguments"]).compactMap(argument),
        subcommands: commands(below: object), standard: text(object["defaultSubcommand"]))
    }
  }

  private static func argument(_ object: [String: JSON]) -> Argument? {
    guard isShown(object) else { return nil }
    let names = objects(object["names"]).compactMap { name -> String? in
      guard let text = text(name["name"]) else { return nil }
      return self.text(name["kind"]) == "long" ? "--\(text)" : "-\(text)"
    }
    // Every command has them, and nobody needs them here.
    guard !names.contains("--help"), !names.contains("--version"), !names.contains("--logbook"),
      !names.contains("--config")
    else { return nil }
    return Argument(
      names: names, help: text(object["abstract"]) ?? "",
      takesValue: text(object["kind"]) != "flag",
      isRepeating: object["isRepeating"] == .bool(true), values: values(of: object, names))
  }

  /// Where the values come from: listed by the declaration, else told by what they are called.
  private static func values(of object: [String: JSON], _ names: [String]) -> Values {
    if case .array(let listed)? = object["allValues"] ?? object["allValueStrings"] {
      let words = listed.compactMap(text)
      if !words.isEmpty { return .list(words) }
    }
    switch text(object["valueName"]) {
    case "ref": return names == ["--ref"] ? .anything : .incidents
    case "entry": return .entries
    case "role": return .list(RoleName.standard.map(\.name))
    case "name":
      if names.contains("--service") { return .services }
      return names.contains("--region") ? .regions : .people
    case "owner", "author": return .people
    default: return .anything
    }
  }

  private static func isShown(_ object: [String: JSON]) -> Bool {
    object["shouldDisplay"] != .bool(false)
  }

  private static func objects(_ value: JSON?) -> [[String: JSON]] {
    guard case .array(let items)? = value else { return [] }
    return items.compactMap { if case .object(let object) = $0 { object } else { nil } }
  }

  private static func text(_ value: JSON?) -> String? {
    if case .string(let text)? = value { text } else { nil }
  }
}
