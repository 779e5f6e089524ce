internal import Glibc
internal import Processes

/// Opens a link in the browser of a desktop.
enum LinkOpener {
  /// The program that does it; nil on a machine without one, such as a server.
  static let program: String? = {
    guard environmentVariable("DISPLAY") ?? environmentVariable("WAYLAND_DISPLAY") != nil else {
      return nil
    }
    return (environmentVariable("PATH") ?? "").split(separator: ":").map { "\($0)/xdg-open" }
      .first { unsafe access($0, X_OK) == 0 }
  }()

  /// Starts it with the link as its only argument: no shell reads it.
  static func open(_ link: String) throws {
    guard let program else { return }
    let pid = try Spawn([program, link], input: .null, output: .null, errors: .null).started()
    // Somebody has to take note of its end, or a dead process stays behind for each link.
    inBackground {
      var status: Int32 = 0
      while unsafe waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }
  }
}
