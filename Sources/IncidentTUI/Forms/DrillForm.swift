internal import IncidentModel

extension AppState {
  /// The form in which a milestone of a drill is marked.
  func drillForm() -> Form {
    let drill = incident.state.drill
    let marks = drill?.marks ?? [:]
    let awaited = drill?.awaited ?? []
    let choices = DrillMilestone.allCases.map { milestone in
      let help =
        marks[milestone].map { "marked: \(moment($0.at))" }
        ?? (awaited.contains(milestone) ? "a script waits for it: " : "") + milestone.words
      return Field.Choice("\(milestone.label) \(milestone.rawValue.hyphenated)", help)
    }
    let next = awaited.first ?? drill?.next ?? .injected
    return Form(
      .drill, title: "Drill: \(shown(drill?.plan.title ?? ""))",
      hint: "The moment counts, so mark first and explain later. Enter marks it, Esc leaves.",
      fields: [
        Field(
          "milestone", choices: choices, selected: "\(next.label) \(next.rawValue.hyphenated)"),
        Field("time", Form.now, example: "now, -30s, 14:02:31"),
        Field(
          "noticed by",
          choices: [.init("-", "only of T2, detected")]
            + DrillMark.Detector.allCases.map { .init($0.rawValue, $0.words) }),
        Field("note", example: "what was seen"),
      ])
  }

  func drillRequest(_ form: Form) throws(FormProblem) -> SaveRequest {
    let index = form.fields[0].selected
    let milestone = DrillMilestone.allCases[min(max(0, index), DrillMilestone.allCases.count - 1)]
    if let mark = incident.state.drill?.marks[milestone] {
      throw FormProblem(
        "\(milestone.label) was marked at \(moment(mark.at)): correct that entry with e", field: 0)
    }
    let detector = DrillMark.Detector(rawValue: form.fields[2].text)
    if detector != nil, milestone != .detected {
      throw FormProblem("only of T2, detected, is asked by what it was noticed", field: 2)
    }
    return .command(
      .drill(
        DrillStep(act: .marked, milestone: milestone, by: detector, text: form.fields[3].given)),
      at: try time(in: form, field: 1))
  }

  /// Why no milestone of a drill can be marked; nil when one can.
  var drillRefusal: String? {
    if let reason = setting.readOnly { return reason }
    guard incident.isDeclared else { return "no incident is open: I shows the list" }
    guard let drill = incident.state.drill else {
      return incident.state.mode == .drill
        ? "this drill has no plan: :drill plan makes one, :drill start begins it"
        : "this is no drill: E shows the drills, :drill start begins one"
    }
    if drill.abortedBecause != nil { return "this drill was aborted" }
    return drill.marks.count == DrillMilestone.allCases.count ? "every milestone is marked" : nil
  }

  /// What the header says of a drill: the recovery that is measured, and what is waited for.
  func drillClocks() -> [(text: String, role: Role)] {
    guard let drill = incident.state.drill, drill.abortedBecause == nil else { return [] }
    var clocks: [(String, Role)] = []
    let objectives = drill.plan.objectives
    let start = objectives.rtoStart == .decided ? drill.marks[.decided] : drill.marks[.injected]
    if let start, drill.marks[.verified] == nil {
      let spent = now.seconds(since: start.at)
      if let rto = objectives.rtoSeconds {
        // Whatever stands in a plan that came from elsewhere.
        let left = min(max(rto, 0), 366 * 86_400) - min(max(spent, 0), 366 * 86_400)
        clocks.append(
          (
            left >= 0 ? "RTO \(clockText(left))" : "RTO \(clockText(-left)) over",
            left < 0 ? .overdue : left < rto / 5 ? .warning : .text
          ))
      } else {
        clocks.append(("recovering \(clockText(max(0, spent)))", .text))
      }
    }
    if let awaited = drill.awaited.first {
      clocks.append(("D: script waits for \(awaited.label)", .warning))
    } else if drill.isOver {
      clocks.append(("drill over: :drill report", .notice))
    } else if let next = drill.next {
      clocks.append(("D: next \(next.label) \(next.rawValue.hyphenated)", .dim))
    }
    return clocks
  }
}
