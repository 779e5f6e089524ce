/// Turns the bytes a terminal sends into keys, however they are split over reads.
///
/// ncurses only draws: its own decoder loses a character of UTF-8 that arrives in two parts. Pure:
/// the caller waits ``patience`` and then calls ``expire()``.
/// Sequences: <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>.
package struct InputDecoder: Sendable {
  /// What the bytes seen so far wait for.
  package enum Pending: Hashable, Sendable {
    case sequence
    case character
    case paste
  }

  /// Longest paste in bytes; what goes beyond is dropped and the text says so.
  package static let pasteLimit = 1 << 20

  private var waiting: [UInt8] = []
  private var pasted: [UInt8]?
  private let escapeDelay: Int

  /// Creates a decoder that tells a lone Esc from a sequence after that many milliseconds.
  package init(escapeDelay: Int = 25) {
    self.escapeDelay = escapeDelay
  }

  /// What it waits for; nil when everything fed has become keys.
  package var pending: Pending? {
    if pasted != nil { return .paste }
    guard let first = waiting.first else { return nil }
    return first == 0x1B ? .sequence : .character
  }

  /// Milliseconds without a byte after which ``expire()`` should be called; nil for never.
  package var patience: Int? {
    switch pending {
    case nil: return nil
    case .sequence: return escapeDelay
    case .character: return 500
    case .paste: return 2000
    }
  }

  /// Takes bytes and returns the keys they complete.
  package mutating func feed(_ bytes: some Sequence<UInt8>) -> [Key] {
    waiting.append(contentsOf: bytes)
    return decode(isFinal: false)
  }

  /// Takes what waits as it is: a lone Esc is a key, a paste without an end ends.
  package mutating func expire() -> [Key] {
    if pasted != nil {
      pasted?.append(contentsOf: waiting)
      waiting = []
      return [endPaste()]
    }
    return decode(isFinal: true)
  }

  private mutating func decode(isFinal: Bool) -> [Key] {
    var keys: [Key] = []
    var start = 0
    while start < waiting.count {
      if pasted != nil {
        guard let next = collectPaste(from: start, into: &keys) else { return keys }
        start = next
        continue
      }
      let rest = waiting[start...]
      switch Self.scan(rest, isFinal: isFinal) {
      case .incomplete:
        waiting.removeFirst(start)
        return keys
      case .key(let key, let count):
        if let key { append(key, to: &keys) }
        start += count
      case .pasteStart(let count):
        pasted = []
        start += count
      }
    }
    waiting = []
    return keys
  }

  /// Joins a combining mark with the character before it when both arrive together.
  private func append(_ key: Key, to keys: inout [Key]) {
    if case .character(let next) = key, case .character(let last)? = keys.last {
      let joined = String(last) + String(next)
      if joined.count == 1, let character = joined.first {
        keys[keys.count - 1] = .character(character)
        return
      }
    }
    keys.append(key)
  }

  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Collects up to the end mark; returns where to go on, nil when all was taken.
  private mutating func collectPaste(from start: Int, into keys: inout [Key]) -> Int? {
    let rest = waiting[start...]
    var index = start
    while let escape = rest[index...].firstIndex(of: 0x1B) {
      let candidate = rest[escape...].prefix(Self.pasteEnd.count)
      if candidate.elementsEqual(Self.pasteEnd) {
        keepPasted(rest[start..<escape])
        keys.append(endPaste())
        return escape + Self.pasteEnd.count
      }
      if Self.pasteEnd.starts(with: candidate) {
        // Perhaps the start of the end mark: keep it for the next feed.
        keepPasted(rest[start..<escape])
        waiting.removeFirst(escape)
        return nil
      }
      index = escape + 1
    }
    keepPasted(rest[start...])
    waiting = []
    return nil
  }

  private mutating func keepPasted(_ bytes: ArraySlice<UInt8>) {
    // One byte beyond the limit remembers that there was more.
    let room = Self.pasteLimit + 1 - (pasted?.count ?? 0)
    pasted?.append(contentsOf: bytes.prefix(max(0, room)))
  }

  private mutating func endPaste() -> Key {
    var bytes = pasted ?? []
    pasted = nil
    let isCut = bytes.count > Self.pasteLimit
    if isCut { bytes.removeLast(bytes.count - Self.pasteLimit) }
    var lines: [UInt8] = []
    lines.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte == 0x0A, index > 0, bytes[index - 1] == 0x0D { continue }
      lines.append(byte == 0x0D ? 0x0A : byte)
    }
    let text = String(decoding: lines, as: UTF8.self)
    return .paste(isCut ? text + "\n[paste cut at \(Self.pasteLimit) bytes]" : text)
  }
}
