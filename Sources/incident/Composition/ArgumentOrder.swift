internal import ArgumentParser

/// Moves options of ``GlobalOptions`` that stand before a subcommand behind it.
///
/// `incident --logbook FILE role assign …` and `incident role assign --logbook FILE …` are the same:
/// the parser gives each option to the command before which it stands, and only the last one has
/// these options.
func movingGlobalOptions(
  _ arguments: [String], behindSubcommandsOf root: any ParsableCommand.Type
) -> [String] {
  let takesValue: Set = ["--logbook", "--config", "--incident", "-i", "--by", "--zone"]
  let isFlag: Set = ["--json", "--utc", "--keep-secrets"]
  var path: [String] = []
  var moved: [String] = []
  var command: any ParsableCommand.Type = root
  var index = 0
  while index < arguments.count {
    let argument = arguments[index]
    let name = argument.prefix { $0 != "=" }
    if isFlag.contains(argument) || (name != argument[...] && takesValue.contains(String(name))) {
      moved.append(argument)
    } else if takesValue.contains(argument), index + 1 < arguments.count {
      moved += arguments[index...index + 1]
      index += 1
    } else if let next = command.configuration.subcommands.first(where: {
      $0._commandName == argument || $0.configuration.aliases.contains(argument)
    }) {
      path.append(argument)
      command = next
    } else {
      break
    }
    index += 1
  }
  return path + moved + arguments[index...]
}
