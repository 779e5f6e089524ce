import GRDB

@testable import Logbook

/// A stranger's connection to a logbook, without any of its settings.
enum SQL {
  static func run(_ path: String, _ sql: String) throws {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = false
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  static func number(_ path: String, _ sql: String) throws -> Int64? {
    let queue = try DatabaseQueue(path: path)
    let number = try queue.read { try Int64.fetchOne($0, sql: sql) }
    try queue.close()
    return number
  }
}

/// The same on the logbook's own connection, to put it into a state that is hard to wait for.
extension SQL {
  static func run(_ logbook: Logbook, _ sql: String) throws {
    try logbook.queue.inDatabase { try $0.execute(sql: sql) }
  }

  static func number(_ logbook: Logbook, _ sql: String) throws -> Int64? {
    try logbook.queue.inDatabase { try Int64.fetchOne($0, sql: sql) }
  }
}
