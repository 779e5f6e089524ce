internal import Glibc

/// Space that is kept beside the logbook for the day on which the disk is full.
///
/// 8 MiB hold several thousand entries. The file is given up at the first write that finds no space,
/// and made again when a logbook is opened and there is space.
enum Reserve {
  /// Bytes.
  static let size: Int64 = 8 << 20

  static func path(of logbook: String) -> String { "\(logbook).reserve" }

  /// Makes it unless it is there; where there is little space, it is left to the logbook itself.
  static func keep(for logbook: String) {
    let path = path(of: logbook)
    if let size = Files.status(of: path)?.st_size, Int64(size) < Self.size { unsafe unlink(path) }
    guard !Files.exists(path), Files.freeBytes(of: logbook).map({ $0 >= 2 * size }) ?? false else {
      return
    }
    guard Files.create(exclusively: path) else { return }
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW)
    let isMade = descriptor >= 0 && posix_fallocate(descriptor, 0, off_t(size)) == 0
    if descriptor >= 0 { close(descriptor) }
    if !isMade { unsafe unlink(path) }
  }

  /// Gives the space back to the disk.
  ///
  /// - Returns: whether there was any.
  static func release(for logbook: String) -> Bool { unsafe unlink(path(of: logbook)) == 0 }

  /// Whether the whole reserve is there.
  static func isThere(for logbook: String) -> Bool {
    var status = stat()
    return unsafe stat(path(of: logbook), &status) == 0 && status.st_size >= off_t(size)
      && Int64(status.st_blocks) * 512 >= size
  }
}
