import Foundation
import HealthSources
import IncidentModel
import Testing

/// A web server with a certificate that only its own file vouches for.
@Suite struct TLSTests {
  private static let folder = FileManager.default.temporaryDirectory
    .appending(path: "incident-tls-\(UUID())")

  private static let server = Result {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let made = try ServerProcess([
      "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
      "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
      "-keyout", "\(folder.path)/key.pem", "-out", "\(folder.path)/cert.pem",
    ])
    // Its output ends when it does.
    _ = made.line()
    let both =
      try String(contentsOf: folder.appending(path: "key.pem"), encoding: .utf8)
      + String(contentsOf: folder.appending(path: "cert.pem"), encoding: .utf8)
    try both.write(to: folder.appending(path: "both.pem"), atomically: true, encoding: .utf8)
    return try ServerProcess([
      "python3", "-u", "-c", LoopbackServer.program, "\(folder.path)/both.pem",
    ])
  }

  private static let port = Result { try server.get().line() }

  private func request(_ host: String = "localhost") throws -> HTTPRequest {
    HTTPRequest(url: "https://\(host):\(try Self.port.get())/ok", proxy: .none)
  }

  @Test func `a certificate that nobody vouches for is not trusted`() async throws {
    let result = try await ask("http", request())
    guard case .failure(.untrusted(let reason)) = result.outcome else {
      Issue.record("taken: \(result.outcome)")
      return
    }
    #expect(reason.contains("certificate"))
    #expect(!result.isSilent)
  }

  @Test func `with its file it is trusted, for its name only`() async throws {
    var request = try request()
    request.caFile = "\(Self.folder.path)/cert.pem"
    let result = try await ask("ft", request)
    #expect(try lines(result) == ["a: ok 1 "])
    #expect(!result.isInsecure)
    request.url = try self.request("127.0.0.1").url
    guard case .failure(.untrusted) = try await ask("ft", request).outcome else {
      Issue.record("another name was taken")
      return
    }
  }

  @Test func `unverified it is read and marked`() async throws {
    var request = try request("127.0.0.1")
    request.isInsecure = true
    let result = try await ask("ft", request)
    #expect(try lines(result) == ["a: ok 1 "])
    #expect(result.isInsecure)
  }

  @Test func `a port that speaks no TLS is not trusted`() async throws {
    let plain = HTTPRequest(url: "https://127.0.0.1:\(LoopbackServer.port)/ok", proxy: .none)
    guard case .failure(.untrusted) = try await ask("ft", plain).outcome else {
      Issue.record("taken")
      return
    }
  }
}
