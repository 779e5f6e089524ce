/// "This console is blind": so much went silent at once that it is rather our own network.
package struct Blindness: Hashable, Sendable {
  package var silent: Int
  package var all: Int
  /// When the first of them went silent.
  package var since: Instant

  package var text: String { "this console is blind: \(silent) of \(all) hosts are silent" }

  /// Fewer hosts than this prove nothing.
  static let fewest = 3
}

extension HealthWatch {
  /// Looks whether half of all hosts went silent within one interval, in every region alike.
  ///
  /// A region that fails takes its own hosts with it, and no others: that is not our network.
  var blindness: Blindness? {
    guard 2 * tracks.count(where: { $0.silentSince != nil }) >= tracks.count(where: \.isHeard)
    else {
      return nil
    }
    var hosts: [Host: Instant?] = [:]
    var interval: Int64 = 0
    for place in tracks.indices where tracks[place].isHeard {
      let track = tracks[place]
      let region = topology.cells[topology.cellOfProbe[place]].region
      let host = Host(name: track.plan.target.place ?? track.plan.source ?? "", region: region)
      // A host is silent when nothing of it is heard.
      let since = track.silentSince.flatMap { since in
        hosts[host, default: since].map { max($0, since) }
      }
      hosts[host] = .some(since)
      if since != nil { interval = max(interval, track.rules.every + track.rules.timeout) }
    }
    let times = hosts.values.compactMap(\.self).sorted()
    guard hosts.count >= Blindness.fewest, 2 * times.count >= hosts.count else { return nil }
    let regions = Dictionary(grouping: hosts.keys, by: \.region).values
    let isEverywhere = regions.allSatisfy { members in
      2 * members.count { hosts[$0]?.flatMap(\.self) != nil } >= members.count
    }
    guard isEverywhere else { return nil }
    var first = 0
    for last in times.indices {
      while times[last].seconds(since: times[first]) > interval { first += 1 }
      if 2 * (last - first + 1) >= hosts.count {
        return Blindness(silent: times.count, all: hosts.count, since: times[first])
      }
    }
    return nil
  }
}

/// What goes silent as one.
private struct Host: Hashable {
  var name: String
  var region: Int?
}
