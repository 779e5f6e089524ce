/// Base64 with padding, as OSC 52 takes it (RFC 4648 section 4).
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    var output: [UInt8] = []
    var bits: UInt32 = 0
    var count = 0
    for byte in bytes {
      bits = (bits << 8 | UInt32(byte)) & 0xFFFFFF
      count += 1
      if count % 3 == 0 {
        for shift in [18, 12, 6, 0] { output.append(alphabet[Int(bits >> UInt32(shift)) & 63]) }
      }
    }
    let rest = count % 3
    if rest > 0 {
      let padded = (rest == 1 ? bits << 16 : bits << 8) & 0xFFFFFF
      for index in 0..<4 {
        let digit = alphabet[Int(padded >> UInt32(18 - 6 * index)) & 63]
        output.append(index <= rest ? digit : UInt8(ascii: "="))
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
