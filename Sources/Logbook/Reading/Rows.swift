internal import FoundationEssentials
internal import GRDB
internal import IncidentModel

extension Identifier {
  /// The form it is stored in.
  var data: Data { unsafe withUnsafeBytes(of: bits.bigEndian) { unsafe Data($0) } }
}

/// Reading columns that a damaged file may have turned into something else.
extension Row {
  private func value(_ index: Int) -> DatabaseValue.Storage {
    (self[index] as DatabaseValue).storage
  }

  private func damaged(_ index: Int, _ wanted: String) -> LogbookError {
    .corrupt(path: "", detail: "column \(index) is not \(wanted)")
  }

  func integer(_ index: Int) throws -> Int64 {
    guard case .int64(let number) = value(index) else { throw damaged(index, "a number") }
    return number
  }

  func text(_ index: Int) throws -> String {
    guard case .string(let text) = value(index) else { throw damaged(index, "text") }
    return text
  }

  func optionalText(_ index: Int) throws -> String? {
    if case .null = value(index) { return nil }
    return try text(index)
  }

  func bytes(_ index: Int) throws -> [UInt8] {
    guard case .blob(let data) = value(index) else { throw damaged(index, "bytes") }
    return [UInt8](data)
  }

  func optionalBytes(_ index: Int) throws -> [UInt8]? {
    if case .null = value(index) { return nil }
    return try bytes(index)
  }

  func identifier<ID: Identifier>(_ index: Int, as type: ID.Type = ID.self) throws -> ID {
    guard case .blob(let data) = value(index), data.count == 16 else {
      throw damaged(index, "an id")
    }
    // Ids are most of what a page of lines reads.
    let bits = unsafe data.withUnsafeBytes { unsafe $0.loadUnaligned(as: UInt128.self) }
    return ID(bits: UInt128(bigEndian: bits))
  }
}

extension Database {
  /// Runs a statement, prepared once for the life of the connection.
  func run(_ sql: String, _ arguments: StatementArguments = []) throws {
    try cachedStatement(sql: sql).execute(arguments: arguments)
  }

  /// Every row of a query, turned into a value while the cursor stands on it.
  func all<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> Value
  ) throws -> [Value] {
    var values: [Value] = []
    let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    while let row = try rows.next() { values.append(try value(row)) }
    return values
  }

  func one<Value>(
    _ sql: String, _ arguments: StatementArguments = [], _ value: (Row) throws -> Value
  ) throws -> Value? {
    let rows = try Row.fetchCursor(cachedStatement(sql: sql), arguments: arguments)
    return try rows.next().map(value)
  }
}
