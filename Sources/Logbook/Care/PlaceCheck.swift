internal import Glibc
internal import IncidentModel

/// What the file's surroundings mean for it: the file system, who may read it, space for a bad day.
struct PlaceCheck {
  let path: String

  func findings() -> [LogbookFinding] {
    [fileSystem(), access(), space(), reserve()] + copies()
  }

  private func copies() -> [LogbookFinding] {
    let copies = Files.copiesBeforeRestores(of: path)
    if copies.isEmpty { return [] }
    return [
      LogbookFinding(
        grade: .ok, subject: "copies",
        detail: "\(copies.count) from before a restore: \(copies.joined(separator: ", "))",
        remedy:
          "remove them when they are not needed: what is erased in the logbook is still in them")
    ]
  }

  private func fileSystem() -> LogbookFinding {
    guard let name = FileSystem.networkName(of: path) else {
      return LogbookFinding(grade: .ok, subject: "file system", detail: "local")
    }
    return LogbookFinding(
      grade: .red, subject: "file system",
      detail: "\(name): locks may not hold there, and two programs at once can damage the logbook",
      remedy: "move the folder to a local disk, or use it from one machine alone")
  }

  private func access() -> LogbookFinding {
    let subject = "access"
    let folder = Files.folder(of: path)
    guard let file = Files.status(of: path), let place = Files.status(of: folder) else {
      return LogbookFinding(
        grade: .warning, subject: subject, detail: "cannot be told",
        remedy: "look whether the folder can be entered: ls -ld '\(folder)'")
    }
    let isShared = Files.isShared(folder)
    let others = file.st_mode & (S_IRWXO & ~S_IXOTH)
    let group = isShared ? 0 : file.st_mode & S_IRWXG & ~S_IXGRP
    let isSticky = place.st_mode & S_ISVTX != 0
    if file.st_mode & S_IWOTH != 0 || (place.st_mode & S_IWOTH != 0 && !isSticky) {
      return LogbookFinding(
        grade: .red, subject: subject, detail: "everybody on this machine can change it",
        remedy: "chmod o-rwx '\(path)' '\(folder)'")
    }
    if others != 0 || group != 0 {
      return LogbookFinding(
        grade: .warning, subject: subject,
        detail: others != 0 ? "everybody on this machine can read it" : "its group can read it",
        remedy: "chmod go-rwx '\(path)'; to share it with a group: chmod 2770 its folder")
    }
    let unwritable = isShared && file.st_mode & S_IWGRP == 0
    if unwritable {
      return LogbookFinding(
        grade: .warning, subject: subject,
        detail: "its folder is shared with a group, which cannot write the file",
        remedy: "chmod 660 '\(path)'")
    }
    return LogbookFinding(
      grade: .ok, subject: subject,
      detail: isShared
        ? "shared with a group: every member can write in it, the chain shows what was changed"
        : "yours alone")
  }

  private func space() -> LogbookFinding {
    let free = Files.freeBytes(of: path) ?? 0
    let detail = "\(free >> 20) MiB free"
    if free >= 8 * Reserve.size {
      return LogbookFinding(grade: .ok, subject: "space", detail: detail)
    }
    return LogbookFinding(
      grade: free < 1 << 20 ? .red : .warning, subject: "space", detail: detail,
      remedy: "free space on the disk of \(path)")
  }

  private func reserve() -> LogbookFinding {
    let detail = "\(Reserve.size >> 20) MiB are kept for a full disk"
    if Reserve.isThere(for: path) {
      return LogbookFinding(grade: .ok, subject: "reserve", detail: detail)
    }
    return LogbookFinding(
      grade: .warning, subject: "reserve", detail: "used up, or never made",
      remedy: "free space; the next command that writes makes it again")
  }
}

/// The machine's clock against the one of the logbook, which never runs backwards.
enum ClockCheck {
  /// Seconds that two clocks may differ without a word.
  private static let tolerance: Int64 = 60

  /// Parameters: the logbook's clock and this machine's; how many entries were recorded while the machine's
  /// stood behind the logbook's, and by how many seconds at most.
  static func finding(
    _ own: Meta?, now: Instant, late: (count: Int, seconds: Int64)
  ) -> LogbookFinding {
    let ahead = own.map { ($0.clock >> 16 - now.milliseconds) / 1000 } ?? 0
    var parts: [String] = []
    if ahead > tolerance {
      parts.append("this machine's clock is \(words(ahead)) behind the logbook's last entry")
    }
    if late.count > 0 {
      parts.append(
        "\(late.count) entries were recorded while it stood up to \(words(late.seconds)) behind")
    }
    if parts.isEmpty { return LogbookFinding(grade: .ok, subject: "clock", detail: "ran forward") }
    return LogbookFinding(
      grade: .warning, subject: "clock", detail: parts.joined(separator: "; "),
      remedy:
        "timedatectl shows whether it is synchronised; entries keep their order, `incident correct --at` mends a time"
    )
  }

  static func isLate(_ record: EntryRecord) -> Int64? {
    // Imports and what was kept elsewhere have ids of another moment than that of their storing.
    guard Int64(truncatingIfNeeded: record.id.bits >> 80) == record.clock >> 16 else { return nil }
    let behind = (record.clock >> 16 - record.recordedAt.milliseconds) / 1000
    return behind > tolerance ? behind : nil
  }

  private static func words(_ seconds: Int64) -> String {
    if seconds >= 2 * 86_400 { return "\(seconds / 86_400) days" }
    return seconds >= 7200 ? "\(seconds / 3600) h" : "\(seconds / 60) min"
  }
}
