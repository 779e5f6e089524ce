internal import Glibc

/// A program to be started: in a process group of its own, with no signal blocked or ignored.
struct Spawn {
  /// The name, found in PATH unless it has a slash, and the arguments.
  var argv: [String]
  /// Variables beside those of this process, or instead of them.
  var environment: [String: String] = [:]
  /// Descriptors for standard input, output and error; nil leaves ours.
  var input: Int32?
  var output: Int32?
  var errors: Int32?

  /// Starts it.
  ///
  /// - Returns: the id of the process, which is that of its group as well.
  /// - Throws: ``Failure/cannotRun(_:code:)``
  func start() throws -> pid_t {
    var (actions, attributes) = unsafe (posix_spawn_file_actions_t(), posix_spawnattr_t())
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (given, standard) in [
      (input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO),
    ] {
      if let given { unsafe posix_spawn_file_actions_adddup2(&actions, given, standard) }
    }
    var (none, defaults) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigemptyset(&defaults)
    for signal in [
      SIGPIPE, SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP, SIGTTIN, SIGTTOU, SIGCONT, SIGWINCH,
    ] { unsafe sigaddset(&defaults, signal) }
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &defaults)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
    unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
    var words = unsafe Self.strings(argv)
    var variables = unsafe Self.strings(merged())
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe variables.indices { unsafe free(variables[index]) }
    }
    var child: pid_t = 0
    let code = unsafe posix_spawnp(&child, argv[0], &actions, &attributes, &words, &variables)
    guard code == 0 else { throw Failure.cannotRun(argv[0], code: code) }
    return child
  }

  private func merged() -> [String] {
    var lines: [String] = []
    var index = 0
    while let line = unsafe environ[index] {
      let text = unsafe String(cString: line)
      if environment[String(text.prefix { $0 != "=" })] == nil { lines.append(text) }
      index += 1
    }
    return lines + environment.map { "\($0)=\($1)" }
  }

  private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe words.map { unsafe strdup($0) } + [nil]
  }

  /// Two ends of a pipe that no other program inherits: to read, and to write.
  static func pipe() throws -> (from: Int32, to: Int32) {
    var ends: [Int32] = [-1, -1]
    guard unsafe Glibc.pipe(&ends) == 0 else { throw Failure.cannotRun("pipe", code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }
}

/// The exit status of a wait(2) status; 128 + N after signal N.
func exitStatus(ofWait status: Int32) -> Int32 {
  let signal = status & 0x7F
  return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
}
