internal import IncidentModel

extension Panel {
  /// The last word of the timeline on each service and region, the worst first.
  static let health: Panel = Panel(
    id: "health", number: 1, title: { _ in "Health" },
    status: { state in
      guard let worst = state.reports.health.first else { return "not watched" }
      if state.size.columns < 110, !state.isZoomed {
        // All there is of it on this screen: the worst come first, and the rest is cut off.
        return state.reports.health.map { "\(state.sign(ofHealth: $0.status).sign) \($0.subject)" }
          .joined(separator: " \(state.setting.glyphs.separator) ")
      }
      let bad = state.reports.health.count { $0.rank > HealthStatus.ok.rank }
      let (sign, _) = state.sign(ofHealth: worst.status)
      return bad == 0
        ? "\(sign) all ok" : "\(sign) \(bad) of \(state.reports.health.count) not ok"
    },
    statusRole: { state in
      state.reports.health.first.map { state.sign(ofHealth: $0.status).role } ?? .dim
    },
    wants: { max(1, $0.reports.health.count) },
    items: { $0.reports.health.count },
    entry: { state, index in
      state.reports.health.indices.contains(index) ? state.reports.health[index].id : nil
    },
    draw: { state, canvas in
      guard !state.reports.health.isEmpty else {
        canvas.write(
          state.clipped(
            "nothing reported: entries of kind health stand here",
            to: canvas.size.columns - 2),
          column: 1, row: 0, role: .dim)
        return
      }
      state.drawList(.health, &canvas) { index in
        let report = state.reports.health[index]
        let (sign, role) = state.sign(ofHealth: report.status)
        let why = report.text.map { ": \($0)" } ?? ""
        return PanelRow(
          sign: sign, role: role, text: "\(report.subject) \(report.status)\(why)",
          right: durationText(max(0, state.now.seconds(since: report.at)) / 60 * 60))
      }
    })
}

extension AppState {
  /// The sign and the role of a word for health; a sign of its own for each, whatever the colour.
  func sign(ofHealth word: String) -> (sign: String, role: Role) {
    switch HealthStatus(rawValue: word) {
    case .ok: (String(setting.glyphs.ok), .ok)
    case .warning: (String(setting.glyphs.warning), .warning)
    case .critical: (String(setting.glyphs.critical), .critical)
    case .maintenance: (String(setting.glyphs.todo), .dim)
    case .unknown, nil: (String(setting.glyphs.unknown), .unknown)
    }
  }
}
