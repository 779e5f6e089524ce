internal import CHTTP
internal import Glibc
internal import IncidentModel

/// libcurl's multi interface: many requests at once on one thread.
///
/// All but ``Waker`` must be called from one thread. Ends every transfer when it goes.
@safe struct HTTPLoop: ~Copyable {
  /// Ends a wait from another thread; may outlive the loop.
  final class Waker: Sendable {
    private let descriptor: Int32

    fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

    deinit { close(descriptor) }

    func wake() {
      var once: UInt64 = 1
      _ = unsafe write(descriptor, &once, 8)
    }
  }

  /// What a failure says of the target of a request.
  struct Target {
    let host: String
    let milliseconds: Int64
    let bodyLimit: Int
  }

  /// What came of one transfer.
  struct Outcome {
    let tag: UInt64
    let answer: Result<Answer, HealthFailure>
    /// Where the answer redirects to.
    let location: String?
  }

  let waker: Waker
  private let loop: OpaquePointer

  /// Opens it, or gives nil when there is no memory or descriptor for it.
  ///
  /// - Parameter connectionLimit: how many idle connections are kept.
  init?(connectionLimit: Int) {
    guard let loop = unsafe ch_open(Int64(connectionLimit)) else { return nil }
    unsafe self.loop = loop
    waker = unsafe Waker(ch_waker(loop))
  }

  deinit {
    unsafe ch_close(loop)
  }

  /// Starts a request; ``next(at:)`` gives what came of it.
  func start(
    _ request: HTTPRequest, tag: UInt64, milliseconds: Int64, bodyLimit: Int
  ) throws(HealthFailure) {
    if let problem = request.problem { throw problem }
    guard let transfer = unsafe ch_new(request.url, tag, max(1, milliseconds), bodyLimit) else {
      throw .badRequest("out of memory")
    }
    if request.method != "GET" { unsafe ch_set_method(transfer, request.method) }
    for header in request.headers {
      unsafe ch_add_header(transfer, "\(header.name): \(header.value)")
    }
    if let body = request.body {
      unsafe body.withUnsafeBufferPointer {
        unsafe ch_set_body(transfer, $0.baseAddress, $0.count)
      }
    }
    switch request.credentials {
    case .password(let user, let password)?: unsafe ch_set_password(transfer, user, password)
    case .bearer(let token)?: unsafe ch_set_bearer(transfer, token)
    case nil: break
    }
    if let file = request.caFile { unsafe ch_set_ca_file(transfer, file) }
    switch request.proxy {
    case .environment: break
    case .none: unsafe ch_set_proxy(transfer, "")
    case .url(let url): unsafe ch_set_proxy(transfer, url)
    }
    if request.isInsecure { unsafe ch_allow_insecure(transfer) }
    if request.allowsLinkLocal { unsafe ch_allow_link_local(transfer) }
    unsafe ch_start(loop, transfer)
  }

  /// Connects to a port and does no more.
  func connect(
    host: String, port: UInt16, tag: UInt64, milliseconds: Int64, allowsLinkLocal: Bool
  ) throws(HealthFailure) {
    let request = HTTPRequest(url: "http://\(host):\(port)")
    if let problem = request.problem { throw problem }
    guard let transfer = unsafe ch_new(request.url, tag, max(1, milliseconds), 0) else {
      throw .badRequest("out of memory")
    }
    unsafe ch_connect_only(transfer)
    if allowsLinkLocal { unsafe ch_allow_link_local(transfer) }
    unsafe ch_start(loop, transfer)
  }

  /// Does what there is to do, and waits for it so long at most.
  func wait(milliseconds: Int64) { unsafe ch_wait(loop, max(0, milliseconds)) }

  /// Takes a request that has ended.
  ///
  /// `target` gives the target of a tag, for a failure.
  func next(at now: Instant, target: (UInt64) -> Target) -> Outcome? {
    var result = unsafe ch_result()
    guard unsafe ch_next(loop, &result) else { return nil }
    defer { unsafe ch_free(result.transfer) }
    let tag = unsafe result.tag
    if let failure = unsafe Self.failure(result, target) {
      return Outcome(tag: tag, answer: .failure(failure), location: nil)
    }
    let body = unsafe [UInt8](UnsafeBufferPointer(start: result.body, count: result.body_count))
    let headers = unsafe [UInt8](
      UnsafeBufferPointer(start: result.headers, count: result.header_count))
    let answer = unsafe Answer(
      status: Int(result.status), headers: Self.headers(headers), body: body,
      milliseconds: result.milliseconds, fetchedAt: now)
    let location: String? = unsafe result.location.map { unsafe String(cString: $0) }
    return Outcome(tag: tag, answer: .success(answer), location: location)
  }

  private static func failure(
    _ result: ch_result, _ target: (UInt64) -> Target
  ) -> HealthFailure? {
    if unsafe result.outcome == CH_ANSWERED.rawValue { return nil }
    let target = unsafe target(result.tag)
    let message = unsafe result.message.map { unsafe String(cString: $0) } ?? ""
    switch unsafe UInt32(result.outcome) {
    case CH_REFUSED.rawValue: return .refused(host: target.host)
    case CH_UNREACHABLE.rawValue:
      return unsafe .unreachable(host: target.host, errno: result.error_number)
    case CH_NOT_RESOLVED.rawValue: return .notResolved(host: target.host)
    case CH_TIMED_OUT.rawValue: return .timedOut(milliseconds: target.milliseconds)
    case CH_UNTRUSTED.rawValue: return .untrusted(message)
    case CH_BLOCKED.rawValue: return .blockedAddress(host: target.host)
    case CH_TOO_LARGE.rawValue: return .tooLarge(limit: target.bodyLimit)
    case CH_BAD_REQUEST.rawValue: return .badRequest(message)
    default: return .brokenOff(message)
    }
  }

  /// Header fields by lower-case name; only those that some format reads.
  private static func headers(_ bytes: [UInt8]) -> [String: String] {
    var headers: [String: String] = [:]
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      guard let colon = line.firstIndex(of: 0x3A) else { continue }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard kept.contains(name) else { continue }
      headers[name] = String(decoding: line[(colon + 1)...].drop { $0 == 0x20 }, as: UTF8.self)
    }
    return headers
  }

  private static let kept: Set<String> = ["age", "cache-control", "content-type", "date"]

  /// Whether a redirect stays on its host and port, and does not fall from https to http.
  static func isSameHost(_ from: String, _ to: String) -> Bool { unsafe ch_is_same_host(from, to) }

  /// Host and port of a URL; nil for one that is neither http nor https.
  static func authority(of url: String) -> String? {
    var text = [CChar](repeating: 0, count: 300)
    guard unsafe ch_authority(url, &text, text.count) else { return nil }
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
