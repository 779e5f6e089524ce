internal import IncidentModel

extension Panel {
  /// The runbook that was walked last, and what became of its steps.
  static let runbook: Panel = Panel(
    id: "runbook", number: 2,
    title: { state in
      state.reports.runbook.map { "Runbook: \($0.name)" } ?? "Runbook"
    },
    status: { state in
      guard let runbook = state.reports.runbook else { return "none walked" }
      return "\(runbook.steps.count { $0.act != .started }) done"
    },
    wants: { max(1, $0.reports.runbook?.steps.count ?? 0) },
    items: { $0.reports.runbook?.steps.count ?? 0 },
    entry: { state, index in
      guard let steps = state.reports.runbook?.steps, steps.indices.contains(index) else {
        return nil
      }
      return steps[index].id
    },
    draw: { state, canvas in
      guard let runbook = state.reports.runbook else {
        canvas.write(
          state.clipped(
            "none walked: recorded steps stand here",
            to: canvas.size.columns - 2),
          column: 1, row: 0, role: .dim)
        return
      }
      state.drawList(.runbook, &canvas) { index in
        let step = runbook.steps[index]
        let glyphs = state.setting.glyphs
        let (sign, role): (Character, Role) =
          switch step.act {
          case .started: (glyphs.selected, .action)
          case .ended: step.exitStatus ?? 0 == 0 ? (glyphs.done, .ok) : (glyphs.critical, .critical)
          case .skipped: (glyphs.right, .warning)
          case .byHand: (glyphs.done, .ok)
          case .opened, .requested, .approved, .rejected: (glyphs.todo, .dim)
          }
        let exit = step.exitStatus.map { $0 == 0 ? "" : "exit \($0)" } ?? ""
        return PanelRow(
          sign: String(sign), role: role, text: step.name + (step.text.map { ": \($0)" } ?? ""),
          right: exit, rightRole: .critical)
      }
    })
}
