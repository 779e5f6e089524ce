/// The locale that decides how characters are written.
struct Locale {
  /// As the environment has it, such as `de_DE.UTF-8`; empty when none is set.
  let name: String

  static var ofEnvironment: Locale {
    let given = ["LC_ALL", "LC_CTYPE", "LANG"].compactMap { environmentVariable($0) }
    return Locale(name: given.first { !$0.isEmpty } ?? "")
  }

  /// Whether it has more than ASCII.
  var isUTF8: Bool { name.lowercased().replacing("-", with: "").contains("utf8") }
}
