internal import CFiles

/// What kind of file system a path lies on.
package enum FileSystem {
  /// File systems whose locks may not hold between machines: two that write one logbook there can damage it.
  ///
  /// Names by the magic number of statfs(2); those of linux/magic.h and of the file systems themselves.
  private static let names: [UInt32: String] = [
    0x6969: "NFS", 0x517B: "SMB", 0xFF53_4D42: "CIFS", 0xFE53_4D42: "SMB2", 0x0102_1997: "9p",
    0x6573_5546: "FUSE", 0x5346_414F: "AFS", 0x6B41_4653: "AFS", 0x7375_7245: "Coda",
    0x564C: "NCP", 0x00C3_6400: "Ceph", 0x0116_1970: "GFS2", 0x7461_636F: "OCFS2",
    0x0BD0_0BD0: "Lustre", 0x4750_4653: "GPFS", 0x786F_4256: "vboxsf", 0xBACB_ACBC: "vmhgfs",
  ]

  /// The name of the file system that a logbook lies on, when it is one of these; nil when it is local.
  package static func networkName(of path: String) -> String? {
    names[type(of: Files.folder(of: path))]
  }

  /// Whether what is written to a folder there is gone when the machine is switched off: tmpfs, ramfs.
  package static func isInMemory(_ folder: String) -> Bool {
    [0x0102_1994, 0x8584_58F6].contains(type(of: folder))
  }

  private static func type(of folder: String) -> UInt32 {
    UInt32(truncatingIfNeeded: unsafe cf_file_system_type(folder))
  }
}
