/// The settings of an experiment as the configuration and the secrets of the Chaos Toolkit.
struct ChaosToolkitSettings {
  private let settings: [Experiment.Setting]
  private let names: Set<String>

  init(_ settings: [Experiment.Setting]) {
    // Of two with one name the tool would take the last.
    var seen: Set<String> = []
    self.settings = settings.filter {
      SettingReference.isName($0.name) && ($0.variable != nil || $0.value != nil)
        && seen.insert($0.name).inserted
    }
    names = seen
  }

  var configuration: JSONDocument? {
    object(settings.filter { !$0.isSecret }.map { ($0.name, document(of: $0)) })
  }

  /// Secrets come from variables only: a value here would be copied into every journal.
  var secrets: JSONDocument? {
    let secrets = settings.filter(\.isSecret).map { setting in
      (setting.name, variable(setting.variable ?? setting.name.uppercased(), default: nil))
    }
    return object(secrets).map { .fields([("settings", $0)]) }
  }

  private func object(_ fields: [(String, JSONDocument)]) -> JSONDocument? {
    fields.isEmpty ? nil : .fields(fields)
  }

  private func document(of setting: Experiment.Setting) -> JSONDocument {
    let value = setting.value.map { SecretMask().masking($0) }
    guard let name = setting.variable else { return .text(value ?? "") }
    return variable(name, default: value)
  }

  private func variable(_ name: String, default value: String?) -> JSONDocument {
    .fields([
      ("type", .text("env")), ("key", .text(name)), ("default", value.map { .text($0) }),
    ])
  }

  /// A text in which the tool puts the settings and changes nothing else; without secrets.
  ///
  /// - Parameters:
  ///   - text: what is meant.
  ///   - always: whether the tool looks for settings even where there are none, as it does in
  ///     addresses, but not in arguments.
  ///   - isSparing: as in ``SettingReference/escaping(_:settings:isSparing:)``.
  /// - Returns: the text for the file.
  func put(into text: String, always: Bool, isSparing: Bool = false) -> String {
    let safe = SecretMask.findsSecret(text) ? SecretMask().masking(text) : text
    guard always || !settings.isEmpty else { return safe }
    return SettingReference.escaping(safe, settings: names, isSparing: isSparing)
  }
}
