internal import ArgumentParser
internal import HealthSources
internal import IncidentModel
internal import Logbook

/// Says that somebody has a failure in hand.
struct HealthAckCommand: LogbookCommand {
  static let configuration = CommandConfiguration(
    commandName: "ack",
    abstract: "Say that you have a failure in hand: who, why, for how long.",
    discussion: """
      It looks first whether something is wrong. It ends by itself when its time is over, when the \
      failure recovers or gets worse, and when more fails. It changes no status, only who is woken.

        incident health ack checkout-api --because 'rolling back' --for 30m
        incident health ack checkout-api/eu --because 'draining eu' --silence
      """)

  @OptionGroup var globals: GlobalOptions
  @Argument(
    help: ArgumentHelp(
      "What fails: SERVICE, SERVICE/REGION, SERVICE REGION, a region or a capability.",
      valueName: "what"),
    completion: .custom(CompletionLists.services))
  var words: [String]
  @Option(help: ArgumentHelp("What is done about it.", valueName: "text")) var because: String
  @Option(name: .customLong("for"), help: ArgumentHelp("For how long.", valueName: "duration"))
  var span = "1h"
  @Flag(help: "Silence its alerts in Alertmanager for the same time.") var silence = false

  func run(in session: Session) throws {
    let configuration = session.configuration
    let plan = HealthPlan(configuration)
    guard !plan.isEmpty else {
      throw HealthRefusal.nothingWatched(path: ConfigurationFile.find(given: globals.config)?.path)
    }
    let subject = try configuration.subject(named: words)
    let incident = try session.incident()
    let seconds = try parseDuration(span)
    guard 60...Acknowledgement.longestSpan ~= seconds else {
      throw HealthRefusal.spanOutOfRange(seconds)
    }
    guard !because.allSatisfy(\.isWhitespace) else { throw Rejection.emptyText }
    let mirror = silence ? try SilenceMirror(of: subject, in: plan) : nil
    var watch = plan.look(at: subject, clock: Session.clock)
    let now = session.now
    guard let status = watch.verdict(of: subject)?.status, status.isBad else {
      throw HealthRefusal.nothingWrong(subject, watch.verdict(of: subject)?.status ?? .unknown)
    }
    if watch.board(at: now).row(subject)?.doubt == .unwatched {
      throw HealthRefusal.notWatched(subject)
    }
    let silences = try mirror?.make(
      by: session.author, because: because, from: now, to: now.advanced(bySeconds: seconds))
    let entries: [Entry]
    do {
      entries = try session.write { writer, author in
        let because = writer.people.storingMentions(in: because)
        let made = watch.acknowledge(subject, by: author, because: because, for: seconds, at: now)
        guard let made else { throw HealthRefusal.nothingWrong(subject, status) }
        return try writer.perform(
          .log(made.event), on: incident.id, Occasion(author: author, now: now))
      }
    } catch {
      // Nothing half-done: a silence of which the logbook knows nothing would hide a failure.
      mirror?.remove(silences ?? [])
      throw error
    }
    try session.confirm(entries, in: incident)
    for sentence in mirror?.sentences(silences ?? []) ?? [] { session.output.message(sentence) }
  }
}
