/// The word that a mistyped one was most likely meant to be; nil when none is near.
///
/// Near is one slip for each three letters, and at least one.
package func nearest(to typed: String, among words: some Sequence<String>) -> String? {
  let folded = Array(typed.lowercased().prefix(100))
  let limit = max(1, folded.count / 3)
  let distances = words.map { (word: $0, slips: slips(folded, Array($0.lowercased().prefix(100)))) }
  return distances.filter { $0.slips <= limit }.min { $0.slips < $1.slips }?.word
}

/// How many letters have to be put in, left out, exchanged or swapped to make one word the other.
///
/// The optimal string alignment distance.
private func slips(_ left: [Character], _ right: [Character]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    for (column, other) in right.enumerated() {
      var best = min(
        last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        best = min(best, beforeLast[column - 1] + 1)
      }
      current.append(best)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
