internal import Glibc
package import IncidentModel

/// The runbooks of a few folders, as the list shows them; a file is read whole only when it is opened.
package struct RunbookLibrary: Sendable {
  /// A runbook without its text.
  package struct Item: Hashable, Sendable {
    package var name: String
    package var path: String
    package var title: String
    package var front: Runbook.FrontMatter
    package var steps: Int
    package var problems: Int
    /// Its headings, by which alerts find it: title and slug.
    package var headings: [Heading]

    package struct Heading: Hashable, Sendable {
      package var title: String
      package var slug: String
    }

    init(_ runbook: Runbook) {
      name = runbook.name
      path = runbook.path
      title = runbook.title
      front = runbook.front
      steps = runbook.steps.count
      problems = runbook.problems.count
      headings = runbook.sections.map { Heading(title: $0.title, slug: $0.slug) }
    }
  }

  /// A file that could not be read, and why.
  package struct Unreadable: Error, Hashable, Sendable {
    package var path: String
    package var failure: Reason

    package enum Reason: Hashable, Sendable {
      case system(Int32)
      case contents(RunbookFailure)
    }
  }

  package private(set) var items: [Item] = []
  package private(set) var unreadable: [Unreadable] = []
  /// Folders that were looked into.
  package let folders: [String]

  /// The most files that are looked at in a folder, and how deep it is gone into.
  private static let mostFiles = 20_000
  private static let deepest = 8

  /// Reads the runbooks of folders; where two have one name, that of the first folder counts.
  package init(folders: [String]) {
    self.folders = folders
    var names: Set<String> = []
    for folder in folders {
      for file in Self.files(in: folder) {
        let name = String(file.dropFirst(folder.count + 1).dropLast(3))
        guard names.insert(name).inserted else { continue }
        do throws(Unreadable) { items.append(Item(try Self.read(path: file, name: name))) } catch {
          unreadable.append(error)
        }
      }
    }
    items.sort { $0.name < $1.name }
  }

  /// Opens the file of a runbook.
  package static func open(_ item: Item) throws(Unreadable) -> Runbook {
    try read(path: item.path, name: item.name)
  }

  /// Opens a file that belongs to no folder.
  package static func open(path: String) throws(Unreadable) -> Runbook {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    return try read(path: path, name: file.hasSuffix(".md") ? String(file.dropLast(3)) : file)
  }

  /// Opens the file of a runbook whose name is known.
  package static func open(path: String, name: String) throws(Unreadable) -> Runbook {
    try read(path: path, name: name)
  }

  private static func read(path: String, name: String) throws(Unreadable) -> Runbook {
    let bytes = try bytes(of: path)
    do throws(RunbookFailure) { return try RunbookReader.read(bytes, name: name, path: path) } catch
    {
      throw Unreadable(path: path, failure: .contents(error))
    }
  }

  /// The bytes of a regular file, and no more of them than a runbook may have.
  static func bytes(of path: String) throws(Unreadable) -> [UInt8] {
    // A pipe or a device would be waited for.
    let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw Unreadable(path: path, failure: .system(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      throw Unreadable(path: path, failure: .system(errno))
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw Unreadable(
        path: path, failure: .system(status.st_mode & S_IFMT == S_IFDIR ? EISDIR : EINVAL))
    }
    let limit = MarkdownGuard.longestFile + 1
    var bytes = [UInt8](repeating: 0, count: min(limit, Int(status.st_size) + 1))
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress?.advanced(by: count), buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw Unreadable(path: path, failure: .system(errno)) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(bytes.count - count)
    return bytes
  }

  // MARK: Files

  /// The Markdown files below a folder, in order; hidden ones, README and `_index` are no runbooks.
  private static func files(in folder: String) -> [String] {
    var found: [String] = []
    var waiting: [(path: String, depth: Int)] = [(folder, 0)]
    while let (path, depth) = waiting.popLast(), found.count < mostFiles {
      guard let directory = unsafe opendir(path) else { continue }
      defer { unsafe closedir(directory) }
      while let entry = unsafe readdir(directory) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
          unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        guard !name.hasPrefix("."), !name.hasPrefix("_") else { continue }
        let full = "\(path)/\(name)"
        let isFolder = unsafe entry.pointee.d_type == UInt8(DT_DIR)
        if isFolder {
          // Links to folders are not followed: they can go round.
          if depth < deepest { waiting.append((full, depth + 1)) }
        } else if name.hasSuffix(".md"), name.lowercased() != "readme.md" {
          found.append(full)
        }
      }
    }
    return found.sorted()
  }
}
