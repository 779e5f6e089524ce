extension Experiment {
  /// Everything that is wrong, in the order in which it stands in the experiment.
  package var problems: [ExperimentProblem] {
    var problems: [ExperimentProblem] = []
    if title.isBlank { problems.append(ExperimentProblem(.experiment, .emptyTitle)) }
    problems += textProblems
    for section in Section.allCases {
      for activity in activities(of: section) {
        let place = ExperimentProblem.Place.activity(section, name: activity.name)
        let found =
          placeProblems(activity, section) + activity.problems + settingProblems(of: activity)
        problems += found.map { ExperimentProblem(place, $0) }
      }
    }
    return problems + (settings ?? []).flatMap(problems(of:)) + radiusProblems
  }

  private var textProblems: [ExperimentProblem] {
    let texts =
      [title, asImagined, asFound, hypothesis, blastRadius?.scope].compactMap(\.self)
      + (doNotStart ?? []) + (stopNow ?? []) + (prerequisites ?? [])
    return texts.contains(where: SecretMask.findsSecret)
      ? [ExperimentProblem(.experiment, .inlineSecret)] : []
  }

  private func placeProblems(
    _ activity: Activity, _ section: Section
  ) -> [ExperimentProblem.What] {
    var problems: [ExperimentProblem.What] = []
    if section == .rollback, !activity.isAction { problems.append(.probeInRollback) }
    if section == .steadyState, activity.isAction { problems.append(.actionInSteadyState) }
    let all = Section.allCases.flatMap(activities(of:))
    if all.count(where: { $0.name == activity.name }) > 1 { problems.append(.nameTwice) }
    return problems
  }

  private func settingProblems(of activity: Activity) -> [ExperimentProblem.What] {
    let known = Set((settings ?? []).map(\.name))
    let texts =
      [activity.url, activity.expect?.matches, activity.expect?.jsonPath].compactMap(\.self)
      + (activity.command ?? []).dropFirst()
    var unknown: [String] = []
    for name in texts.flatMap(SettingReference.names) where !known.contains(name) {
      if !unknown.contains(name) { unknown.append(name) }
    }
    return unknown.map { .unknownSetting($0) }
  }

  private func problems(of setting: Setting) -> [ExperimentProblem] {
    let place = ExperimentProblem.Place.setting(name: setting.name)
    var found: [ExperimentProblem.What] = []
    if !SettingReference.isName(setting.name) { found.append(.badSettingName) }
    if (settings ?? []).count(where: { $0.name == setting.name }) > 1 { found.append(.nameTwice) }
    if let variable = setting.variable, !SettingReference.isName(variable) {
      found.append(.badVariable(variable))
    }
    if setting.variable == nil, setting.value == nil { found.append(.emptySetting) }
    if let value = setting.value, setting.isSecret || SecretMask.findsSecret(value) {
      found.append(.inlineSecret)
    }
    return found.map { ExperimentProblem(place, $0) }
  }

  private var radiusProblems: [ExperimentProblem] {
    var found: [ExperimentProblem.What] = []
    if let share = blastRadius?.sharePercent, !(share > 0 && share <= 100) {
      found.append(.badShare(share))
    }
    if let seconds = blastRadius?.maxSeconds, seconds <= 0 { found.append(.badDuration(seconds)) }
    if let cadenceDays, cadenceDays <= 0 { found.append(.badCadence(cadenceDays)) }
    return found.map { ExperimentProblem(.experiment, $0) }
  }
}

extension Experiment.Setting {
  /// Whether its name says that it holds a secret.
  var isSecret: Bool {
    SecretMask.isSecretName(name) || variable.map(SecretMask.isSecretName) ?? false
  }
}

extension Experiment.Activity {
  fileprivate var problems: [ExperimentProblem.What] {
    var problems: [ExperimentProblem.What] = name.isBlank ? [.emptyName] : []
    if ways.count > 1 { problems.append(.severalWays) }
    if let url { problems += addressProblems(url) }
    if let command { problems += Self.problems(of: command) }
    if let manual, SecretMask.findsSecret(manual) { problems.append(.inlineSecret) }
    if let timeoutSeconds, timeoutSeconds <= 0 { problems.append(.badTimeout(timeoutSeconds)) }
    for pause in [pauseBeforeSeconds, pauseAfterSeconds].compactMap(\.self)
    where !(pause >= 0 && pause.isFinite) {
      problems.append(.badPause(pause))
    }
    return problems + ExpectationChecker.problems(of: self)
  }

  private func addressProblems(_ url: String) -> [ExperimentProblem.What] {
    var problems: [ExperimentProblem.What] = []
    let isAddress =
      url.wholeMatch(of: /(?:https?:\/\/[^\s\/]|\$\{[A-Za-z_][A-Za-z0-9_]*\})[^\s]*/) != nil
    if !isAddress { problems.append(.notAnAddress(url)) }
    if let httpMethod, httpMethod.wholeMatch(of: /[A-Za-z]+/) == nil {
      problems.append(.badHTTPMethod(httpMethod))
    }
    if SecretMask.findsSecret(url) { problems.append(.inlineSecret) }
    return problems
  }

  private static func problems(of command: [String]) -> [ExperimentProblem.What] {
    guard let program = command.first, !program.isBlank else { return [.emptyProgram] }
    var problems: [ExperimentProblem.What] = []
    if program.contains("${") { problems.append(.programFromSetting(program)) }
    if command.contains(where: \.isEmpty) { problems.append(.emptyArgument) }
    if command.contains(where: { $0.utf8.contains(0) }) { problems.append(.zeroByte) }
    // Together, as `--password` and its value may be two arguments.
    if command.contains(where: SecretMask.findsSecret) || holdsSecretOption(command) {
      problems.append(.inlineSecret)
    }
    return problems
  }

  /// Whether an option that is named like a secret is followed by what is no setting.
  private static func holdsSecretOption(_ command: [String]) -> Bool {
    zip(command, command.dropFirst()).contains { option, value in
      let name = option.drop { $0 == "-" }
      let isOption = option.hasPrefix("--") && name.allSatisfy { $0.isLetter || $0 == "-" }
      let isSecret = ["password", "passwd", "token", "secret", "api-key"].contains {
        name.lowercased().hasSuffix($0)
      }
      return isOption && isSecret && !value.hasPrefix("-") && !value.contains("${")
    }
  }
}

extension SecretMask {
  /// Whether the text holds what is plainly a secret, apart from what `${name}` stands for.
  static func findsSecret(_ text: String) -> Bool {
    let text = SettingReference.removing(from: text)
    return SecretMask().masking(text) != text
  }
}
