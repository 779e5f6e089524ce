/// The version of the program, as `--version`, `doctor` and the manual page say it.
enum Version {
  static let text = "0.1.0"
}
