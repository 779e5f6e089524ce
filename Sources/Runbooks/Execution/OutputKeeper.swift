/// The first and the last of what a command writes; what lies between is counted and forgotten.
struct OutputKeeper {
  private(set) var total: Int64 = 0
  private var head: [UInt8] = []
  /// The last bytes, as a ring once it is full.
  private var tail: [UInt8] = []
  private var next = 0

  static let headLimit = 256 << 10
  static let tailLimit = 768 << 10

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    total += Int64(bytes.count)
    var rest = bytes
    let room = Self.headLimit - head.count
    if room > 0 {
      head += rest.prefix(room)
      rest = rest.dropFirst(room)
    }
    if rest.count > Self.tailLimit { rest = rest.suffix(Self.tailLimit) }
    let growth = Self.tailLimit - tail.count
    if growth > 0 {
      tail += rest.prefix(growth)
      rest = rest.dropFirst(growth)
    }
    while !rest.isEmpty {
      let count = min(rest.count, Self.tailLimit - next)
      tail.replaceSubrange(next..<next + count, with: rest.prefix(count))
      next = (next + count) % Self.tailLimit
      rest = rest.dropFirst(count)
    }
  }

  /// All that was kept, with a line that says how much is missing.
  var bytes: [UInt8] {
    let last = tail[next...] + tail[..<next]
    let missing = total - Int64(head.count + tail.count)
    if missing == 0 { return head + last }
    return head + Array("\n[\(missing) bytes left out]\n".utf8) + last
  }
}
