internal import IncidentModel

/// A word of the `:` line that is about the console itself, not a command of the program.
struct ConsoleWord: Sendable {
  let name: String
  /// Other ways to type it, not offered.
  let aliases: [String]
  let help: String
  /// What may follow it; empty when nothing does.
  let values: [String]
  let perform: @Sendable (inout AppState, String) -> [Effect]

  init(
    _ name: String, aliases: [String] = [], _ help: String, values: [String] = [],
    perform: @escaping @Sendable (inout AppState, String) -> [Effect]
  ) {
    self.name = name
    self.aliases = aliases
    self.help = help
    self.values = values
    self.perform = perform
  }

  static let all: [ConsoleWord] = [
    ConsoleWord("quit", aliases: ["q", "q!", "x", "wq", "exit"], "leave the console") { state, _ in
      state.perform(.quit)
    },
    ConsoleWord("help", aliases: ["h"], "show the keys") { state, _ in state.perform(.help) },
    ConsoleWord("theme", "change the colours", values: Theme.allCases.map(\.rawValue)) {
      state, name in
      guard let theme = Theme(rawValue: name) else { return [] }
      state.say("theme \(name)")
      return [.theme(theme)]
    },
    ConsoleWord("mouse", "let clicks select and the wheel scroll", values: ["on", "off"]) {
      state, word in
      state.setting.hasMouse = word == "on"
      state.say(
        word == "on"
          ? "the mouse selects here; Shift selects text in most terminals"
          : "the mouse is the terminal's own again")
      return [.mouse(word == "on")]
    },
    ConsoleWord(
      "attention", "call for overdue timers and roles offered to you",
      values: Attention.allCases.map(\.rawValue)
    ) { state, word in
      state.setting.attention = Attention(rawValue: word) ?? .off
      state.say("attention \(word)")
      return state.setting.attention == .off ? [] : [.notify("incident calls like this")]
    },
    ConsoleWord("write", aliases: ["w"], "nothing to do: what you see is on disk") { state, _ in
      state.say("nothing to write: what stands in the timeline is on disk")
      return []
    },
  ]

  static func named(_ word: String) -> ConsoleWord? {
    all.first { $0.name == word || $0.aliases.contains(word) }
  }
}
