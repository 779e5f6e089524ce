internal import IncidentModel

/// Why nothing can be said or done about health.
enum HealthRefusal: Error {
  /// No configuration, or none with a service that has a health check; the file in use.
  case nothingWatched(path: String?)
  /// What was typed, the noun for it, the name it was most likely meant to be, and those there are.
  case unknownName(String, noun: String, nearest: String?, known: [String])
  /// No health check of the configuration is about it.
  case notWatched(HealthSubject)
  /// Nobody has to have it in hand: its status.
  case nothingWrong(HealthSubject, HealthStatus)
  case spanOutOfRange(Int64)
  case noObjectives(path: String?)
  case noAlertmanager
  /// What Alertmanager answered to a silence.
  case noSilence(source: String, reason: String)
}
