extension Configuration {
  /// What holds for every health check that says nothing else.
  package struct Health: Hashable, Sendable {
    package var rules = CheckRules()
    /// When people are at work; nil when every hour is alike.
    package var officeHours: OfficeHours?

    package init() {}
  }

  /// Something that is asked again and again how a service does.
  package struct Probe: Hashable, Sendable {
    /// Unique within its service.
    package var name: String
    package var target: Target
    /// How the answer is read: `auto` or the name of a format.
    package var format: String
    package var rules: CheckRules
    /// Whether anything it finds wakes somebody; nil for what the answer says.
    package var urgency: HealthUrgency?
    /// Whether the service is unknown while this is.
    package var isRequired: Bool
    /// How the results of one answer make one.
    package var members: MemberRule
    package var expect: ExpectedResults?
    /// Whose traffic it measures; nil when it measures none.
    package var traffic: Traffic?
    /// The source whose address or credentials are used.
    package var source: String?

    package init(
      name: String, target: Target, format: String = "auto", rules: CheckRules = .standard,
      urgency: HealthUrgency? = nil, isRequired: Bool = true, members: MemberRule = .worst,
      expect: ExpectedResults? = nil, traffic: Traffic? = nil, source: String? = nil
    ) {
      self.name = name
      self.target = target
      self.format = format
      self.rules = rules
      self.urgency = urgency
      self.isRequired = isRequired
      self.members = members
      self.expect = expect
      self.traffic = traffic
      self.source = source
    }

    /// Whose requests are counted: without any of customers, synthetic ones tell quiet from dead.
    package enum Traffic: String, CaseIterable, Hashable, Sendable {
      case organic
      case synthetic
    }
  }

  /// How a system is reached that is asked about many services.
  package struct Source: Hashable, Sendable {
    package var name: String
    package var url: String
    package var user: String?
    package var password: Secret?
    /// Sent as a bearer token.
    package var token: Secret?
    /// The file of the certificates to trust instead of the system's.
    package var ca: String?
    /// Whether certificates are not verified; everything from there is marked.
    package var isInsecure: Bool

    package init(
      name: String, url: String, user: String? = nil, password: Secret? = nil,
      token: Secret? = nil, ca: String? = nil, isInsecure: Bool = false
    ) {
      self.name = name
      self.url = url
      self.user = user
      self.password = password
      self.token = token
      self.ca = ca
      self.isInsecure = isInsecure
    }
  }

  /// Where a secret is; never the secret.
  package enum Secret: Hashable, Sendable {
    case environment(String)
    case file(String)

    /// Reads `env:NAME` or `file:PATH`.
    package init?(_ text: String) {
      if text.hasPrefix("env:") {
        self = .environment(String(text.dropFirst(4)))
      } else if text.hasPrefix("file:") {
        self = .file(String(text.dropFirst(5)))
      } else {
        return nil
      }
    }
  }

  /// How the JSON of a system that no built-in format fits is read.
  package struct Format: Hashable, Sendable {
    package var name: String
    /// The format whose paths hold where nothing else is said.
    package var like: String?
    /// Where each part is found.
    package var paths: [Part: String]
    /// What the words of the system mean.
    package var words: [String: HealthStatus]

    package init(
      name: String, like: String? = nil, paths: [Part: String] = [:],
      words: [String: HealthStatus] = [:]
    ) {
      self.name = name
      self.like = like
      self.paths = paths
      self.words = words
    }

    /// A part of a reading; the raw value is the key in the configuration.
    package enum Part: String, CaseIterable, Hashable, Sendable {
      /// The list of checks, from the root; the other paths start at one of them.
      case checks
      case check
      case status
      case urgency
      /// The status of the whole, from the root, where the checks do not account for it.
      case whole
      case output
      /// What is said only of what is not ok.
      case trouble
      case observedAt = "observed_at"
      case since
      case impact
      case guide
      case acknowledgement
    }
  }
}
