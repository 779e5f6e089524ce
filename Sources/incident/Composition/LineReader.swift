internal import Glibc

/// Lines from a descriptor, as they come.
struct LineReader {
  private let descriptor: Int32
  private var waiting: [UInt8] = []
  private(set) var isAtEnd = false

  /// A longer line is cut into several.
  private static let limit = 1 << 20

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// Reads what is there; at the end of the input the rest is a line too.
  mutating func read() -> [String] {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(descriptor, &buffer, buffer.count)
    if count < 0, errno == EINTR || errno == EAGAIN {
      // Who has made the input one that does not wait shall not keep us turning.
      var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&waiting, 1, 1000)
      return []
    }
    if count > 0 { waiting += buffer[..<count] } else { isAtEnd = true }
    var lines = waiting.split(separator: 0x0A, omittingEmptySubsequences: false)
    let rest = lines.removeLast()
    if isAtEnd || rest.count > Self.limit {
      lines.append(rest)
      waiting = []
    } else {
      waiting = Array(rest)
    }
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }
}
