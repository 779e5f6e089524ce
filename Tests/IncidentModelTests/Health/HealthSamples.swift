import IncidentModel

/// Seconds after the moment from which the tests count.
func second(_ seconds: Int64) -> Instant { start.advanced(bySeconds: seconds) }

extension HealthReading {
  init(
    _ status: HealthStatus, _ check: String = "c", at seconds: Int64,
    urgency: HealthUrgency = .page,
    observed: Int64? = nil, output: String = "", isQuiet: Bool = false
  ) {
    self.init(
      check: check, status: status, urgency: urgency, output: output,
      observedAt: observed.map { second($0) }, fetchedAt: second(seconds), isQuiet: isQuiet)
  }
}

extension Configuration.Service {
  /// A service with one probe of ten seconds, in each region where it has some.
  init(
    _ name: String, in regions: [String] = [], capability: String? = nil, tier: Int? = nil,
    dependsOn: [String] = [], members: MemberRule = .worst, probe: Configuration.Probe? = nil
  ) {
    let url = "https://\(name).\(regions.isEmpty ? "all" : "{region}").example"
    self.init(
      name: name, capability: capability, tier: tier, regions: regions, dependsOn: dependsOn,
      members: members, health: [probe ?? Configuration.Probe(name: "http", target: .url(url))])
  }
}

/// A watch and what happens to it, second by second.
struct Shift {
  var watch: HealthWatch

  init(_ services: [Configuration.Service], regions: [Configuration.Region] = []) {
    var configuration = Configuration()
    configuration.services = services
    configuration.regions =
      regions.isEmpty
      ? [
        .init(name: "eu", failoverTo: "us", kind: .activePassive, runbook: "failover"),
        .init(name: "us", failoverTo: "eu"),
      ] : regions
    watch = HealthWatch(configuration, startingAt: start)
  }

  /// One answer with one result for one service.
  mutating func hears(
    _ status: HealthStatus, _ service: String, _ region: String? = nil, at seconds: Int64,
    probe: String = "http", isQuiet: Bool = false
  ) {
    hears(
      [HealthReading(status, at: seconds, output: "\(status)", isQuiet: isQuiet)], service, region,
      at: seconds, probe: probe)
  }

  mutating func hears(
    _ readings: [HealthReading], _ service: String, _ region: String? = nil, at seconds: Int64,
    probe: String = "http"
  ) {
    watch.take(
      ProbeAnswer(.results(readings, freshSeconds: nil), at: second(seconds)),
      from: ProbeID(service: service, region: region, name: probe), at: second(seconds))
  }

  mutating func hearsNothing(
    _ service: String, _ region: String? = nil, at seconds: Int64, probe: String = "http"
  ) {
    watch.take(
      ProbeAnswer(.failure("no answer within 5 s"), at: second(seconds), isSilent: true),
      from: ProbeID(service: service, region: region, name: probe), at: second(seconds))
  }

  func board(_ seconds: Int64) -> HealthBoard { watch.board(at: second(seconds)) }

  func row(_ subject: HealthSubject, _ seconds: Int64) -> HealthRow? { board(seconds).row(subject) }

  func status(_ subject: HealthSubject, _ seconds: Int64) -> HealthStatus? {
    row(subject, seconds)?.status
  }
}
