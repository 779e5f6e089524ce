internal import Glibc
internal import IncidentModel
internal import Logbook

/// Writes what can be read of a damaged logbook into files.
struct Salvager {
  let path: String
  /// Where entries go that are sound; the others go beside it.
  let file: String

  private var damagedFile: String { "\(file).damaged.txt" }

  func run(_ output: Output, _ isJSON: Bool) throws {
    guard fileExists(path) else { throw Failure.noLogbook(path: path) }
    for target in [file, damagedFile] where fileExists(target) {
      throw Failure.isThere(path: target, option: nil)
    }
    let salvage = try Salvage(of: path)
    try writeFile(
      Exchange.jsonLines(of: salvage.records, salvage.people), to: file, isPrivate: true)
    let lost = salvage.missing.reduce(0) { $0 + $1.count }
    if !salvage.damaged.isEmpty || lost > 0 {
      try writeFile(damagedText(salvage), to: damagedFile, isPrivate: true)
    }
    if isJSON {
      return try output.document([
        "file": .string(file), "entries": .count(salvage.records.count),
        "damaged": .count(salvage.damaged.count), "missing": .count(lost),
      ])
    }
    try output.line(
      "\(visible(file)): \(entryCount(salvage.records.count)); \(salvage.damaged.count) damaged, \(lost) missing"
    )
    if !salvage.damaged.isEmpty || lost > 0 {
      output.message("what is left of the others is in \(visible(damagedFile)), not verified")
    }
    output.message(
      "`incident import \(visible(file)) --logbook NEW` makes a logbook of it; the damaged one was not touched"
    )
  }

  private func damagedText(_ salvage: Salvage) -> String {
    let lines = salvage.damaged.map { visible($0) }
    let gaps = salvage.missing.map {
      "entries number \($0.lowerBound) to \($0.upperBound): nothing can be read"
    }
    return (lines + gaps).map { "\($0)\n" }.joined()
  }
}
