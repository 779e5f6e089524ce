internal import IncidentModel

/// The traffic manager of the demo: which region gets how many requests, and what each has of the data.
///
/// Weights take effect as answers of DNS age, and a region whose database is cut off falls behind.
struct DemoTraffic: Sendable {
  private var weights: [String: Int]
  /// When a weight was last changed, and what share each region had then.
  private var changedAt: Double = 0
  private var sharesThen: [String: Double]
  private let began: Double
  /// When the copy of a region began to fall behind; nil while it keeps up.
  private var behindSince: [String: Double] = [:]
  /// When it began to catch up, and how many seconds it was behind then.
  private var catchingUp: [String: (since: Double, lag: Double)] = [:]

  /// Half of the requests that still go elsewhere do so no more after so many seconds.
  private static let halfLife = 2.5
  /// How much faster than it falls behind a copy catches up.
  private static let catchUp = 40.0

  init(regions: [String], at now: Double) {
    weights = Dictionary(regions.map { ($0, 50) }, uniquingKeysWith: { $1 })
    sharesThen = Dictionary(
      regions.map { ($0, 1 / Double(regions.count)) }, uniquingKeysWith: { $1 })
    began = now
  }

  /// What share of the requests arrives in each region, 0 to 1.
  func shares(at now: Double) -> [String: Double] {
    let total = Double(max(1, weights.values.reduce(0, +)))
    // 2^(-t / half-life), without a library: halved once for each half-life.
    var left = 1.0
    var span = max(0, now - changedAt) / Self.halfLife
    while span >= 1, left > 1e-6 {
      left /= 2
      span -= 1
    }
    left *= 1 - span / 2
    return weights.reduce(into: [:]) { shares, region in
      let aim = Double(region.value) / total
      shares[region.key] = aim + ((sharesThen[region.key] ?? 0) - aim) * left
    }
  }

  mutating func setWeight(_ weight: Int, of region: String, at now: Double) {
    sharesThen = shares(at: now)
    changedAt = now
    weights[region] = weight
  }

  /// Cuts the copy of a region off, or lets it catch up.
  mutating func setBehind(_ isBehind: Bool, _ region: String, at now: Double) {
    if isBehind {
      if behindSince[region] == nil { behindSince[region] = now - lag(of: region, at: now) }
      catchingUp[region] = nil
    } else if behindSince[region] != nil {
      catchingUp[region] = (now, lag(of: region, at: now))
      behindSince[region] = nil
    }
  }

  /// Seconds that the copy of a region is behind.
  func lag(of region: String, at now: Double) -> Double {
    if let since = behindSince[region] { return now - since }
    guard let (since, lag) = catchingUp[region] else { return 0 }
    return max(0, lag - (now - since) * Self.catchUp)
  }

  /// Orders that a region knows of: three come in every second.
  private func orders(of region: String, at now: Double) -> Int {
    // Whole seconds: two regions asked one after the other see the same.
    182_000 + Int(((now - began) / 20).rounded(.down)) * 60 - Int(lag(of: region, at: now)) * 3
  }

  /// Answers a request as a traffic manager would; nil for what it does not know.
  ///
  /// `condition` says how the services of a region do: `ok`, `warning` or `critical`, and text.
  mutating func answer(
    _ method: String, _ path: [String], body: String, at now: Double, condition: (String) -> String
  ) -> String? {
    guard let first = path.first else { return nil }
    let regions = weights.keys.sorted()
    if first == "weights", path.count == 1, method == "GET" {
      return regions.map { "\($0) \(weights[$0] ?? 0)\n" }.joined()
    }
    guard path.count == 2, regions.contains(path[1]) else { return nil }
    let region = path[1]
    switch (method, first) {
    case ("PUT", "weights"):
      guard let weight = Int(body.trimmingSpaces()), (0...100).contains(weight) else { return nil }
      setWeight(weight, of: region, at: now)
      return "\(region) \(weight)\n"
    case ("GET", "weights"): return "\(region) \(weights[region] ?? 0)\n"
    case ("GET", "share"):
      return "\(Int(((shares(at: now)[region] ?? 0) * 100).rounded()))\n"
    case ("GET", "health"): return "\(condition(region))\n"
    case ("GET", "capacity"): return "\(region == regions.last ? 71 : 78)\n"
    case ("GET", "state"):
      let count = orders(of: region, at: now)
      // The same orders have the same sum.
      let sum = String(UInt32(truncatingIfNeeded: count &* 2_654_435_761), radix: 16)
      return "orders \(count)\nchecksum \(sum)\nlag_seconds \(Int(lag(of: region, at: now)))\n"
    default: return nil
    }
  }
}

extension Instant {
  /// Seconds since 1970, with their fraction.
  var seconds: Double { Double(milliseconds) / 1000 }
}
