/// The commit that a file was last committed in, as git tells; `+` behind it when it has changed since.
///
/// - Returns: nil where there is no git, or no repository.
package func revision(ofFile path: String) -> String? {
  let parts = path.split(separator: "/", omittingEmptySubsequences: false)
  let folder = parts.dropLast().joined(separator: "/")
  let name = parts.last.map(String.init) ?? path
  // A repository may name programs to be run when it is looked at.
  let git = [
    "git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C",
    folder.isEmpty ? "." : folder,
  ]
  let (status, output) = capturedRun(git + ["log", "-1", "--format=%h", "--", name], seconds: 2)
  let commit = String(decoding: output, as: UTF8.self).filter(\.isHexDigit)
  guard status == 0, !commit.isEmpty else { return nil }
  let (ended, changes) = capturedRun(git + ["status", "--porcelain", "--", name], seconds: 2)
  guard ended == 0 else { return nil }
  return changes.isEmpty ? commit : "\(commit)+"
}
