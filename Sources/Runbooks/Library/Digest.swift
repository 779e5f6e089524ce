internal import Crypto

/// SHA-256 of bytes, as 64 hexadecimal digits.
func digest(of bytes: some Collection<UInt8>) -> String {
  let digits = Array("0123456789abcdef".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(64)
  for byte in SHA256.hash(data: Array(bytes)) {
    text.append(digits[Int(byte >> 4)])
    text.append(digits[Int(byte & 15)])
  }
  return String(decoding: text, as: UTF8.self)
}

/// SHA-256 of a text, as 64 hexadecimal digits.
package func digest(ofText text: String) -> String { digest(of: text.utf8) }
