internal import Crypto

/// SHA-256 of bytes, as 64 hexadecimal digits, or the first `length` of them.
package func digest(of bytes: some Collection<UInt8>, length: Int = 64) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(length)
  for byte in SHA256.hash(data: Array(bytes)).prefix(length / 2) {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// SHA-256 of a text, as 64 hexadecimal digits.
package func digest(ofText text: String) -> String { digest(of: text.utf8) }
