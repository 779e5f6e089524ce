internal import IncidentModel

extension AppState {
  /// Calls for every timer that is over, once.
  mutating func callForTimers() -> [Effect] {
    let over = incident.timers(at: now).filter { $0.urgency(at: now) == .overdue }
    let fresh = over.filter { called.insert(.timer($0.purpose, $0.due)).inserted }
    guard setting.attention != .off, let first = fresh.first else { return [] }
    let more = fresh.count > 1 ? " and \(fresh.count - 1) more" : ""
    return [.notify("overdue: \(shown(first.text))\(more)")]
  }

  /// Calls for a milestone of a drill that a script waits for, once.
  mutating func callForDrill() -> [Effect] {
    guard let drill = incident.state.drill, let milestone = drill.awaited.first,
      called.insert(.milestone(milestone, drill.startedAt)).inserted
    else { return [] }
    let text = "a script waits for \(milestone.label) \(milestone.words)"
    if notice?.isError != true { say("\(text): D marks it") }
    return setting.attention == .off ? [] : [.notify(text)]
  }

  /// Calls for a role that has just been offered to whoever sits here.
  mutating func callForOffer() -> [Effect] {
    guard let offer = offerToMe, called.insert(.offer(offer.id)).inserted else { return [] }
    let text = "\(handle(of: offer.from)) offers you \(offer.role.name)"
    if notice?.isError != true { say("\(text): H answers") }
    return setting.attention == .off ? [] : [.notify(text)]
  }
}
