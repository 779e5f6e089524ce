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

  /// Opens a draft of the person and incident that no living console holds: one with something in
  /// it before an empty one, so that a dead second console's draft is offered too.
  ///
  /// - Returns: nil where nothing can be written: the console works without.
  init?(folder: String, incident: IncidentID, author: String) {
    unsafe mkdir(folder, 0o700)
    var empty: Int32?
    for number in 1...16 {
      let path = "\(folder)/\(incident)-\(author)-\(number).draft"
      // A file that does not exist has nothing in it; one to write into is made only when needed.
      let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (empty == nil ? O_CREAT : 0)
      let opened = unsafe open(path, flags, 0o600)
      guard opened >= 0 else { continue }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        continue
      }
      if let text = Self.read(opened) {
        if let empty { close(empty) }
        (descriptor, leftBehind) = (opened, text)
        return
      }
      if empty == nil { empty = opened } else { close(opened) }
    }
    guard let empty else { return nil }
    (descriptor, leftBehind) = (empty, nil)
  }

  deinit { close(descriptor) }

  /// Leaves the draft to whoever opens it next; nothing may be kept in it after that.
  func release() { flock(descriptor, LOCK_UN) }

  /// Removes what was half-typed for an incident.
  static func remove(of incident: IncidentID, in folder: String) {
    remove(in: folder) { $0.hasPrefix("\(incident)-") }
  }

  /// Removes what a person has half-typed.
  static func remove(by author: String, in folder: String) {
    let end = "-\(author)-".lowercased()
    remove(in: folder) { $0.dropFirst(36).lowercased().hasPrefix(end) }
  }

  private static func remove(in folder: String, where isMeant: (String) -> Bool) {
    for name in names(in: folder) where name.hasSuffix(".draft") && isMeant(name) {
      unsafe unlink("\(folder)/\(name)")
    }
  }

  /// Keeps a text, nil for none; what the kernel has taken survives the end of this process.
  func keep(_ text: String?) {
    let bytes = Array((text ?? "").utf8.prefix(Self.limit))
    let written = unsafe pwrite(descriptor, bytes, bytes.count, 0)
    // On a full disk what was not written must not come back as zeros.
    _ = ftruncate(descriptor, off_t(max(0, written)))
  }

  private static func read(_ descriptor: Int32) -> String? {
    var bytes = [UInt8](repeating: 0, count: limit)
    let count = unsafe pread(descriptor, &bytes, bytes.count, 0)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
