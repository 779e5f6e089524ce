internal import Glibc
internal import IncidentModel

/// Keeps what is being typed, so that it can be offered again after a crash.
///
/// One file a console: a second console of the same person takes another one, and a file whose
/// console has died is taken over with what stands in it.
final class DraftFile: Sendable {
  private let descriptor: Int32
  /// What a console before this one left behind; nil when nothing.
  let leftBehind: String?

  /// The longest text that is kept, in bytes.
  private static let limit = 65_536

  /// Opens the first draft of the person and incident that no living console holds.
  ///
  /// - Returns: nil where nothing can be written: the console works without.
  init?(folder: String, incident: IncidentID, author: String) {
    unsafe mkdir(folder, 0o700)
    for number in 1...16 {
      let path = "\(folder)/\(incident)-\(author)-\(number).draft"
      let opened = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
      guard opened >= 0 else { return nil }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        continue
      }
      descriptor = opened
      leftBehind = Self.read(opened)
      return
    }
    return nil
  }

  deinit { close(descriptor) }

  /// Keeps a text, nil for none; what the kernel has taken survives the end of this process.
  func keep(_ text: String?) {
    let bytes = Array((text ?? "").utf8.prefix(Self.limit))
    _ = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    _ = ftruncate(descriptor, off_t(bytes.count))
  }

  private static func read(_ descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
