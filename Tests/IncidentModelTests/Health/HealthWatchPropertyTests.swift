import TestSupport
import Testing

@testable import IncidentModel

/// What holds whatever happens, for histories that are made up from a seed.
@Suite struct HealthWatchPropertyTests {
  /// A watch after a few hundred answers, failures and pauses, and the moment it has come to;
  /// `isPlain`: every probe is required and always has something to measure.
  private func history(
    _ seed: UInt64, isPlain: Bool = false
  ) -> (watch: HealthWatch, now: Int64) {
    var random = SeededGenerator(seed: seed)
    let rules: [MemberRule] = [.worst, .any, .quorum(2, of: 3)]
    var shift = Shift(
      (0..<6).map { index in
        var service = Configuration.Service(
          "s\(index)", in: index % 3 == 0 ? [] : ["eu", "us"], capability: "c\(index % 2)",
          dependsOn: index > 0 ? ["s\(index - 1)"] : [], members: rules[index % 3])
        service.health.append(
          Configuration.Probe(
            name: "all", target: .url("https://x.example"), isRequired: isPlain || index % 2 == 0,
            expect: index == 1 ? ExpectedResults(names: ["x", "y"], within: 40) : nil,
            traffic: .synthetic))
        return service
      })
    var time: Int64 = 0
    for _ in 0..<300 {
      time += Int64.random(in: 0...4, using: &random)
      if Int.random(in: 0..<40, using: &random) == 0 { time += 60 }
      let id = shift.watch.probes[Int.random(in: shift.watch.probes.indices, using: &random)]
      let status = HealthStatus.allCases[Int.random(in: 0..<5, using: &random)]
      let names = ["x", "y", "z"].prefix(Int.random(in: 0...3, using: &random))
      switch Int.random(in: 0..<12, using: &random) {
      case 0: shift.hearsNothing(id.service, id.region, at: time, probe: id.name)
      case 1:
        _ = shift.watch.acknowledge(
          .service(id.service), by: .person(ana), because: "", for: 30, at: second(time))
      case 2: shift.watch.advance(to: second(time))
      default:
        let isQuiet = !isPlain && Bool.random(using: &random)
        let readings = names.map {
          HealthReading($0 == "x" ? status : .ok, $0, at: time, isQuiet: isQuiet)
        }
        shift.hears(readings, id.service, id.region, at: time, probe: id.name)
      }
    }
    shift.watch.advance(to: second(time))
    return (shift.watch, time)
  }

  private func statuses(_ board: HealthBoard) -> [HealthSubject: HealthStatus] {
    Dictionary(uniqueKeysWithValues: board.rows.map { ($0.subject, $0.status) })
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `what is worked in step by step is what is worked out anew`(_ seed: UInt64) {
    let (watch, now) = history(seed)
    var anew = watch
    anew.settleEverything(at: second(now))
    #expect(statuses(watch.board(at: second(now))) == statuses(anew.board(at: second(now))))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `time worked in at once is time worked in bit by bit`(_ seed: UInt64) {
    let (watch, now) = history(seed)
    var slow = watch
    for time in now...(now + 200) { slow.advance(to: second(time)) }
    let (left, right) = (slow.board(at: second(now + 200)), watch.board(at: second(now + 200)))
    #expect(statuses(left) == statuses(right))
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func `nothing is ok that has something unknown, and what is ok wakes nobody`(_ seed: UInt64) {
    let (watch, now) = history(seed, isPlain: true)
    let board = watch.board(at: second(now))
    for row in board.rows {
      #expect(row.status != .ok || row.urgency == nil)
      #expect(row.status.isBad || !row.wakes)
      #expect(row.since <= second(now))
      if row.status == .ok { #expect(row.members.unknown == 0, "\(row.subject)") }
    }
    let worse = zip(board.rows, board.rows.dropFirst()).filter { $0.status.rank < $1.status.rank }
    #expect(worse.isEmpty)
  }

  @Test(arguments: 0..<10 as Range<UInt64>)
  func `when nothing is heard any more nothing is ok`(_ seed: UInt64) {
    let (watch, now) = history(seed)
    let board = watch.board(at: second(now + 1000))
    #expect(board.rows.allSatisfy { [.unknown, .critical].contains($0.status) })
    #expect(board.rows.allSatisfy { $0.acknowledgement == nil })
  }

  @Test func `a clock that is set back stops nothing`() {
    var shift = Shift([.init("a")])
    shift.hears(.ok, "a", at: 4000)
    for time: Int64 in [0, 10] { shift.hears(.critical, "a", at: time) }
    #expect(shift.status(.service("a"), 10) == .critical)
  }
}
