internal import IncidentModel

extension Panel {
  /// The runbook that is walked: its steps, and on a whole screen all about the one under the eye.
  static let runbook: Panel = Panel(
    id: "runbook", number: 2,
    title: { state in
      let name = state.book.runbook?.name ?? state.incident.state.walks.last?.name
      return name.map { "Runbook: \($0)" } ?? "Runbook"
    },
    status: { state in
      guard let walked = state.walked else { return "none open" }
      return "\(walked.settled)/\(walked.of)"
    },
    statusRole: { state in state.lostSteps.isEmpty ? .dim : .critical },
    wants: { max(1, $0.runbookRows) },
    items: { $0.runbookRows },
    entry: { state, index in
      guard let steps = state.book.runbook?.steps else {
        let recorded = state.walk?.steps ?? []
        return recorded.indices.contains(index) ? recorded[index].entry : nil
      }
      return steps.indices.contains(index) ? state.progress(of: steps[index])?.entry : nil
    },
    draw: { state, canvas in
      guard state.runbookRows > 0 else {
        canvas.write(
          state.clipped("none open: 2, then o chooses one", to: canvas.size.columns - 2), column: 1,
          row: 0, role: .dim)
        return
      }
      guard state.isZoomed, state.focus == "runbook", state.book.runbook != nil else {
        state.drawSteps(&canvas)
        return
      }
      state.drawWholeRunbook(&canvas)
    })
}

extension AppState {
  /// Steps of the open runbook; what was recorded of one whose file is not there.
  fileprivate var runbookRows: Int { book.runbook?.steps.count ?? walk?.steps.count ?? 0 }

  /// Steps whose outcome nobody knows.
  fileprivate var lostSteps: [Runbook.Step] {
    (book.runbook?.steps ?? []).filter { step in
      switch fate(of: step) {
      case nil, .runsElsewhere: false
      case .unknown, .otherMachine: true
      }
    }
  }

  fileprivate func drawSteps(_ canvas: inout Canvas) {
    drawList(.runbook, &canvas) { index in
      guard let runbook = book.runbook else { return recordedRow(index) }
      return stepRow(runbook.steps[index])
    }
  }

  private func recordedRow(_ index: Int) -> PanelRow {
    guard let step = walk?.steps[index] else { return PanelRow(sign: "", role: .dim, text: "") }
    let (sign, role) = sign(of: step.state, isLost: false)
    let exit = step.exitStatus.map { $0 == 0 ? "" : "exit \($0)" } ?? ""
    return PanelRow(
      sign: sign, role: role, text: step.label + (step.text.map { ": \(shown($0))" } ?? ""),
      right: exit, rightRole: .critical)
  }

  private func stepRow(_ step: Runbook.Step) -> PanelRow {
    let progress = progress(of: step)
    let fate = fate(of: step)
    let isLost = fate != nil && fate != .runsElsewhere
    let isNext =
      book.runbook.flatMap { runbook in nextStep.map { runbook.steps[$0].id } } == step.id
    var (sign, role) = sign(of: progress?.state ?? .open, isLost: isLost)
    if isNext, progress?.state ?? .open == .open {
      (sign, role) = (String(setting.glyphs.selected), .accent)
    }
    let indent = String(repeating: "  ", count: step.depth)
    if progress?.state == .done, progress?.exitStatus ?? 0 != 0 {
      (sign, role) = (String(setting.glyphs.warning), .warning)
    }
    let (right, rightRole) = stepRight(step, progress, fate)
    let isSettled = progress.map { !$0.state.isOpen } ?? false
    return PanelRow(
      sign: sign, role: role, text: "\(indent)\(label(of: step))",
      textRole: isSettled ? .dim : .text, right: right, rightRole: rightRole)
  }

  private func sign(of state: RunbookWalk.State, isLost: Bool) -> (String, Role) {
    let glyphs = setting.glyphs
    if isLost { return (String(glyphs.unknown), .critical) }
    return switch state {
    case .open: (String(glyphs.todo), .dim)
    case .started, .waiting: (String(glyphs.selected), .action)
    case .done, .byHand: (String(glyphs.done), .ok)
    case .failed: (String(glyphs.critical), .critical)
    case .skipped: (String(glyphs.right), .warning)
    }
  }

  /// What stands at the right of a step: how it ended, what it waits for, else who does it.
  private func stepRight(
    _ step: Runbook.Step, _ progress: RunbookWalk.Progress?, _ fate: StepFate?
  ) -> (String, Role) {
    if let running = book.running, running.step == step.id {
      return ("runs \(clockText(max(0, now.seconds(since: running.since))))", .action)
    }
    switch fate {
    case .runsElsewhere?: return ("runs elsewhere", .action)
    case .unknown?, .otherMachine?: return ("outcome unknown", .critical)
    case nil: break
    }
    if let progress {
      if progress.request?.isOpen(at: now) == true { return ("wants approval", .warning) }
      if progress.request?.isApproved(at: now) == true, progress.state.isOpen {
        return ("approved", .ok)
      }
      switch progress.state {
      case .waiting(let until):
        let left = until.seconds(since: now)
        return left >= 0 ? (clockText(left), .action) : ("time is over", .warning)
      case .failed: return (progress.exitStatus.map { "exit \($0)" } ?? "failed", .critical)
      case .skipped: return ("left out", .warning)
      case .done where progress.exitStatus.map { $0 != 0 } ?? false:
        return ("exit \(progress.exitStatus ?? 0)", .warning)
      case .done, .byHand:
        return (setting.zone.civil(progress.at).minuteText, .dim)
      case .open where progress.isUndone: return ("undone", .warning)
      case .started: return ("started", .action)
      case .open: break
      }
    }
    return (stepOffer(step), .dim)
  }

  /// What can be done with a step, in a word or two.
  private func stepOffer(_ step: Runbook.Step) -> String {
    var parts = [step.attributes.role].compactMap(\.self)
    if let seconds = step.attributes.waitSeconds { parts.append("wait \(durationText(seconds))") }
    if let block = step.blocks.first(where: { $0.refusal == nil }) {
      parts.append(
        block.attributes.isCheck
          ? "check" : block.risk == .read ? "run" : "run, \(block.risk.rawValue)")
    } else if step.blocks.contains(where: \.isSession) {
      parts.append("terminal")
    }
    return parts.joined(separator: " \(setting.glyphs.separator) ")
  }

  /// Steps and, beside or below them, all about the one under the eye.
  fileprivate func drawWholeRunbook(_ canvas: inout Canvas) {
    guard let runbook = book.runbook else { return }
    let all = Rect(canvas.size)
    let isWide = all.width >= 100
    let (list, rest) =
      isWide
      ? all.split(left: min(64, all.width * 2 / 5)) : all.split(top: max(3, all.height * 2 / 5))
    canvas.draw(in: list) { drawSteps(&$0) }
    if isWide {
      canvas.verticalLine(column: rest.column, row: 0, length: rest.height, glyphs: setting.glyphs)
    } else {
      canvas.horizontalLine(column: 0, row: rest.row, length: rest.width, glyphs: setting.glyphs)
    }
    canvas.draw(
      in: isWide
        ? rest.inset(columns: 2, rows: 0)
        : Rect(
          column: 1, row: rest.row + 1, width: rest.width - 2, height: max(0, rest.height - 1))
    ) { canvas in
      let width = canvas.size.columns
      var rows: [DialogRow] = []
      if let step = selectedStep {
        if let section = step.section {
          rows.append(
            DialogRow("\(runbook.sections[section].title)  (\(step.role.rawValue))", role: .title))
        }
        rows += stepDetails(step, runbook, width)
      }
      for (index, row) in rows.prefix(canvas.size.rows).enumerated() {
        canvas.write(row.text, column: 0, row: index, role: row.role, maxWidth: width)
      }
    }
  }
}
