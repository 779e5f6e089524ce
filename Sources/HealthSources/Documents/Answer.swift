package import IncidentModel

/// What a health source answered, before it is understood.
package struct Answer: Sendable {
  /// The HTTP status, 100 to 599; of a command the exit status, or 128 + N after signal N; 0 when
  /// there is none, as of a TCP connection.
  package var status: Int
  /// Header fields by name in lower case; of several with one name the last is kept.
  package var headers: [String: String]
  /// At most the limit of the format.
  package var body: [UInt8]
  /// Whether a command wrote more than was kept.
  package var isCut: Bool
  /// What a command wrote to stderr, at most 64 KiB.
  package var errorOutput: [UInt8]
  /// The body of the companion request, such as the silences beside the alerts; nil without one.
  package var companion: [UInt8]?
  /// From the start to the last byte.
  package var milliseconds: Int64
  /// When it was complete.
  package var fetchedAt: Instant

  package init(
    status: Int, headers: [String: String] = [:], body: [UInt8] = [], isCut: Bool = false,
    errorOutput: [UInt8] = [], companion: [UInt8]? = nil, milliseconds: Int64 = 0,
    fetchedAt: Instant
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isCut = isCut
    self.errorOutput = errorOutput
    self.companion = companion
    self.milliseconds = milliseconds
    self.fetchedAt = fetchedAt
  }

  /// Whether the HTTP status says success.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The body as text; bytes that are not UTF-8 are replaced.
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a JSON document.
  ///
  /// When it is none, a status that is no success is the better reason.
  func json() throws(HealthFailure) -> JSONValue {
    do {
      return try JSONReader.value(of: body)
    } catch {
      throw isSuccess || status == 0 ? error : .httpStatus(status)
    }
  }
}
