import Testing

@testable import HealthSources

@Suite struct ScheduleTests {
  private func schedule(_ count: Int, seed: UInt64 = 1) -> Schedule {
    Schedule((0..<count).map { ("probe \($0)", 10_000) }, from: 1000, seed: seed)
  }

  @Test func `starts are spread evenly over the interval`() {
    var schedule = schedule(5000)
    var counts: [Int] = []
    for time in stride(from: Int64(2000), through: 10_000, by: 1000) {
      counts.append(schedule.take(at: time).count)
    }
    #expect(counts.reduce(0, +) == 5000)
    #expect(counts.allSatisfy { (450...650).contains($0) })
  }

  @Test func `a probe that is out is not given out again`() {
    var schedule = schedule(1)
    let taken = [50_000, 100_000].map { schedule.take(at: $0).count }
    schedule.finished(0, at: 100_000)
    let later = [100_000, 110_600].map { schedule.take(at: $0).count }
    #expect(taken == [1, 0])
    #expect(later == [0, 1])
  }

  @Test func `places stay, with a little jitter`() {
    var schedule = schedule(1)
    var times: [Int64] = []
    var now: Int64 = 0
    while times.count < 20 {
      now = schedule.nextAt ?? 0
      times += schedule.take(at: now).map(\.dueAt)
      schedule.finished(0, at: now + 40)
    }
    for (round, time) in times.enumerated() {
      #expect((0...510).contains(time - times[0] - Int64(round) * 10_000))
    }
    #expect(Set(times.map { $0 % 10_000 }).count > 5)
  }

  @Test func `hastened it is due at once, and once`() {
    var schedule = schedule(1)
    schedule.hasten(0, at: 1000)
    let taken = [1000, 100_000].map { schedule.take(at: $0).count }
    schedule.hasten(0, at: 100_000)
    let again = schedule.take(at: 100_000).count
    #expect(taken == [1, 0])
    #expect(again == 0)
  }

  @Test func `what was missed is not made up for all at once`() {
    var schedule = schedule(1000)
    schedule.skipMissed(at: 61_000)
    let counts = stride(from: Int64(61_000), to: 72_000, by: 1000).map {
      schedule.take(at: $0).count
    }
    #expect(counts.reduce(0, +) == 1000)
    #expect(counts.allSatisfy { $0 < 150 })
  }

  @Test func `another seed asks at other moments`() {
    #expect(schedule(1, seed: 1).nextAt != schedule(1, seed: 2).nextAt)
  }
}

@Suite struct AdmissionTests {
  @Test func `no more than the limits are in flight`() {
    var admission = Admission(hosts: [0, 0, 0, 1, 1, 2], limit: 4, hostLimit: 2)
    let started = (0..<6).filter { admission.request($0) }
    let next = [0, 3].map { admission.finished($0, hung: false) }
    #expect(started == [0, 1, 3, 4])
    #expect(next == [[2], [5]])
    #expect(admission.inFlight == 4)
  }

  @Test func `probes that hung take only half of a host`() {
    var admission = Admission(hosts: Array(repeating: 0, count: 8), limit: 100, hostLimit: 4)
    let first = (0..<4).filter { admission.request($0) }
    let waiting = first.flatMap { admission.finished($0, hung: true) }
    let suspects = (0..<4).filter { admission.request($0) }
    let others = (4..<8).filter { admission.request($0) }
    let next = [(4, false), (0, true), (5, false), (1, true)].map {
      admission.finished($0.0, hung: $0.1)
    }
    #expect(first == [0, 1, 2, 3])
    #expect(waiting.isEmpty)
    #expect(suspects == [0, 1])
    #expect(others == [4, 5])
    #expect(next == [[6], [7], [2], [3]])
  }

  @Test(arguments: [3, 11, 29]) func `everything that waits starts in the end`(step: Int) {
    var admission = Admission(
      hosts: (0..<300).map { $0 * step % 10 }, limit: 20, hostLimit: 4)
    var running = (0..<300).filter { admission.request($0) }
    var done: Set<Int> = []
    var most = 0
    while let probe = running.popLast() {
      most = max(most, admission.inFlight)
      done.insert(probe)
      running += admission.finished(probe, hung: probe % 7 == 0)
    }
    #expect(done.count == 300)
    #expect(most == 20)
    #expect(admission.inFlight == 0)
  }
}
