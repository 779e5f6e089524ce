internal import Glibc

/// A thread that runs one function to its end; no signal is handled on it.
@safe final class WorkerThread: Sendable {
  private let id: pthread_t

  /// Starts it; nil when the system has no thread left.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, 1 << 20)
    let work = unsafe Unmanaged.passRetained(Work(body))
    var id = pthread_t()
    let code = unsafe pthread_create(
      &id, &attributes,
      { context in
        var all = sigset_t()
        unsafe sigfillset(&all)
        unsafe pthread_sigmask(SIG_BLOCK, &all, nil)
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, unsafe work.toOpaque())
    self.id = id
    guard code == 0 else {
      unsafe work.release()
      return nil
    }
  }

  /// Waits for its end, unless it is this thread itself.
  func join() {
    if pthread_equal(id, pthread_self()) == 0 { pthread_join(id, nil) }
  }

  /// Lets it go; nobody waits for its end.
  func detach() { pthread_detach(id) }

  private final class Work {
    let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }
}
