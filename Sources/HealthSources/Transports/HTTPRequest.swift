package import IncidentModel

/// What is asked over HTTP; a value, so that the same probe asks the same each time.
package struct HTTPRequest: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  /// `http://` or `https://`, without a user or password in it.
  package var url: String
  package var method: String
  package var headers: [Header]
  package var body: [UInt8]?
  package var credentials: Credentials?
  /// A file of PEM certificates to trust instead of the system's.
  package var caFile: String?
  /// Whether certificates are not verified; whoever shows the results marks them.
  package var isInsecure: Bool
  package var proxy: Proxy
  /// Redirects followed, 0 to 3, and only on the same host, never from https to http.
  package var redirectLimit: Int
  /// Whether it may go to 169.254.0.0/16, fe80::/10 and fd00:ec2::254.
  package var allowsLinkLocal: Bool

  package struct Header: Hashable, Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  package enum Proxy: Hashable, Sendable {
    /// As `http_proxy`, `https_proxy` and `no_proxy` say.
    case environment
    case none
    case url(String)
  }

  package init(
    url: String, method: String = "GET", headers: [Header] = [], body: [UInt8]? = nil,
    credentials: Credentials? = nil, caFile: String? = nil, isInsecure: Bool = false,
    proxy: Proxy = .environment, redirectLimit: Int = 0, allowsLinkLocal: Bool = false
  ) {
    self.url = url
    self.method = method
    self.headers = headers
    self.body = body
    self.credentials = credentials
    self.caFile = caFile
    self.isInsecure = isInsecure
    self.proxy = proxy
    self.redirectLimit = redirectLimit
    self.allowsLinkLocal = allowsLinkLocal
  }

  /// A request to a source, its secrets already read; `path` comes after that of its URL.
  package init(
    to source: Configuration.Source, path: String = "", credentials: Credentials?
  ) {
    self.init(
      url: source.url, credentials: credentials, caFile: source.ca, isInsecure: source.isInsecure)
    append(path: path)
  }

  /// Puts a path, with its first slash, behind that of the URL.
  mutating func append(path: String) {
    while url.last == "/" { url.removeLast() }
    url += path
  }

  /// Makes it a form that is posted.
  package mutating func post(form: String) {
    post(form, type: "application/x-www-form-urlencoded")
  }

  /// Makes it post a text of a media type.
  mutating func post(_ text: String, type: String) {
    method = "POST"
    headers.append(.init("Content-Type", type))
    body = Array(text.utf8)
  }

  /// What may be printed of it: headers and bodies hold secrets, too.
  package var description: String { "\(method) \(maskingSecrets(in: url))" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }

  /// Why it cannot be sent; nil when it can.
  var problem: HealthFailure? {
    if HTTPLoop.authority(of: url) == nil { return .badRequest("no http or https URL") }
    if Self.hasUserInfo(url) { return .badRequest("a user or password stands in the URL") }
    let parts = headers.flatMap { [$0.name, $0.value] } + [url, method]
    if parts.contains(where: { $0.utf8.contains { $0 < 0x20 || $0 == 0x7F } }) {
      return .badRequest("a control character stands in the URL or in a header")
    }
    return nil
  }

  private static func hasUserInfo(_ url: String) -> Bool {
    guard let slashes = url.firstRange(of: "//") else { return false }
    return url[slashes.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains("@")
  }
}

/// How the program proves to a source who it is; never printed.
package enum Credentials: Hashable, Sendable, CustomStringConvertible, CustomReflectable {
  case password(user: String, password: String)
  case bearer(String)

  package var description: String { "[masked]" }
  package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
