/// Hides known values, and what is plainly a secret, in whatever is shown or recorded of a command.
package struct SecretMask: Sendable {
  /// What stands where a secret stood.
  package static let sign = "[masked]"

  private let values: [String]
  private let patterns: [String]
  private var looksForShapes = true

  /// Hides values wherever they stand, as they are, in base 64, and as in a URL.
  ///
  /// Those shorter than six characters are not hidden: they would hide half of what is written.
  package init(values: [String] = [], patterns: [String] = []) {
    self.patterns = patterns
    let long = Set(values.filter { $0.utf8.count >= 6 })
    self.values = long.union(long.map(Self.base64)).union(long.map(Self.urlEncoded))
      .sorted { $0.utf8.count > $1.utf8.count }
  }

  /// Whether a variable of that name is likely to hold one.
  package static func isSecretName(_ name: String) -> Bool {
    let name = name.lowercased()
    return ["pass", "secret", "token", "key", "cred"].contains(where: name.contains)
  }

  /// The same, without looking for shapes.
  var valuesOnly: SecretMask {
    var mask = self
    mask.looksForShapes = false
    return mask
  }

  package func masking(_ text: String) -> String {
    var text = text
    for value in values where text.contains(value) {
      text = text.replacing(value, with: Self.sign)
    }
    return looksForShapes ? maskingSecrets(in: text, also: patterns) : text
  }

  /// Without the filling at its end, which depends on what follows.
  private static func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    for start in stride(from: 0, to: bytes.count - 2, by: 3) {
      let bits = Int(bytes[start]) << 16 | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2])
      for shift in [18, 12, 6, 0] { result.append(alphabet[bits >> shift & 63]) }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func urlEncoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var result: [UInt8] = []
    for byte in text.utf8 {
      if isWordByte(byte) || "-.~".utf8.contains(byte) {
        result.append(byte)
      } else {
        result += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Masks a text that comes in pieces, which may cut a secret in half.
package struct SecretStream: Sendable {
  private let mask: SecretMask
  private var rest = ""
  private var isInKey = false

  package init(_ mask: SecretMask) { self.mask = mask }

  /// Takes a piece, and gives the whole lines that can be shown.
  package mutating func take(_ piece: String) -> String {
    rest += piece
    // A line without an end is not waited for for ever.
    guard
      let end = rest.lastIndex(where: \.isNewline)
        ?? (rest.utf8.count > 65_536 ? rest.indices.last : nil)
    else { return "" }
    let next = rest.index(after: end)
    let whole = String(rest[..<next])
    rest = String(rest[next...])
    return shown(whole)
  }

  /// What is left, at the end or when it has been waited for.
  package mutating func finish() -> String {
    defer { rest = "" }
    return shown(rest)
  }

  /// A private key is many lines, and none of them looks like one.
  private mutating func shown(_ text: String) -> String {
    guard isInKey || text.contains("-----BEGIN") else { return mask.masking(text) }
    var lines: [String] = []
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      if isInKey {
        if line.contains("-----END") { isInKey = false }
        continue
      }
      if line.contains("-----BEGIN"), line.contains("PRIVATE KEY") {
        isInKey = !line.contains("-----END")
        lines.append("[masked]")
      } else {
        lines.append(mask.masking(String(line)))
      }
    }
    return lines.joined(separator: "\n")
  }
}
