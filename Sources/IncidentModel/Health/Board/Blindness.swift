/// "This console is blind": so much went silent at once that it is rather our own network.
package struct Blindness: Hashable, Sendable {
  package var silent: Int
  package var all: Int
  /// When the first of them went silent.
  package var since: Instant

  package var text: String { "this console is blind: \(silent) of \(all) probes hear nothing" }

  /// Fewer probes than this prove nothing.
  static let fewest = 4
}

extension HealthWatch {
  /// Looks whether half of all probes went silent within one interval, in every region alike.
  ///
  /// A region that fails takes its own probes with it, and no others: that is not our network.
  var blindness: Blindness? {
    let heard = tracks.indices.filter { tracks[$0].firstAt != nil }
    let silent = heard.compactMap { place in tracks[place].silentSince.map { (place, $0) } }
    guard heard.count >= Blindness.fewest, 2 * silent.count >= heard.count else { return nil }
    var counts: [Int?: (silent: Int, all: Int)] = [:]
    for place in heard { counts[region(of: place), default: (0, 0)].all += 1 }
    for (place, _) in silent { counts[region(of: place), default: (0, 0)].silent += 1 }
    guard counts.values.allSatisfy({ 2 * $0.silent >= $0.all }) else { return nil }
    let interval = silent.map { tracks[$0.0].rules.every + tracks[$0.0].rules.timeout }.max() ?? 0
    let times = silent.map(\.1).sorted()
    var first = 0
    for last in times.indices {
      while times[last].seconds(since: times[first]) > interval { first += 1 }
      if 2 * (last - first + 1) >= heard.count {
        return Blindness(silent: silent.count, all: heard.count, since: times[first])
      }
    }
    return nil
  }

  private func region(of probe: Int) -> Int? {
    topology.cells[topology.cellOfProbe[probe]].region
  }
}
