internal import Glibc
internal import HealthSources
internal import IncidentModel

/// What is asked of which source, with its secrets read: the probes of a configuration.
struct HealthPlan: Sendable {
  let configuration: Configuration
  private(set) var probes: [Probe] = []
  /// Probes that cannot be asked, and why: they are unknown, and say so.
  private(set) var refusals: [Refusal] = []

  /// Why a source cannot be used, by its name.
  private(set) var unreadable: [String: String] = [:]
  private var credentials: [String: Credentials] = [:]

  struct Refusal: Sendable {
    var probe: ProbeID
    var reason: String
  }

  init(_ configuration: Configuration) {
    self.configuration = configuration
    for source in configuration.sources {
      do {
        credentials[source.name] = try Self.credentials(of: source)
      } catch {
        unreadable[source.name] = (error as? SecretProblem)?.sentence ?? "\(error)"
      }
    }
    for planned in configuration.plannedProbes {
      if let reason = planned.probe.source.flatMap({ unreadable[$0] }) {
        refusals.append(Refusal(probe: planned.id, reason: reason))
        continue
      }
      do throws(HealthFailure) {
        probes.append(
          try Probe(
            planned, of: configuration, credentials: credentials, environment: Self.kubernetes))
      } catch {
        refusals.append(Refusal(probe: planned.id, reason: error.text))
      }
    }
  }

  /// Whether there is anything to ask.
  var isEmpty: Bool { probes.isEmpty && refusals.isEmpty }

  /// A request to a source, with its secrets.
  ///
  /// - Throws: a ``HealthFailure`` for a source that there is not, or whose secrets cannot be read.
  func request(to name: String, path: String = "") throws(HealthFailure) -> HTTPRequest {
    guard let source = configuration.sources.first(where: { $0.name == name }) else {
      throw .badRequest("there is no source \(name)")
    }
    if let reason = unreadable[name] { throw .badRequest(reason) }
    return HTTPRequest(to: source, path: path, credentials: credentials[name])
  }

  /// The variables that `kubectl` needs to find its clusters.
  private static let kubernetes: [String: String] = ["HOME", "KUBECONFIG", "PATH"].reduce(
    into: [:]
  ) { $0[$1] = environmentVariable($1) }

  // MARK: Secrets

  private struct SecretProblem: Error {
    var sentence: String
  }

  private static func credentials(of source: Configuration.Source) throws -> Credentials? {
    if let token = source.token { return .bearer(try secret(token)) }
    guard let password = source.password else { return nil }
    return .password(user: source.user ?? "", password: try secret(password))
  }

  private static func secret(_ place: Configuration.Secret) throws -> String {
    switch place {
    case .environment(let name):
      guard let value = environmentVariable(name), !value.isEmpty else {
        throw SecretProblem(sentence: "the secret env:\(name) is not set")
      }
      return value
    case .file(let path):
      var status = stat()
      guard unsafe stat(path, &status) == 0 else {
        throw SecretProblem(sentence: "the secret file:\(path) is not there")
      }
      guard status.st_mode & 0o077 == 0 else {
        throw SecretProblem(
          sentence: "the secret file:\(path) can be read by others: chmod 600 it")
      }
      return String(try readText(ofFile: path).trimmingSpaces())
    }
  }
}
