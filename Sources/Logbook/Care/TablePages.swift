internal import Glibc

/// The rows of every table in a database file, read page by page without asking what the pages belong to.
///
/// A file that SQLite refuses still has most of its pages: a missing end, a damaged index or a schema that
/// cannot be read takes nothing from the leaves that hold the rows. The format:
/// https://www.sqlite.org/fileformat2.html#b_tree_pages
struct TablePages {
  /// A column of a row.
  enum Value: Hashable {
    case null
    case integer(Int64)
    /// Text or bytes; which of them says `isText`.
    case bytes([UInt8], isText: Bool)
    case other
  }

  private let bytes: [UInt8]
  private let size: Int

  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - size: bytes of a page; that of a logbook, or what the header says where that can be.
  init(_ bytes: [UInt8], size: Int = 4096) {
    self.bytes = bytes
    let told = bytes.count > 17 ? Int(bytes[16]) << 8 | Int(bytes[17]) : 0
    let isPlausible = (512...32768).contains(told) && told & (told - 1) == 0
    self.size = isPlausible ? told : size
  }

  /// Every row that can be taken apart, with its number (nil in a table without numbers).
  func rows(_ take: (_ number: Int64?, _ values: [Value]) -> Void) {
    for start in stride(from: 0, to: bytes.count, by: size) { readPage(at: start, take) }
  }

  private func readPage(at start: Int, _ take: (Int64?, [Value]) -> Void) {
    let header = start == 0 ? 100 : start
    let end = min(start + size, bytes.count)
    guard header + 8 <= end else { return }
    // Leaves of tables, and of those without row numbers, which are kept as indexes.
    let isTable = bytes[header] == 0x0D
    guard isTable || bytes[header] == 0x0A || bytes[header] == 0x02 else { return }
    let isInner = bytes[header] == 0x02
    let count = Int(bytes[header + 3]) << 8 | Int(bytes[header + 4])
    for cell in 0..<count {
      let pointer = header + (isInner ? 12 : 8) + 2 * cell
      guard pointer + 1 < end else { return }
      var place = start + (Int(bytes[pointer]) << 8 | Int(bytes[pointer + 1])) + (isInner ? 4 : 0)
      guard place < end, let length = varint(&place, end), length > 0, length < 1 << 30 else {
        continue
      }
      var number: Int64?
      if isTable {
        guard let found = varint(&place, end) else { continue }
        number = found
      }
      if let payload = payload(at: place, end, Int(length), isTable: isTable),
        let values = Self.values(of: payload)
      {
        take(number, values)
      }
    }
  }

  /// The bytes of a row, with those that lie on overflow pages.
  private func payload(at place: Int, _ end: Int, _ length: Int, isTable: Bool) -> [UInt8]? {
    let most = isTable ? size - 35 : (size - 12) * 64 / 255 - 23
    if length <= most { return place + length <= end ? Array(bytes[place..<place + length]) : nil }
    let least = (size - 12) * 32 / 255 - 23
    let fitting = least + (length - least) % (size - 4)
    let own = fitting <= most ? fitting : least
    guard place + own + 4 <= end else { return nil }
    var payload = Array(bytes[place..<place + own])
    var next = number(at: place + own)
    var pages = 0
    while payload.count < length {
      let start = (next - 1) * size
      pages += 1
      guard next > 1, start + size <= bytes.count, pages <= bytes.count / size else { return nil }
      payload += bytes[start + 4..<start + 4 + min(size - 4, length - payload.count)]
      next = number(at: start)
    }
    return payload
  }

  private func number(at place: Int) -> Int {
    bytes[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
  }

  /// A number of one to nine bytes, seven bits in each but the ninth.
  private func varint(_ place: inout Int, _ end: Int) -> Int64? { Self.varint(bytes, &place, end) }

  private static func varint(_ bytes: [UInt8], _ place: inout Int, _ end: Int) -> Int64? {
    var value: UInt64 = 0
    for count in 1...9 {
      guard place < end else { return nil }
      let byte = bytes[place]
      place += 1
      if count == 9 { return Int64(bitPattern: value << 8 | UInt64(byte)) }
      value = value << 7 | UInt64(byte & 0x7F)
      if byte < 0x80 { return Int64(bitPattern: value) }
    }
    return nil
  }

  /// The columns of a record: a header of types, then the values.
  private static func values(of record: [UInt8]) -> [Value]? {
    var place = 0
    guard let header = varint(record, &place, record.count), header >= 1, header <= record.count
    else {
      return nil
    }
    var values: [Value] = []
    var data = Int(header)
    while place < Int(header) {
      guard let type = varint(record, &place, Int(header)), let size = bytes(ofType: type),
        data + size <= record.count
      else { return nil }
      let content = record[data..<data + size]
      data += size
      switch type {
      case 0: values.append(.null)
      case 1...6:
        let first = (content.first ?? 0) >= 0x80 ? Int64(-1) : 0
        values.append(.integer(content.reduce(first) { $0 << 8 | Int64($1) }))
      case 8, 9: values.append(.integer(type - 8))
      case 7: values.append(.other)
      default: values.append(.bytes(Array(content), isText: type % 2 == 1))
      }
    }
    return values
  }

  private static func bytes(ofType type: Int64) -> Int? {
    switch type {
    case 0, 8, 9: 0
    case 1...4: Int(type)
    case 5: 6
    case 6, 7: 8
    case 12...: type < 1 << 31 ? Int(type - 12) / 2 : nil
    default: nil
    }
  }
}
