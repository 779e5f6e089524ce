internal import IncidentModel

extension Panel {
  /// Who holds which role, and what whoever sits here has to do.
  static let roles: Panel = Panel(
    id: "roles", number: 5, title: { _ in "Roles" },
    status: { state in
      let mine = state.incident.roles(of: state.setting.me)
      return mine.isEmpty ? "you hold none" : "you: \(mine.map(\.name).joined(separator: ", "))"
    },
    wants: { state in state.rolesShown.count + state.dutyRows.count },
    items: { $0.rolesShown.count },
    draw: { state, canvas in
      let roles = state.rolesShown
      let held = state.incident.state.roles
      let offers = state.incident.state.offers
      state.drawList(.roles, &canvas) { index in
        let role = roles[index]
        let offer = offers.first { $0.role == role }
        let isMine = held[role] == state.setting.me
        let isWanted = state.incident.policy.wantedRoles.contains(role)
        return PanelRow(
          sign: "", role: .text, text: role.name,
          textRole: held[role] != nil ? (isMine ? .accent : .text) : isWanted ? .warning : .dim,
          right: (held[role].map { state.handle(of: $0) } ?? (isWanted ? "wanted" : "-"))
            + (offer.map { " \(state.setting.glyphs.right) \(state.handle(of: $0.to))?" } ?? ""),
          rightRole: offer != nil ? .notice : isMine ? .accent : .dim)
      }
      var row = roles.count + 1
      for duty in state.dutyRows.dropFirst() where row < canvas.size.rows {
        for piece in wrap(duty.text, width: canvas.size.columns - 2) {
          canvas.write(piece, column: 1, row: row, role: duty.role)
          row += 1
        }
      }
    })
}

extension AppState {
  /// The roles that stand in the panel: those of everyone, and the experts there are.
  var rolesShown: [RoleName] {
    RoleName.standard
      + incident.state.roles.keys.filter { !RoleName.standard.contains($0) }.sorted()
  }

  /// What the holder of the roles of whoever sits here does and leaves, after an empty row.
  var dutyRows: [DialogRow] {
    let mine = incident.roles(of: setting.me)
    guard !mine.isEmpty else { return [] }
    return [DialogRow("")]
      + mine.flatMap { role in
        role.duties.map { DialogRow("\(setting.glyphs.bullet) \($0)") }
          + role.mustNot.map { DialogRow("\(setting.glyphs.critical) not: \($0)", role: .dim) }
      }
  }
}
