internal import Glibc
internal import Processes
internal import Runbooks
internal import Synchronization

/// What steps get from this program, and what of its signals reaches them.
enum Spawning {
  static var environment: [String: String] { Spawn.ownEnvironment }

  static var user: String {
    guard let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name else {
      return "uid-\(getuid())"
    }
    return unsafe String(cString: name)
  }

  /// Runs a step; Ctrl-C and SIGTERM stop it, so that its end is recorded whatever ends it.
  static func passingSignals<Value>(to process: StepProcess, _ body: () -> Value) -> Value {
    var signals = sigset_t()
    unsafe sigemptyset(&signals)
    for signal in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&signals, signal) }
    unsafe pthread_sigmask(SIG_BLOCK, &signals, nil)
    let isDone = Flag()
    let waited = signals
    inBackground {
      var (signals, moment) = (waited, timespec(tv_sec: 0, tv_nsec: 100_000_000))
      while !isDone.isSet.load(ordering: .relaxed) {
        if unsafe sigtimedwait(&signals, nil, &moment) > 0 { process.stop() }
      }
    }
    defer {
      isDone.isSet.store(true, ordering: .relaxed)
      unsafe pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    }
    return body()
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }
}
