internal import Crypto
internal import IncidentModel

/// SHA-256 of some bytes, from which ids of imported entries are made.
package func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }

/// The hashes that make a changed byte visible.
///
/// An origin's entries are a chain: each entry's hash covers the hash of the entry before it and
/// every field that never changes. The body is covered through a salted hash of its own, so that
/// it can be erased and the chain still verifies.
enum Commitment {
  /// What stands before the first entry of an origin.
  static let start = [UInt8](repeating: 0, count: 32)

  /// SHA-256(salt ‖ body).
  static func body(_ body: String, salt: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    hash.update(data: salt)
    hash.update(data: Array(body.utf8))
    return Array(hash.finalize())
  }

  /// The hash of an entry: SHA-256 over the fields, numbers big-endian, texts after their length.
  static func entry(_ record: EntryRecord, after previous: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = Array("incident entry 1\n".utf8)
    bytes.reserveCapacity(320)
    bytes += previous
    bytes += record.id.bytes
    bytes += record.incident.bytes
    bytes += record.origin.bytes
    for number in [
      record.counter, record.clock, record.happenedAt.milliseconds,
      record.recordedAt.milliseconds,
    ] { append(number, to: &bytes) }
    for text in [record.author.stored, record.kind] {
      append(Int64(text.utf8.count), to: &bytes)
      bytes += Array(text.utf8)
    }
    bytes += record.bodyHash
    return Array(SHA256.hash(data: bytes))
  }

  private static func append(_ number: Int64, to bytes: inout [UInt8]) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
    }
  }
}
