/// A 128-bit id written as a UUID; ids made by this program are UUIDv7, which sort by time.
///
/// Layout: RFC 9562, section 5.7.
package protocol Identifier: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  var bits: UInt128 { get }
  init(bits: UInt128)
}

/// The id of one timeline entry.
package struct EntryID: Identifier {
  package let bits: UInt128
  package init(bits: UInt128) { self.bits = bits }
}

/// The id of one incident.
package struct IncidentID: Identifier {
  package let bits: UInt128
  package init(bits: UInt128) { self.bits = bits }
}

/// The id of the logbook that wrote an entry.
package struct OriginID: Identifier {
  package let bits: UInt128
  package init(bits: UInt128) { self.bits = bits }
}

extension Identifier {
  package static func < (left: Self, right: Self) -> Bool { left.bits < right.bits }

  /// A UUIDv7 whose order is that of `clock`.
  ///
  /// - Parameters:
  ///   - clock: a hybrid logical clock, milliseconds since 1970 shifted left by 16 plus a counter.
  ///   - random: 58 bits of it are used.
  package init(clock: Int64, random: UInt64) {
    let milliseconds = UInt128(UInt64(bitPattern: clock >> 16) & 0xFFFF_FFFF_FFFF)
    let counter = UInt128(UInt64(bitPattern: clock) & 0xFFFF)
    var bits = milliseconds << 80
    bits |= 0x7 << 76
    bits |= (counter >> 4) << 64
    bits |= 0b10 << 62
    bits |= (counter & 0xF) << 58
    bits |= UInt128(random & 0x3FF_FFFF_FFFF_FFFF)
    self.init(bits: bits)
  }

  /// Reads 32 hexadecimal digits, hyphens anywhere.
  package init?(_ text: some StringProtocol) {
    let hex = String(text.filter { $0 != "-" })
    // A sign is no digit, though UInt128 would read it.
    guard hex.utf8.count == 32, hex.allSatisfy(\.isHexDigit), let bits = UInt128(hex, radix: 16)
    else { return nil }
    self.init(bits: bits)
  }

  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    self.init(bits: bytes.reduce(UInt128(0)) { $0 << 8 | UInt128($1) })
  }

  /// Sixteen bytes, the most significant first.
  package var bytes: [UInt8] {
    (0..<16).map { UInt8(truncatingIfNeeded: bits >> (120 - 8 * UInt128($0))) }
  }

  /// The UUID in lower case, 8-4-4-4-12.
  package var description: String {
    let hex = String(bits, radix: 16)
    var text = String(repeating: "0", count: 32 - hex.count) + hex
    for position in [20, 16, 12, 8] {
      text.insert("-", at: text.index(text.startIndex, offsetBy: position))
    }
    return text
  }

  /// The last four base-32 digits, in Crockford's alphabet: enough to tell ids of one incident apart.
  package var shortText: String {
    let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz")
    return String(
      (0..<4).reversed().map { alphabet[Int(truncatingIfNeeded: bits >> (5 * UInt128($0))) & 31] })
  }

  package init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let id = Self(text) else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "not a UUID: \(text)"))
    }
    self = id
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }
}
