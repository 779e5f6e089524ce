internal import CProcesses
internal import Glibc

/// A program to be started: in a process group of its own, with no signal blocked or ignored.
package struct Spawn {
  /// Where a standard descriptor of the program leads.
  package enum Stream {
    /// Where ours does.
    case ours
    case null
    case descriptor(Int32)
    /// A terminal, which becomes the controlling one of a program with a session of its own.
    case terminal(String)
  }

  /// The name, found in our PATH unless it has a slash, and the arguments.
  package var arguments: [String]
  /// All the variables it gets; nil for ours.
  package var environment: [String: String]?
  package var input: Stream
  package var output: Stream
  package var errors: Stream
  /// Our descriptor that it finds under ``extraDescriptor``; nil for none.
  package var extra: Int32?
  /// Out of the way of those that scripts open for themselves.
  package static let extraDescriptor: Int32 = 87
  /// Where it starts; nil for where we are.
  package var folder: String?
  /// Whether it has a session of its own: no terminal of ours reaches it, and none of its.
  package var hasOwnSession = false

  package init(
    _ arguments: [String], environment: [String: String]? = nil, input: Stream = .ours,
    output: Stream = .ours, errors: Stream = .ours
  ) {
    self.arguments = arguments
    self.environment = environment
    self.input = input
    self.output = output
    self.errors = errors
  }

  /// Our own variables.
  package static var ownEnvironment: [String: String] {
    var variables: [String: String] = [:]
    var index = 0
    while let line = unsafe environ[index] {
      let text = unsafe String(cString: line)
      if let equals = text.firstIndex(of: "=") {
        variables[String(text[..<equals])] = String(text[text.index(after: equals)...])
      }
      index += 1
    }
    return variables
  }

  /// Starts it.
  ///
  /// - Parameter program: the file to be run, where that is not found by the first argument.
  /// - Returns: the number of the error, 0 for none, and the id of the process, which is that of its
  ///   group as well.
  package func start(program: String? = nil) -> (code: Int32, pid: Int32) {
    guard let program = program ?? arguments.first else { return (ENOENT, 0) }
    var (actions, attributes) = unsafe (posix_spawn_file_actions_t(), posix_spawnattr_t())
    unsafe posix_spawn_file_actions_init(&actions)
    unsafe posix_spawnattr_init(&attributes)
    defer {
      unsafe posix_spawn_file_actions_destroy(&actions)
      unsafe posix_spawnattr_destroy(&attributes)
    }
    for (stream, standard) in [
      (input, STDIN_FILENO), (output, STDOUT_FILENO), (errors, STDERR_FILENO),
    ] {
      switch stream {
      case .ours: break
      case .null:
        unsafe posix_spawn_file_actions_addopen(&actions, standard, "/dev/null", O_RDWR, 0)
      case .descriptor(let given):
        unsafe posix_spawn_file_actions_adddup2(&actions, given, standard)
      case .terminal(let path):
        unsafe posix_spawn_file_actions_addopen(&actions, standard, path, O_RDWR, 0)
      }
    }
    if let extra { unsafe posix_spawn_file_actions_adddup2(&actions, extra, Self.extraDescriptor) }
    if let folder { unsafe cp_start_in(&actions, folder) }
    var (none, all) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&none)
    unsafe sigfillset(&all)
    unsafe posix_spawnattr_setsigmask(&attributes, &none)
    unsafe posix_spawnattr_setsigdefault(&attributes, &all)
    unsafe posix_spawnattr_setpgroup(&attributes, 0)
    // A session is a group of its own already, and cannot be put into another.
    let group = hasOwnSession ? cp_spawn_session : Int16(POSIX_SPAWN_SETPGROUP)
    let flags = group | Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF)
    unsafe posix_spawnattr_setflags(&attributes, flags)
    let variables = (environment ?? Self.ownEnvironment).sorted { $0.key < $1.key }
    var words = unsafe Self.strings(arguments)
    var lines = unsafe Self.strings(variables.map { "\($0.key)=\($0.value)" })
    defer {
      for index in unsafe words.indices { unsafe free(words[index]) }
      for index in unsafe lines.indices { unsafe free(lines[index]) }
    }
    var child: Int32 = 0
    let code = unsafe posix_spawnp(&child, program, &actions, &attributes, &words, &lines)
    return (code, child)
  }

  private static func strings(_ words: [String]) -> [UnsafeMutablePointer<CChar>?] {
    unsafe words.map { unsafe strdup($0) } + [nil]
  }
}

/// The exit status of a wait(2) status; 128 + N after signal N.
package func exitStatus(ofWait status: Int32) -> Int32 {
  let signal = status & 0x7F
  return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
}
