import Glibc
import Synchronization
import Testing

/// A server that a test started, and ends.
final class ServerProcess: Sendable {
  let pid: pid_t
  private let output: Int32
  /// It may watch this for the end of the tests.
  private let input: Int32

  init(_ arguments: [String]) throws {
    var (into, out): ([Int32], [Int32]) = ([0, 0], [0, 0])
    try #require(unsafe pipe(&into) == 0 && pipe(&out) == 0)
    for end in into + out { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawn_file_actions_adddup2(&actions, into[0], STDIN_FILENO)
    unsafe posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO)
    unsafe posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    var words: [UnsafeMutablePointer<CChar>?] = unsafe arguments.map { unsafe strdup($0) } + [nil]
    var child: pid_t = 0
    let code = unsafe posix_spawnp(&child, arguments[0], &actions, nil, &words, environ)
    for index in unsafe words.indices { unsafe free(words[index]) }
    unsafe posix_spawn_file_actions_destroy(&actions)
    close(into[0])
    close(out[1])
    (pid, input, output) = (child, into[1], out[0])
    try #require(code == 0, "\(arguments[0]) does not start")
  }

  deinit { end() }

  /// Ends it at once.
  func end() {
    kill(pid, SIGKILL)
    var status: Int32 = 0
    if unsafe waitpid(pid, &status, 0) == pid {
      close(input)
      close(output)
    }
  }

  /// The first line of what it writes, without its end.
  func line() -> String {
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while unsafe read(output, &byte, 1) == 1, byte != 0x0A { line.append(byte) }
    return String(decoding: line, as: UTF8.self)
  }

  static func isInstalled(_ name: String) -> Bool {
    ["/usr/bin", "/usr/local/bin", "/bin"].contains { exists("\($0)/\(name)") }
  }

  static func exists(_ path: String) -> Bool { unsafe access(path, X_OK) == 0 }

  /// A port that nothing listens on at this moment.
  static func freePort() -> UInt16 {
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe bind(socket, $0, length)
        _ = unsafe getsockname(socket, $0, &length)
      }
    }
    return UInt16(bigEndian: address.sin_port)
  }
}
