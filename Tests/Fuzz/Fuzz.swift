import Glibc
import IncidentModel

/// Feeds random text to everything that reads text from outside, for Faults/fuzz.py.
///
/// `fuzz COUNT [--seed S] [--only NAME] [--case N]` runs COUNT cases, in turn over all targets. Each case must
/// end, within five seconds and without a trap, and whatever it gives must pass its border without a byte that a
/// terminal would act on. A failing case is named with the seed and number that make it again.
@main struct Fuzz {
  static func main() {
    let arguments = CommandLine.arguments
    func option(_ name: String) -> String? {
      arguments.firstIndex(of: name).map { $0 + 1 }.flatMap {
        arguments.indices.contains($0) ? arguments[$0] : nil
      }
    }
    guard arguments.count >= 2, let count = UInt64(arguments[1]) else {
      print("usage: fuzz COUNT [--seed S] [--only NAME] [--case N]")
      exit(64)
    }
    let seed = option("--seed").flatMap { UInt64($0) } ?? 1
    let targets = Target.all.filter { option("--only").map($0.name.hasPrefix) ?? true }
    let cases = option("--case").flatMap { UInt64($0) }.map { $0..<$0 + 1 } ?? 0..<count
    var failures = 0
    for number in cases {
      let target = targets[Int(number % UInt64(targets.count))]
      var source = RandomText(seed: seed &* 0x1_0000_0001 &+ number)
      Watch.begin(target.name, number, seed)
      for problem in target.run(&source) {
        failures += 1
        print("\(target.name), case \(number) of seed \(seed): \(visible(problem))")
      }
    }
    Watch.end()
    print("{\"cases\": \(cases.count), \"targets\": \(targets.count), \"failures\": \(failures)}")
    exit(failures == 0 ? 0 : 1)
  }
}

/// Names the case at hand when the program hangs or traps in it.
enum Watch {
  nonisolated(unsafe) private static var line: [UInt8] = []

  static func begin(_ target: String, _ number: UInt64, _ seed: UInt64) {
    // Set before each case: a handler may not make a string.
    unsafe line = Array("\(target), case \(number) of seed \(seed): hung or trapped\n".utf8)
    if number == 0 || number % 512 == 0 {
      for signal in [SIGALRM, SIGILL, SIGTRAP, SIGSEGV, SIGABRT, SIGBUS] {
        Glibc.signal(signal) { _ in
          unsafe Watch.line.withUnsafeBufferPointer { text in
            _ = unsafe write(STDERR_FILENO, text.baseAddress, text.count)
          }
          _exit(1)
        }
      }
    }
    alarm(5)
  }

  static func end() { alarm(0) }
}
