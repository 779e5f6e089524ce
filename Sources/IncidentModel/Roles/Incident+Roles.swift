extension Incident {
  /// The event of a command about roles.
  func roleEvent(for command: Command, _ occasion: Occasion) throws(Rejection) -> Event {
    switch command {
    case .assign(let role, let person):
      if let holder = state.roles[role] {
        if holder == person { throw .alreadySo(role.name) }
        throw .roleHeld(role, by: holder)
      }
      return .role(RoleChange(role: role, person: person))
    case .release(let role):
      guard state.roles[role] != nil else { throw .roleFree(role) }
      if role == .commander { throw .commanderNeeded }
      return .role(RoleChange(role: role, person: nil))
    case .offer(let named, let to, let because):
      return try offer(named, to: to, because: because, occasion)
    case .accept(let role):
      let offer = try openOffer(role, to: occasion.author.person)
      return .handoff(
        Handoff(act: .accepted, role: offer.role, of: offer.id, from: offer.from, to: offer.to))
    case .decline(let role, let because):
      let offer = try openOffer(role, to: occasion.author.person)
      return .handoff(
        Handoff(
          act: .declined, role: offer.role, of: offer.id, from: offer.from, to: offer.to,
          because: because))
    case .withdraw(let role):
      let author = occasion.author.person
      let mine = state.offers.filter {
        (role == nil || $0.role == role)
          && ($0.from == author || holder(of: .commander) == author)
      }
      let offer = try single(mine, role, author)
      return .handoff(
        Handoff(act: .withdrawn, role: offer.role, of: offer.id, from: offer.from, to: offer.to))
    default: preconditionFailure("not a command about roles: \(command)")
    }
  }

  private func offer(
    _ named: RoleName?, to: PersonID, because: String?, _ occasion: Occasion
  ) throws(Rejection) -> Event {
    guard let author = occasion.author.person else { throw .notAPerson }
    let held = roles(of: author)
    let role = named ?? (held.count == 1 ? held[0] : .commander)
    // Whoever holds a role hands it over; the commander may move any of them.
    let holder = holder(of: role)
    guard holder == nil || holder == author || state.roles[.commander] == author else {
      throw .notYours(role, holder: holder)
    }
    if state.roles[role] == to { throw .offerToHolder(role) }
    if let open = state.offers.first(where: { $0.role == role }) {
      throw .offerOpen(role, to: open.to)
    }
    return .handoff(
      Handoff(
        act: .offered, role: role, from: holder, to: to, because: because,
        brief: brief(at: occasion.now, decisions: occasion.decisions)))
  }

  private func openOffer(_ role: RoleName?, to person: PersonID?) throws(Rejection) -> HandoffOffer
  {
    let mine = state.offers.filter { (role == nil || $0.role == role) && $0.to == person }
    return try single(mine, role, person)
  }

  private func single(
    _ offers: [HandoffOffer], _ role: RoleName?, _ person: PersonID?
  ) throws(Rejection) -> HandoffOffer {
    guard let first = offers.first else { throw .noOffer(role, for: person) }
    if offers.count > 1 { throw .severalOffers(offers.map(\.role)) }
    return first
  }
}
