internal import GRDB

extension Logbook {
  /// Looks at everything: the file, the chains, the bodies, and all that is derived.
  ///
  /// Takes long on a large logbook; never part of opening one.
  package func check() throws -> [LogbookFinding] {
    []
  }
}
