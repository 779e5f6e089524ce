internal import FoundationEssentials

/// Why a line is not an entry in JSON.
package enum JSONLineError: Error, Hashable, Sendable {
  case notAnObject
  /// Counted in bytes from the start of the line.
  case malformed(at: Int)
  case tooDeep
  case keyTwice(String)
  case missing(String)
  /// The value of a key is of another type or shape than it has to be.
  case wrong(String)
  case newerSchema(found: Int, known: Int)
}

/// An entry as one line of JSON: everything that is stored of it, so that a logbook can be rebuilt.
///
/// Keys stand in a fixed order. The body stands as it is stored, byte for byte, because its hash is
/// part of the chain; a body that is not one JSON object on one line is carried as a string under
/// `bodyText`. Bytes are lower-case hexadecimal.
package struct EntryJSON: Hashable, Sendable {
  /// Who wrote an entry; for a part of the system only the id, `system:NAME`.
  package struct Writer: Hashable, Sendable, Codable {
    package var id: String
    package var handle: String?
    package var name: String?

    package init(id: String, handle: String? = nil, name: String? = nil) {
      self.id = id
      self.handle = handle
      self.name = name
    }
  }

  package static let schema = 1

  package var id: EntryID
  package var incident: IncidentID
  package var happenedAt: Instant
  package var recordedAt: Instant
  package var author: Writer
  package var origin: OriginID
  package var counter: Int64
  package var clock: Int64
  package var kind: String
  /// The stored body; nil when it was erased.
  package var body: String?
  package var salt: [UInt8]?
  package var bodyHash: [UInt8]
  package var chain: [UInt8]

  package init(
    id: EntryID, incident: IncidentID, happenedAt: Instant, recordedAt: Instant, author: Writer,
    origin: OriginID, counter: Int64, clock: Int64, kind: String, body: String?, salt: [UInt8]?,
    bodyHash: [UInt8], chain: [UInt8]
  ) {
    self.id = id
    self.incident = incident
    self.happenedAt = happenedAt
    self.recordedAt = recordedAt
    self.author = author
    self.origin = origin
    self.counter = counter
    self.clock = clock
    self.kind = kind
    self.body = body
    self.salt = salt
    self.bodyHash = bodyHash
    self.chain = chain
  }

  /// The line, without its end.
  package var line: String {
    var members = Self.opening(id, incident, happenedAt, recordedAt, author)
    members += [
      "\"origin\":\"\(origin)\"", "\"counter\":\(counter)", "\"clock\":\(clock)",
      "\"kind\":\(jsonQuoted(kind))",
    ]
    if let body { members.append(Self.member(body: body)) }
    if let salt { members.append("\"salt\":\"\(hexadecimal(salt))\"") }
    members += ["\"bodyHash\":\"\(hexadecimal(bodyHash))\"", "\"chain\":\"\(hexadecimal(chain))\""]
    return "{\(members.joined(separator: ","))}"
  }

  /// The members with which every line of an entry begins.
  fileprivate static func opening(
    _ id: EntryID, _ incident: IncidentID, _ happenedAt: Instant, _ recordedAt: Instant,
    _ author: Writer
  ) -> [String] {
    var writer = ["\"id\":\(jsonQuoted(author.id))"]
    if let handle = author.handle { writer.append("\"handle\":\(jsonQuoted(handle))") }
    if let name = author.name { writer.append("\"name\":\(jsonQuoted(name))") }
    return [
      "\"schema\":\(schema)", "\"id\":\"\(id)\"", "\"incident\":\"\(incident)\"",
      "\"happenedAt\":\"\(happenedAt.rfc3339)\"", "\"recordedAt\":\"\(recordedAt.rfc3339)\"",
      "\"author\":{\(writer.joined(separator: ","))}",
    ]
  }

  fileprivate static func member(body: String) -> String {
    let isPlain =
      JSONSpan.isObjectOnOneLine(body) && !body.unicodeScalars.contains(where: \.isHostileInData)
    return isPlain ? "\"body\":\(body)" : "\"bodyText\":\(jsonQuoted(body))"
  }

  /// Reads a line; keys that are not known are passed over, kinds that are not known are kept.
  ///
  /// - Parameter line: one JSON object.
  /// - Throws: what is wrong with it.
  package init(line: String) throws(JSONLineError) {
    let members = try EntryMembers(line)
    id = try members.value("id")
    incident = try members.value("incident")
    happenedAt = try members.value("happenedAt")
    recordedAt = try members.value("recordedAt")
    author = try members.value("author")
    origin = try members.value("origin")
    counter = try members.value("counter")
    clock = try members.value("clock")
    kind = try members.value("kind")
    body = try members.body()
    salt = try members.bytes("salt")
    guard let bodyHash = try members.bytes("bodyHash") else { throw .missing("bodyHash") }
    guard let chain = try members.bytes("chain") else { throw .missing("chain") }
    self.bodyHash = bodyHash
    self.chain = chain
  }
}

/// An entry that no logbook has taken yet, as one line of JSON.
///
/// It has what ``EntryJSON`` has but what a logbook gives an entry: number, clock and hashes. Taken into a
/// logbook twice it is there once, because of its id.
package struct UnsavedEntryJSON: Hashable, Sendable {
  package var entry: Entry
  package var author: EntryJSON.Writer

  package init(_ entry: Entry, author: EntryJSON.Writer) {
    self.entry = entry
    self.author = author
  }

  /// The line, without its end.
  package var line: String {
    var members = EntryJSON.opening(
      entry.id, entry.incident, entry.happenedAt, entry.recordedAt, author)
    members += ["\"unsaved\":true", "\"kind\":\(jsonQuoted(entry.event.kindName))"]
    members.append(EntryJSON.member(body: entry.event.body))
    return "{\(members.joined(separator: ","))}"
  }

  /// Reads a line.
  ///
  /// - Returns: nil for one that does not say that it is unsaved.
  /// - Throws: what is wrong with it.
  package init?(line: String) throws(JSONLineError) {
    let members = try EntryMembers(line)
    guard try members.optional("unsaved", Bool.self) == true else { return nil }
    let kind: String = try members.value("kind")
    guard let body = try members.body() else { throw .missing("body") }
    author = try members.value("author")
    entry = Entry(
      id: try members.value("id"), incident: try members.value("incident"),
      happenedAt: try members.value("happenedAt"), recordedAt: try members.value("recordedAt"),
      author: Author(stored: author.id),
      event: Event(kind: kind, body: body))
  }
}

/// The members of a line, read one at a time: a body is kept byte for byte.
private struct EntryMembers {
  private let bytes: [UInt8]
  private let spans: [String: Range<Int>]

  init(_ line: String) throws(JSONLineError) {
    bytes = Array(line.utf8)
    spans = try JSONSpan.values(of: bytes)
    let schema: Int = try value("schema")
    if schema > EntryJSON.schema { throw .newerSchema(found: schema, known: EntryJSON.schema) }
  }

  func value<Value: Decodable>(_ key: String) throws(JSONLineError) -> Value {
    guard let value = try optional(key, Value.self) else { throw .missing(key) }
    return value
  }

  func optional<Value: Decodable>(_ key: String, _ type: Value.Type) throws(JSONLineError) -> Value?
  {
    guard let span = spans[key], !bytes[span].elementsEqual("null".utf8) else { return nil }
    guard let value = try? JSONDecoder().decode(type, from: Data(bytes[span])) else {
      throw .wrong(key)
    }
    return value
  }

  func bytes(_ key: String) throws(JSONLineError) -> [UInt8]? {
    guard let text = try optional(key, String.self) else { return nil }
    guard let bytes = hexadecimalBytes(text) else { throw .wrong(key) }
    return bytes
  }

  /// The stored body; nil when it was erased.
  func body() throws(JSONLineError) -> String? {
    guard let span = spans["body"] else { return try optional("bodyText", String.self) }
    if spans["bodyText"] != nil { throw .keyTwice("body") }
    guard bytes[span.lowerBound] == UInt8(ascii: "{") else { throw .wrong("body") }
    return String(decoding: bytes[span], as: UTF8.self)
  }
}

/// Bytes as hexadecimal digits in lower case.
package func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.reduce(into: "") { text, byte in
    text += (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}

/// Reads hexadecimal digits of either case; nil when there are others, or an odd number of them.
package func hexadecimalBytes(_ text: String) -> [UInt8]? {
  let digits = text.utf8.map { Character(Unicode.Scalar($0)).hexDigitValue }
  guard digits.count.isMultiple(of: 2) else { return nil }
  var bytes: [UInt8] = []
  for index in stride(from: 0, to: digits.count, by: 2) {
    guard let high = digits[index], let low = digits[index + 1] else { return nil }
    bytes.append(UInt8(high << 4 | low))
  }
  return bytes
}
