internal import ArgumentParser
internal import Glibc
internal import IncidentModel
internal import Logbook

/// What one run of the program works with: the logbook, the clock, the zone, who writes, and where
/// results go.
struct Session {
  let book: Logbook
  let options: GlobalOptions
  let zone: Zone
  let output: Output
  let configuration: Configuration
  /// The file that the configuration comes from; nil for the built-in defaults.
  let configurationFile: ConfigurationFile?
  /// The login name, under which `use` remembers a choice.
  let login: String
  /// The handle of whoever writes.
  let author: String
  /// Where entries are kept that the logbook does not take.
  let unsaved: UnsavedFile

  init(_ options: GlobalOptions, makesLogbook: Bool) throws {
    self.options = options
    output = Output()
    zone = try options.chosenZone()
    configurationFile = ConfigurationFile.find(given: options.config)
    configuration = try configurationFile?.read() ?? Configuration()
    login = Self.loginName()
    author = try Self.authorName(options, login: login)
    let path = options.logbookPath()
    if !fileExists(path) {
      // A folder that cannot be entered is not one in which there is nothing.
      if errno == EACCES { throw Failure.noInput(path: path, code: EACCES) }
      if !makesLogbook { throw Failure.noLogbook(path: path) }
    }
    book = try Logbook(
      opening: path, policies: configuration.severities,
      secrets: options.keepSecrets ? nil : SecretMask(patterns: configuration.redact))
    unsaved = UnsavedFile(logbook: path)
    if let warning = Self.warning(ofPlace: path) { output.message("incident: \(warning)") }
  }

  /// What is dangerous about where a logbook lies.
  static func warning(ofPlace path: String) -> String? {
    FileSystem.networkName(of: path).map { name in
      "warning: \(visible(path)) lies on \(name), where locks may not hold: use it from one machine alone, or move it to a local disk"
    }
  }

  /// The machine's clock.
  static let clock: @Sendable () -> Instant = {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  var now: Instant { Self.clock() }

  private static func loginName() -> String {
    if let entry = unsafe getpwuid(getuid()), let name = unsafe entry.pointee.pw_name {
      return unsafe String(cString: name)
    }
    return environmentVariable("LOGNAME") ?? environmentVariable("USER") ?? "uid-\(getuid())"
  }

  private static func authorName(_ options: GlobalOptions, login: String) throws -> String {
    for (name, source) in [
      (options.by, "--by"), (environmentVariable("INCIDENT_USER"), "INCIDENT_USER"),
    ] {
      guard let name, !name.isEmpty else { continue }
      guard People.isHandle(name) else { throw Failure.badName(name, from: source) }
      return name
    }
    return handle(fromLogin: login)
  }

  /// A login name as a handle: what a handle cannot hold becomes a hyphen.
  static func handle(fromLogin login: String) -> String {
    let mapped = login.map { letter in
      letter.isLetter || letter.isNumber || "._-".contains(letter) ? letter : "-"
    }
    let handle = String(mapped.drop { !($0.isLetter || $0.isNumber) }.prefix(40))
    return People.isHandle(handle) ? handle : "someone"
  }

  // MARK: Time

  /// The moment a person typed; now when nothing was.
  func instant(_ text: String?, allowFuture: Bool = false) throws -> Instant? {
    guard let text else { return nil }
    return try parseTime(text, now: now, zone: zone, allowFuture: allowFuture)
  }

  /// The moment from which on things are wanted; a date alone is its midnight.
  func since(_ text: String?) throws -> Instant? {
    guard let text else { return nil }
    let isDate = text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
    return try instant(isDate ? "\(text) 00:00" : text)
  }

  /// A time to come: a duration from now, or a time, of which a bare clock time is the next one.
  func deadline(_ text: String?) throws -> Instant? {
    guard let text else { return nil }
    let now = now
    if let seconds = try? parseDuration(text) { return now.advanced(bySeconds: seconds) }
    let time = try parseTime(text, now: now, zone: zone, allowFuture: true)
    guard time < now, text.wholeMatch(of: /\d{1,2}:\d\d(?::\d\d)?/) != nil else { return time }
    let tomorrow = zone.civil(now.advanced(bySeconds: 86_400)).dateText
    return try parseTime("\(tomorrow) \(text)", now: now, zone: zone, allowFuture: true)
  }

  // MARK: Writing

  /// Writes in one transaction as the author; a person new to the logbook is made in it as well.
  ///
  /// What the logbook does not take is kept outside of it.
  ///
  /// - Throws: what `body` throws, a ``LogbookError``, or ``Failure/notSaved(_:kept:count:)``.
  func write<Result>(_ body: (inout Writer, Author) throws -> Result) throws -> Result {
    func work(_ writer: inout Writer) throws -> Result {
      for member in configuration.people {
        try writer.know(handle: member.handle, name: member.name)
      }
      let author = Author.person(try writer.person(handle: author))
      return try body(&writer, author)
    }
    defer {
      if book.takeUsedReserve() { output.message("incident: warning: \(Self.fullDisk)") }
    }
    return try book.write(keepingIn: unsaved, work)
  }

  /// What is said when the reserve had to be given up.
  static let fullDisk =
    "the disk is full; the reserve of the logbook is in use, enough for some thousand entries: free space"

  /// Performs a command on the incident that is meant, and says what was saved.
  func perform(
    at moment: MomentOptions? = nil, _ command: (inout Writer) throws -> Command
  ) throws {
    let incident = try incident()
    let now = now
    let allowsFuture = moment?.future ?? false
    let at = try instant(moment?.at, allowFuture: allowsFuture)
    let entries = try write { writer, author in
      let occasion = Occasion(author: author, now: now, at: at, allowsFuture: allowsFuture)
      return try writer.perform(command(&writer), on: incident.id, occasion)
    }
    try confirm(entries, in: incident)
  }

  /// Says which entries were saved, with the ids by which they can be named.
  func confirm(_ entries: [Entry], in incident: IncidentSummary) throws {
    tellMasked(entries.count { $0.event.body.contains(SecretMask.sign) })
    if options.json {
      let people = try book.people()
      try output.document([
        "incident": .string(incident.ref),
        "entries": .array(entries.map { TimelineLine($0).json(people) }),
      ])
      return
    }
    for entry in entries {
      try output.line(
        "saved \(entry.id.shortText) \(clockTime(entry.happenedAt)) \(visible(entry.event.kindName))"
      )
    }
  }

  /// Says what an erasure has not reached, of what can be known.
  func warnOfCopies() {
    for file in UnsavedFolder.leftBehind(for: book.path) {
      output.message(
        "incident: warning: \(visible(file)) was kept on a bad disk and may still hold it: take it in, then remove it"
      )
    }
    for copy in book.copiesBeforeRestores {
      output.message(
        "incident: warning: \(visible(copy)) is from before a restore and still holds it")
    }
  }

  /// Says that something was masked on its way to the disk.
  func tellMasked(_ count: Int) {
    guard count > 0, !options.keepSecrets else { return }
    output.message(
      "what looked like a secret was masked in \(entryCount(count)); --keep-secrets stores it as typed"
    )
  }

  /// The time of day, with the date unless it is today.
  func clockTime(_ instant: Instant) -> String {
    let civil = zone.civil(instant)
    let date = civil.dateText == zone.civil(now).dateText ? "" : "\(civil.dateText) "
    return "\(date)\(civil.minuteText)"
  }
}

extension GlobalOptions {
  /// Where the logbook is: the option, `$INCIDENT_LOGBOOK`, else in the user's state folder.
  func logbookPath() -> String { Self.logbookPath(given: logbook) }

  static func logbookPath(given path: String?) -> String {
    if let path { return path }
    if let path = environmentVariable("INCIDENT_LOGBOOK"), !path.isEmpty { return path }
    // XDG: a relative path in the variable is to be ignored.
    if let state = environmentVariable("XDG_STATE_HOME"), state.hasPrefix("/") {
      return "\(state)/incident/logbook.sqlite"
    }
    return "\(environmentVariable("HOME") ?? "")/.local/state/incident/logbook.sqlite"
  }

  func chosenZone() throws -> Zone {
    if utc { return .utc }
    guard let zone else { return .ofMachine() }
    guard let found = Zone.named(zone) else { throw Failure.unknownZone(zone) }
    return found
  }
}

extension Logbook {
  /// Opens a logbook with the machine's clock and random numbers.
  convenience init(
    opening path: String, _ access: Access = .readWrite,
    policies: SeverityPolicies = SeverityPolicies(), secrets: SecretMask? = SecretMask()
  ) throws {
    try self.init(
      path: path, access: access, now: Session.clock,
      random: { UInt64.random(in: .min ... .max) }, policies: policies, secrets: secrets)
  }
}
