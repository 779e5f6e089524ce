internal import Glibc

/// A copy of a file, byte for byte, as it lies on the disk.
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
}
