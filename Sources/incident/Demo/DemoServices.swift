internal import Glibc
internal import IncidentModel
internal import IncidentTUI
internal import Synchronization

/// The services of the demo: two regions that answer on loopback how they do, and can be broken.
///
/// A small server of HTTP/1.0, for the one client there is: this program's own poller.
final class DemoServices: Sendable {
  /// How a service does in a region.
  struct Condition: Sendable {
    /// 1 is critical, 2 a warning; nil when all is well.
    var severity: Int?
    var output: String
  }

  let port: UInt16
  private let listener: Int32
  private let conditions = Mutex<[String: Condition]>([:])
  private let traffic: Mutex<DemoTraffic>
  private let wakeup = Wakeup()
  private let clock: @Sendable () -> Instant

  /// Listens on a free port of 127.0.0.1.
  ///
  /// - Throws: ``Failure/cannotRun(_:code:)`` when there is none.
  init(clock: @escaping @Sendable () -> Instant) throws {
    self.clock = clock
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard listener >= 0 else { throw Failure.cannotRun("the demo's services", code: errno) }
    _ = fcntl(listener, F_SETFD, FD_CLOEXEC)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isListening = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        unsafe bind(listener, pointer, length) == 0 && listen(listener, 64) == 0
          && getsockname(listener, pointer, &length) == 0
      }
    }
    guard isListening else {
      let code = errno
      close(listener)
      throw Failure.cannotRun("the demo's services", code: code)
    }
    port = UInt16(bigEndian: address.sin_port)
    self.listener = listener
    traffic = Mutex(DemoTraffic(regions: DemoScript.regions, at: clock().seconds))
  }

  deinit { close(listener) }

  /// Begins to answer.
  func start() { inBackground { [self] in serve() } }

  func stop() { wakeup.signal() }

  /// Changes how a service does in a region from now on.
  func set(_ service: String, in region: String, _ condition: Condition) {
    conditions.withLock { $0["\(service)/\(region)"] = condition }
    // What reaches the database of a region copies its data.
    guard service == DemoScript.gateway else { return }
    let isBehind = condition.severity == 1
    traffic.withLock { $0.setBehind(isBehind, region, at: clock().seconds) }
  }

  /// What the steps of runbooks get: where the traffic manager answers.
  var environment: [String: String] { ["TRAFFIC_API": "http://127.0.0.1:\(port)/traffic"] }

  /// How a region does, by the worst of its services.
  private func condition(of region: String) -> String {
    let all = conditions.withLock { conditions in
      conditions.filter { $0.key.hasSuffix("/\(region)") && $0.value.severity != nil }
    }
    guard
      let worst = all.min(by: {
        ($0.value.severity ?? 9, $0.key) < ($1.value.severity ?? 9, $1.key)
      })
    else {
      return "ok all requests are answered"
    }
    let service = worst.key.split(separator: "/").first ?? ""
    return "\(worst.value.severity == 1 ? "critical" : "warning") \(service): \(worst.value.output)"
  }

  /// What is watched of them.
  var configuration: Configuration {
    var configuration = Configuration()
    configuration.regions = [
      Configuration.Region(
        name: "eu", failoverTo: "us", kind: .activeActive, runbook: DemoScript.runbook),
      Configuration.Region(
        name: "us", failoverTo: "eu", kind: .activeActive, runbook: DemoScript.runbook),
    ]
    configuration.services = DemoScript.services.map { service in
      Configuration.Service(
        name: service.name, capability: service.capability, tier: service.tier,
        regions: DemoScript.regions, owner: service.owner, dependsOn: service.dependsOn,
        health: [
          Configuration.Probe(
            name: "health",
            target: .url("http://127.0.0.1:\(port)/\(service.name)/{region}/__health"),
            rules: CheckRules(every: 2, timeout: 1))
        ])
    }
    return configuration
  }

  // MARK: Answering

  private func serve() {
    while true {
      var waiting = [
        pollfd(fd: listener, events: Int16(POLLIN), revents: 0),
        pollfd(fd: wakeup.descriptor, events: Int16(POLLIN), revents: 0),
      ]
      _ = unsafe poll(&waiting, 2, -1)
      if waiting[1].revents != 0 { return }
      let client = accept(listener, nil, nil)
      guard client >= 0 else { continue }
      answer(client)
      close(client)
    }
  }

  private func answer(_ client: Int32) {
    var patience = timeval(tv_sec: 1, tv_usec: 0)
    unsafe setsockopt(
      client, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(client, &buffer, buffer.count, 0)
    guard count > 0 else { return }
    let request = String(decoding: buffer[..<count], as: UTF8.self)
    let words = request.split(separator: " ", maxSplits: 2).map(String.init)
    let parts = words.dropFirst().first?.split(separator: "/").map(String.init) ?? []
    var (body, type, status): (String?, String, String) = (nil, "application/json", "200 OK")
    if parts.first == "traffic" {
      type = "text/plain"
      let sent = request.firstRange(of: "\r\n\r\n").map { String(request[$0.upperBound...]) } ?? ""
      body = traffic.withLock {
        $0.answer(
          words[0], Array(parts.dropFirst()), body: sent, at: clock().seconds,
          condition: condition(of:))
      }
      if body == nil { status = "404 Not Found" }
    } else if parts.count == 3 {
      body = document(parts[0], parts[1])
    }
    let text = body ?? "{}"
    let head =
      "HTTP/1.0 \(status)\r\nContent-Type: \(type)\r\nContent-Length: \(text.utf8.count)\r\n\r\n"
    let bytes = Array((head + text).utf8)
    _ = unsafe send(client, bytes, bytes.count, Int32(MSG_NOSIGNAL))
  }

  /// The health of a service as an FT `__health` document.
  private func document(_ service: String, _ region: String) -> String {
    let condition = conditions.withLock { $0["\(service)/\(region)"] }
    let isOK = condition?.severity == nil
    let known = DemoScript.services.first { $0.name == service }
    return JSON.object([
      "schemaVersion": .number(1), "systemCode": .string(service), "name": .string(service),
      "checks": .array([
        .object([
          "id": .string("requests"), "name": .string("requests are answered"), "ok": .bool(isOK),
          "severity": .number(Int64(condition?.severity ?? 1)),
          "checkOutput": .string(condition?.output ?? "all requests are answered"),
          "businessImpact": .string(known?.impact ?? ""),
          "panicGuide": .string(known?.guide ?? ""), "lastUpdated": .string(clock().rfc3339),
        ])
      ]),
    ]).text(isPretty: false)
  }
}
