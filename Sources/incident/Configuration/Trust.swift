internal import Glibc

/// Whether what was found without being named can be relied on.
enum Trust {
  /// A file or folder that was only come upon may have been laid there by somebody else: it has to belong to
  /// the user or to root, and nobody else may be able to change it or put another in its place.
  ///
  /// - Returns: why it is not trusted; nil when it is.
  static func distrust(of path: String) throws -> Distrust? {
    var paths = [path, folder(of: path)]
    if let real = unsafe realpath(path, nil) {
      paths += [unsafe String(cString: real), folder(of: unsafe String(cString: real))]
      unsafe free(real)
    }
    for path in paths {
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        throw Failure.noInput(path: path, code: errno)
      }
      guard status.st_uid == geteuid() || status.st_uid == 0 else {
        return .foreign(path)
      }
      let isOpenToGroup = status.st_mode & S_IWGRP != 0 && !isOwnGroup(status.st_gid)
      if isOpenToGroup || status.st_mode & S_IWOTH != 0 {
        return .writable(path)
      }
    }
    return nil
  }

  /// Whether a group holds nobody but the user, as Debian makes one for each user.
  private static func isOwnGroup(_ id: gid_t) -> Bool {
    guard let user = unsafe getpwuid(geteuid()), let group = unsafe getgrgid(id),
      unsafe user.pointee.pw_gid == id, let login = unsafe user.pointee.pw_name,
      let name = unsafe group.pointee.gr_name, unsafe strcmp(login, name) == 0
    else { return false }
    guard let members = unsafe group.pointee.gr_mem, let first = unsafe members[0] else {
      return true
    }
    return unsafe strcmp(first, login) == 0 && members[1] == nil
  }
}

/// Why a file or folder that was come upon is not used.
enum Distrust: Hashable {
  /// Somebody else owns this file or folder.
  case foreign(String)
  /// Others may write this file or folder.
  case writable(String)
}
