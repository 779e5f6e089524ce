/// What a program wrote for a terminal, as plain lines: colours, titles and moves of the cursor are left
/// out, a line that was written over counts as it was left, other control characters become `^X`.
package func plainOutput(_ text: String) -> String {
  guard
    text.utf8.contains(where: {
      ($0 < 0x20 && $0 != 0x0A && $0 != 0x09) || $0 == 0x7F || $0 == 0xC2
    })
  else {
    return text
  }
  var result = String.UnicodeScalarView()
  var scalars = text.unicodeScalars.makeIterator()
  var waiting: Unicode.Scalar?
  func isFinal(_ scalar: Unicode.Scalar) -> Bool { (0x40...0x7E).contains(scalar.value) }
  while let scalar = waiting ?? scalars.next() {
    waiting = nil
    switch scalar.value {
    case 0x1B:
      guard let kind = scalars.next() else { break }
      switch kind {
      case "[": while let next = scalars.next(), !isFinal(next) {}
      case "]", "P", "X", "^", "_":
        // Up to BEL, or ESC and what follows it.
        while let next = scalars.next(), next.value != 0x07, next.value != 0x9C {
          if next.value == 0x1B {
            _ = scalars.next()
            break
          }
        }
      case "(", ")", "*", "+", "#", "%", " ": _ = scalars.next()
      default: break
      }
    case 0x9B: while let next = scalars.next(), !isFinal(next) {}
    case 0x0D:
      var next = scalars.next()
      while next == "\r" { next = scalars.next() }
      if next != "\n", next != nil {
        // Written over: what stood in the line is gone.
        while let last = result.last, last != "\n" { result.removeLast() }
      }
      waiting = next
    case 0x08: if let last = result.last, last != "\n" { result.removeLast() }
    case 0x09, 0x0A: result.append(scalar)
    case 0..<0x20:
      result.append("^")
      result.append(Unicode.Scalar(UInt8(scalar.value) + 0x40))
    case 0x7F: result.append(contentsOf: "^?".unicodeScalars)
    case 0x80..<0xA0: break
    default: result.append(scalar)
    }
  }
  return String(result)
}
