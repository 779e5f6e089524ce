/// The statuses with which the program ends; from 64 on those of sysexits.h.
enum ExitStatus {
  static let refused: Int32 = 1
  static let findings: Int32 = 2
  static let usage: Int32 = 64
  static let badData: Int32 = 65
  static let noInput: Int32 = 66
  static let cannotCreate: Int32 = 73
  static let cannotWrite: Int32 = 74
}
