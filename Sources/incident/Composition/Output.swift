internal import Glibc
internal import IncidentModel

/// Where results and messages go: results to standard output, messages to standard error.
struct Output {
  /// Columns of the terminal; nil when the output is no terminal and nothing is wrapped or cut.
  let width: Int?
  let hasColour: Bool

  init(environment: (String) -> String? = environmentVariable) {
    let isTerminal = isatty(STDOUT_FILENO) == 1
    width = isTerminal ? Self.terminalWidth(environment) : nil
    hasColour =
      isTerminal && (environment("NO_COLOR") ?? "").isEmpty && environment("TERM") != "dumb"
  }

  private static func terminalWidth(_ environment: (String) -> String?) -> Int {
    if let columns = environment("COLUMNS").flatMap({ Int($0) }), columns > 0 {
      return max(columns, 20)
    }
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
      return max(Int(size.ws_col), 20)
    }
    return 80
  }

  /// Writes text and a line end to standard output.
  func line(_ text: String = "") throws { try write(text + "\n") }

  /// Writes text as it is to standard output.
  func write(_ text: String) throws {
    try writeAll(Array(text.utf8), to: STDOUT_FILENO)
  }

  /// Writes a document; on one line unless it is for a person to look at.
  func document(_ members: [String: JSON]) throws {
    var members = members
    members["schema"] = .number(1)
    try line(JSON.object(members).text(isPretty: width != nil))
  }

  /// Writes a document on one line, as `--follow` does.
  func documentLine(_ members: [String: JSON]) throws {
    var members = members
    members["schema"] = .number(1)
    try line(JSON.object(members).text(isPretty: false))
  }

  /// Says something that is not the result.
  func message(_ text: String) {
    // Nothing can be said any more when standard error is gone.
    try? writeAll(Array("\(text)\n".utf8), to: STDERR_FILENO)
  }

  func styled(_ text: String, _ style: Style) -> String {
    hasColour && !text.isEmpty ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
  }

  /// The few ways in which text stands out; never the only sign of anything.
  enum Style: String {
    case strong = "1"
    case faint = "2"
    case bad = "31"
    case warning = "33"
    case good = "32"
  }
}

/// Writes every byte, and ends the program quietly when nobody reads any more (`| head`).
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws {
  var rest = bytes[...]
  while !rest.isEmpty {
    let written = unsafe rest.withUnsafeBytes {
      unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
    }
    if written >= 0 {
      rest = rest.dropFirst(written)
    } else if errno == EPIPE {
      exit(0)
    } else if errno == EAGAIN {
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      _ = unsafe poll(&waiting, 1, -1)
    } else if errno != EINTR {
      throw Failure.outputFailed(code: errno)
    }
  }
}

/// The value of a variable of the environment; nil when it is not set.
func environmentVariable(_ name: String) -> String? {
  unsafe getenv(name).map { unsafe String(cString: $0) }
}
