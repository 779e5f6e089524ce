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
