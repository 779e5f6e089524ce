/// Something that happened to a runbook or to a step of it.
package struct RunbookStep: Hashable, Sendable, Codable {
  package enum Act: String, Hashable, Sendable, Codable, CaseIterable {
    /// The runbook was taken up: ``RunbookStep/origin`` says which text of it.
    case opened
    /// Its command is about to be run, or its time to wait begins; written before anything is.
    case started
    case ended
    case skipped
    case byHand
    /// Somebody else is asked to approve that the command is run.
    case requested
    case approved
    case rejected
  }
  package var act: Act
  package var runbook: String
  /// Its number and title: `3 Drain eu`; empty where the act is about the whole runbook.
  package var step: String
  /// The reason, the remark, or what came of it.
  package var text: String?
  /// The exit status; 128 + N after signal N.
  package var exitStatus: Int?
  /// What names the step in its runbook, whatever its number: ``Runbook/Step/id``.
  package var key: String?
  /// The entry it is about: the start of what has ended, the request that is answered.
  package var of: EntryID?
  /// What has happened when it is done, as `fact=` says.
  package var facts: [String]?
  package var origin: Origin?
  package var command: Command?
  package var outcome: Outcome?
  /// Until when is waited, where that is all there is to it.
  package var until: Instant?
  /// Who has approved, where that person did not do it here; it is said and was not verified.
  package var attested: String?

  package init(
    act: Act, runbook: String, step: String, text: String? = nil, exitStatus: Int? = nil,
    key: String? = nil, of: EntryID? = nil
  ) {
    self.act = act
    self.runbook = runbook
    self.step = step
    self.text = text
    self.exitStatus = exitStatus
    self.key = key
    self.of = of
  }

  /// Which text of a runbook is walked.
  package struct Origin: Hashable, Sendable, Codable {
    package var path: String
    /// SHA-256 of the file, in hexadecimal digits.
    package var digest: String
    /// How many steps it has.
    package var steps: Int
    /// The commit of the file's repository, and `+` behind it when the file differs from it.
    package var revision: String?

    package init(path: String, digest: String, steps: Int, revision: String? = nil) {
      self.path = path
      self.digest = digest
      self.steps = steps
      self.revision = revision
    }
  }

  /// What is to be run; secrets are masked.
  package struct Command: Hashable, Sendable, Codable {
    package var text: String
    /// SHA-256 of the very bytes and values that are run, to which an approval is bound.
    package var digest: String
    package var risk: Risk
    /// The line of the file.
    package var line: Int
    /// Values of parameters, by name.
    package var values: [String: String]?
    /// How many others have to approve it.
    package var wanted: Int?
    package var folder: String?
    /// The machine and the user it is run as.
    package var host: String?
    package var user: String?
    package var timeoutSeconds: Int64?
    /// Who runs it, so that it can be told later whether that still goes on.
    package var runner: Runner?
    /// Entries that approve it.
    package var approvals: [EntryID]?
    /// Why it was run without the approval that it wants.
    package var override: String?
    /// Whether it reverts a step.
    package var isUndo: Bool?

    package init(text: String, digest: String, risk: Risk, line: Int) {
      self.text = text
      self.digest = digest
      self.risk = risk
      self.line = line
    }
  }

  /// A running program, told apart from any that has its number later.
  package struct Runner: Hashable, Sendable, Codable {
    package var pid: Int
    /// When it began, in clock ticks since the machine did.
    package var ticks: Int64
    /// The machine's own id of the time since it was last started.
    package var boot: String
    package var host: String

    package init(pid: Int, ticks: Int64, boot: String, host: String) {
      self.pid = pid
      self.ticks = ticks
      self.boot = boot
      self.host = host
    }
  }

  /// What became of a command.
  package struct Outcome: Hashable, Sendable, Codable {
    package var milliseconds: Int64
    /// How many bytes it wrote.
    package var bytes: Int64
    /// The first and the last lines it wrote, secrets masked.
    package var head: String?
    package var tail: String?
    /// In what it was not as the runbook expects; nil when it was, or expects nothing.
    package var unmet: String?
    /// What still runs although it was told to end.
    package var leftRunning: [String]?
    /// How often it was tried.
    package var attempts: Int?
    /// Why it was ended from here: `timeout`, `stopped`; ``leftTerminal`` for a shell that a person left.
    package var endedBy: String?
    package static let leftTerminal = "terminal"

    package init(milliseconds: Int64, bytes: Int64) {
      self.milliseconds = milliseconds
      self.bytes = bytes
    }
  }

  /// Whether what has ended went as it should; nil for what has not ended.
  package var isFailed: Bool {
    act == .ended && ((outcome?.unmet != nil) || outcome == nil && (exitStatus ?? 0) != 0)
  }
}
