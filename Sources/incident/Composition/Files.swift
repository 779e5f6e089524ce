internal import Glibc

/// The bytes of a file, or of standard input for `-`; of a long one not much more than `limit`.
func readBytes(ofFile path: String, limit: Int = .max) throws -> [UInt8] {
  let descriptor = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw Failure.noInput(path: path, code: errno) }
  defer { if descriptor != STDIN_FILENO { close(descriptor) } }
  var all: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe buffer.withUnsafeMutableBytes {
      unsafe read(descriptor, $0.baseAddress, $0.count)
    }
    if count > 0 {
      all += buffer[..<count]
      if all.count >= limit { return all }
    } else if count == 0 {
      return all
    } else if errno != EINTR {
      throw Failure.noInput(path: path, code: errno)
    }
  }
}

/// The text of a file in UTF-8; a byte order mark at its start is dropped.
func readText(ofFile path: String) throws -> String {
  try text(of: readBytes(ofFile: path), path: path)
}

/// The text of the bytes of a file; a byte order mark at its start is dropped.
func text(of bytes: [UInt8], path: String) throws -> String {
  var bytes = bytes
  if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes.removeFirst(3) }
  guard let text = String(validating: bytes, as: UTF8.self) else {
    throw Failure.notText(path: path, line: lineOfFirstInvalidByte(bytes))
  }
  return text
}

private func lineOfFirstInvalidByte(_ bytes: [UInt8]) -> Int {
  let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  return (lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0) + 1
}

/// Writes a file whole or not at all: under another name beside it, then renamed over it.
///
/// With `isPrivate` nobody else may read it.
func writeFile(_ text: String, to path: String, isPrivate: Bool = false) throws {
  let path = whereLinksLead(path)
  var status = stat()
  // What is no regular file (a pipe, /dev/stdout) cannot be replaced by another one.
  let isOrdinary = unsafe stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  let target = isOrdinary ? "\(path).\(getpid()).new" : path
  let flags = isOrdinary ? O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC : O_WRONLY | O_CLOEXEC
  let descriptor = unsafe open(target, flags, isPrivate ? 0o600 : 0o644)
  guard descriptor >= 0 else { throw Failure.cannotWrite(path: path, code: errno) }
  var failure: Int32?
  do { try writeAll(Array(text.utf8), to: descriptor) } catch Failure.outputFailed(let code) {
    failure = code
  }
  if failure == nil, isOrdinary, fsync(descriptor) != 0 { failure = errno }
  close(descriptor)
  if failure == nil, isOrdinary, unsafe rename(target, path) != 0 { failure = errno }
  if let failure {
    if isOrdinary { unsafe unlink(target) }
    throw Failure.cannotWrite(path: path, code: failure)
  }
}

/// The file that a symbolic link leads to; any other path as it is.
private func whereLinksLead(_ path: String) -> String {
  guard let real = unsafe realpath(path, nil) else { return path }
  defer { unsafe free(real) }
  return unsafe String(cString: real)
}

/// Whether something stands at that path.
func fileExists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

/// The folder that a path lies in.
func folder(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// The names of the files in a folder, sorted; none when it cannot be read.
func names(in folder: String) -> [String] {
  guard let opened = unsafe opendir(folder) else { return [] }
  defer { unsafe closedir(opened) }
  var names: [String] = []
  while let entry = unsafe readdir(opened) {
    let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
    if name != ".", name != ".." { names.append(name) }
  }
  return names.sorted()
}

/// A path from the root, also of what is not there.
func absolutePath(_ path: String) -> String {
  if let real = unsafe realpath(path, nil) {
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }
  guard !path.hasPrefix("/"), let here = unsafe getcwd(nil, 0) else { return path }
  defer { unsafe free(here) }
  return unsafe "\(String(cString: here))/\(path)"
}
