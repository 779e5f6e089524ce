import FoundationEssentials
import Glibc
import Testing

/// A program that a test starts, and ends.
final class BackgroundProcess {
  private let process: pid_t

  /// Starts a program with an empty environment; what it prints goes to a file.
  init(_ path: String, _ arguments: [String], output: String = "/dev/null") throws {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var words = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    defer { for index in unsafe words.indices { unsafe free(words[index]) } }
    var settings: [UnsafeMutablePointer<CChar>?] = unsafe [nil]
    var child: pid_t = 0
    let code = unsafe posix_spawn(&child, path, &actions, nil, &words, &settings)
    try #require(code == 0, "\(path) is needed")
    process = child
  }

  deinit {
    kill(process, SIGKILL)
    var status: Int32 = 0
    while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
  }

  /// What a file says once it is there and not empty, ten seconds at most.
  static func text(of path: String) -> String? {
    for _ in 0..<500 {
      let text = try? String(contentsOf: URL(filePath: path), encoding: .utf8)
      if let text, !text.isEmpty { return text }
      usleep(20_000)
    }
    return nil
  }
}
