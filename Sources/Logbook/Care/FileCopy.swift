internal import Glibc

/// A copy of a file that can no longer be opened as a database, byte for byte.
enum FileCopy {
  static func make(of path: String, at copy: String) throws(LogbookError) {
    let source = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard source >= 0 else { throw .cannotOpen(path: path, code: errno, message: "open") }
    defer { close(source) }
    guard Files.create(exclusively: copy) else {
      throw .cannotOpen(path: copy, code: errno, message: "open")
    }
    let target = unsafe open(copy, O_WRONLY | O_CLOEXEC)
    guard target >= 0 else { throw .cannotOpen(path: copy, code: errno, message: "open") }
    defer { close(target) }
    while true {
      let count = sendfile(target, source, nil, 1 << 24)
      if count == 0 { return }
      if count < 0 { throw .failed(path: copy, code: errno, message: "sendfile") }
    }
  }

  /// Writes what stands in the header of every logbook.
  ///
  /// The format: https://www.sqlite.org/fileformat2.html#the_database_header
  static func repairHeader(of path: String) throws(LogbookError) {
    let file = unsafe open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw .cannotOpen(path: path, code: errno, message: "open") }
    defer { close(file) }
    // The name of the format, pages of 4096 bytes, rollback journal, fractions of a payload.
    let start = Array("SQLite format 3\0".utf8) + [0x10, 0, 1, 1, 0, 64, 32, 32]
    // Schema format 4, text in UTF-8.
    for (place, bytes) in [(0, start), (44, [0, 0, 0, 4]), (56, [0, 0, 0, 1])] as [(off_t, [UInt8])]
    {
      guard unsafe pwrite(file, bytes, bytes.count, place) == bytes.count else {
        throw .failed(path: path, code: errno, message: "pwrite")
      }
    }
  }
}
