internal import FoundationEssentials
internal import Glibc
internal import IncidentModel

extension Zone {
  /// The zone with that name in the machine's zone data; nil when there is none.
  static func named(_ name: String) -> Zone? {
    if ["utc", "z", "gmt"].contains(name.lowercased()) { return .utc }
    if let seconds = zoneOffset(name) {
      return Zone(
        name: name,
        periods: [.init(start: Instant(milliseconds: 0), seconds: seconds, name: name)])
    }
    let folder = environmentVariable("TZDIR") ?? "/usr/share/zoneinfo"
    guard !name.isEmpty, !name.contains(".."), name.utf8.first != UInt8(ascii: "/") else {
      return nil
    }
    return (try? readBytes(ofFile: "\(folder)/\(name)")).flatMap { Zone(name: name, zoneFile: $0) }
  }

  /// The zone of the machine: `$TZ`, else /etc/localtime, else UTC.
  static func ofMachine() -> Zone {
    if var variable = environmentVariable("TZ"), !variable.isEmpty {
      if variable.hasPrefix(":") { variable.removeFirst() }
      if variable.hasPrefix("/") {
        return (try? readBytes(ofFile: variable)).flatMap { Zone(name: "local", zoneFile: $0) }
          ?? .utc
      }
      return named(variable) ?? .utc
    }
    return (try? readBytes(ofFile: "/etc/localtime")).flatMap { Zone(name: "local", zoneFile: $0) }
      ?? .utc
  }

  /// Reads a compiled zone file, RFC 9636; after its last transition its rule is followed to 2100.
  init?(name: String, zoneFile bytes: [UInt8]) {
    guard bytes.starts(with: Array("TZif".utf8)), let first = ZoneFileHeader(bytes, at: 0) else {
      return nil
    }
    var header = first
    var start = 44
    var width = 4
    if bytes[4] >= UInt8(ascii: "2") {
      let second = start + first.length(width: 4)
      guard let wide = ZoneFileHeader(bytes, at: second) else { return nil }
      (header, start, width) = (wide, second + 44, 8)
    }
    guard bytes.count >= start + header.length(width: width), header.types > 0 else { return nil }
    let indices = start + header.times * width
    let types = indices + header.times
    let names = types + header.types * 6
    func period(type: Int, from seconds: Int64) -> Period? {
      guard type < header.types else { return nil }
      let at = types + type * 6
      let offset = Int(Int32(truncatingIfNeeded: bigEndian(bytes, at, 4)))
      let nameStart = names + Int(bytes[at + 5])
      guard nameStart < names + header.characters else { return nil }
      let label = bytes[nameStart..<names + header.characters].prefix { $0 != 0 }
      return Period(
        start: Instant(milliseconds: seconds.multipliedReportingOverflow(by: 1000).partialValue),
        seconds: offset, name: String(decoding: label, as: UTF8.self))
    }
    // Before the first transition the first type holds.
    var periods: [Period] = []
    let longAgo: Int64 = -62_135_596_800
    guard let earliest = period(type: 0, from: longAgo) else { return nil }
    periods.append(earliest)
    for index in 0..<header.times {
      let seconds = bigEndian(bytes, start + index * width, width)
      let signed = width == 4 ? Int64(Int32(truncatingIfNeeded: seconds)) : seconds
      guard let next = period(type: Int(bytes[indices + index]), from: max(signed, longAgo)) else {
        return nil
      }
      periods.append(next)
    }
    let footer = bytes[(start + header.length(width: width))...]
      .drop { $0 == UInt8(ascii: "\n") }.prefix { $0 != UInt8(ascii: "\n") }
    if width == 8, let rule = ZoneRule(String(decoding: footer, as: UTF8.self)) {
      let last = periods[periods.count - 1].start
      for period in rule.periods(until: 2100) where period.start > last { periods.append(period) }
    }
    self.init(name: name, periods: periods)
  }
}

/// The counts at the start of each block of a zone file.
private struct ZoneFileHeader {
  var times = 0
  var types = 0
  var characters = 0
  private var leaps = 0
  private var standard = 0
  private var universal = 0

  init?(_ bytes: [UInt8], at start: Int) {
    guard bytes.count >= start + 44 else { return nil }
    let counts = (0..<6).map { Int(bigEndian(bytes, start + 20 + $0 * 4, 4)) }
    guard counts.allSatisfy({ $0 < 100_000 }) else { return nil }
    (universal, standard, leaps) = (counts[0], counts[1], counts[2])
    (times, types, characters) = (counts[3], counts[4], counts[5])
  }

  func length(width: Int) -> Int {
    times * (width + 1) + types * 6 + characters + leaps * (width + 4) + standard + universal
  }
}

private func bigEndian(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int64 {
  bytes[start..<start + count].reduce(0) { $0 << 8 | Int64($1) }
}
