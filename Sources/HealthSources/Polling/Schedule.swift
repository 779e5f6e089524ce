/// When each probe is due: spread over its interval by a hash of its name, and never twice at once.
///
/// Times are milliseconds of any clock that is never set. A probe that was given out is due again
/// only after ``finished(_:at:)``, at its next place in time.
struct Schedule {
  /// Starts are put together to this, so that a thousand of them are not a thousand wake-ups.
  static let tick: Int64 = 10

  private struct Place {
    let interval: Int64
    /// The first time.
    let first: Int64
    let hash: UInt64
    /// When it is due; nil while it is out.
    var dueAt: Int64?
  }

  private struct Due: Comparable {
    let at: Int64
    let probe: Int

    static func < (left: Due, right: Due) -> Bool { left.at < right.at }
  }

  private var places: [Place] = []
  private var heap = Heap<Due>()

  /// Spreads them over their intervals in milliseconds.
  ///
  /// The seed makes two programs that ask the same targets differ.
  init(_ probes: [(id: String, interval: Int64)], from start: Int64, seed: UInt64) {
    for (id, interval) in probes {
      let hash = mixed(
        id.utf8.reduce(0xCBF2_9CE4_8422_2325 ^ seed) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 })
      // A tenth is left for the answers, so that the first picture is whole within one interval.
      let spread = Int64(hash % UInt64(max(1, interval - interval / 10)))
      places.append(Place(interval: interval, first: start + spread, hash: hash))
      put(places.count - 1, at: start + spread)
    }
  }

  /// When the next is due.
  var nextAt: Int64? { heap.first?.at }

  /// Takes all that are due, with the time at which each was.
  mutating func take(at now: Int64) -> [(probe: Int, dueAt: Int64)] {
    var taken: [(probe: Int, dueAt: Int64)] = []
    while let due = heap.first, due.at <= now {
      heap.removeFirst()
      // Put forward meanwhile, or out: an entry that no longer holds.
      guard places[due.probe].dueAt == due.at else { continue }
      places[due.probe].dueAt = nil
      taken.append((due.probe, due.at))
    }
    return taken
  }

  /// Gives a probe back; it is due at its next place, with up to a twentieth of jitter.
  mutating func finished(_ probe: Int, at now: Int64) {
    let place = places[probe]
    let round = max(0, now - place.first) / place.interval + 1
    let limit = UInt64(min(500, max(1, place.interval / 20)))
    let jitter = Int64(mixed(place.hash &+ UInt64(round)) % limit)
    put(probe, at: place.first + round * place.interval + jitter)
  }

  /// Moves what was due before to its next place, as after a pause: all at once would be a storm.
  mutating func skipMissed(at now: Int64) {
    for probe in places.indices {
      if let dueAt = places[probe].dueAt, dueAt < now { finished(probe, at: now) }
    }
  }

  /// Makes a probe due now, unless it is out.
  mutating func hasten(_ probe: Int, at now: Int64) {
    guard let dueAt = places[probe].dueAt, dueAt > now else { return }
    places[probe].dueAt = now
    heap.insert(Due(at: now, probe: probe))
  }

  private mutating func put(_ probe: Int, at time: Int64) {
    let rounded = (time + Self.tick - 1) / Self.tick * Self.tick
    places[probe].dueAt = rounded
    heap.insert(Due(at: rounded, probe: probe))
  }
}

/// The last step of SplitMix64, <https://prng.di.unimi.it/splitmix64.c>.
private func mixed(_ number: UInt64) -> UInt64 {
  var mixed = number
  mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
  mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
  return mixed ^ (mixed >> 31)
}
