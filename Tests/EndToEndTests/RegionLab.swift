import Glibc
import Testing

/// The two regions of `lab/region.py` and the router before them, for one test.
final class RegionLab {
  private let program: Program
  private let process: BackgroundProcess
  private let ports: [UInt16]

  var east: String { url(0) }
  var router: String { url(2) }

  init(_ program: Program) throws {
    self.program = program
    ports = Self.freePorts(3)
    let script = #filePath.replacing("RegionLab.swift", with: "lab/region.py")
    let output = program.file("region.out")
    process = try BackgroundProcess(
      "/usr/bin/python3", [script] + ports.map { "\($0)" }, output: output)
    try #require(BackgroundProcess.text(of: output) == "ready\n")
  }

  private func url(_ index: Int) -> String { "http://127.0.0.1:\(ports[index])" }

  /// Whether the router leaves a region that is not well by itself.
  func setAutomatic(_ isOn: Bool) throws {
    let curl = try program.spawn(
      "/usr/bin/curl", ["-sS", "-X", "POST", "\(router)/automatic?on=\(isOn ? 1 : 0)"],
      environment: [:])
    try #require(curl.status == 0, "\(curl.messages)")
  }

  /// The status with which the router answers now.
  func status() throws -> String {
    let curl = try program.spawn(
      "/usr/bin/curl", ["-s", "-o", "/dev/null", "-w", "%{http_code}", "\(router)/page"],
      environment: [:])
    return curl.output
  }

  /// Ports that nothing listens on at this moment, each another one.
  private static func freePorts(_ count: Int) -> [UInt16] {
    let sockets = (0..<count).map { _ in Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) }
    defer { for socket in sockets { close(socket) } }
    return sockets.map { socket in
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      unsafe withUnsafeMutablePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          _ = unsafe bind(socket, $0, length)
          _ = unsafe getsockname(socket, $0, &length)
        }
      }
      return UInt16(bigEndian: address.sin_port)
    }
  }
}
