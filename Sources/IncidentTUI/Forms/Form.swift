package import IncidentModel

/// A few fields to fill in, and what they are for.
package struct Form: Equatable, Sendable {
  /// What the fields become when they are sent; each has a file of its own in this folder.
  package enum Purpose: Hashable, Sendable {
    case declare
    case correct(TimelineLine)
    case retract(TimelineLine)
    case status
    case severity
    case milestone
    case drill
    case offer(RoleName?)
    case assign(RoleName)
    case update
    case skipUpdate
    case settle(Settling)
    case acknowledge(HealthSubject)
    case skipStep(String)
    case tickStep(String)
    case noteStep(String)
    case values([RunbookParameter], StepChoice?)
    case runDestructive(StepPreview)
    case attest(StepPreview)
    case override(StepPreview)
    case reject(EntryID)
  }

  package var purpose: Purpose
  package var title: String
  package var fields: [Field]
  /// The field that takes the keys.
  package var focus = 0
  /// What is wrong with it, since it was last sent.
  package var problem: String?
  /// What it does, in a sentence under the fields.
  package var hint: String
  /// What Enter does, in a word.
  package var sends: String {
    switch purpose {
    case .runDestructive, .override: "run it"
    case .values, .attest: "go on"
    case .declare, .correct, .retract, .status, .severity, .milestone, .drill, .offer, .assign,
      .update, .skipUpdate, .settle, .acknowledge, .skipStep, .tickStep, .noteStep, .reject:
      "save"
    }
  }
  /// What one should know to fill it in, shown below.
  package var about: [String] = []
  /// Rows of that which are scrolled away.
  package var scroll = 0

  init(_ purpose: Purpose, title: String, hint: String, fields: [Field]) {
    self.purpose = purpose
    self.title = title
    self.hint = hint
    self.fields = fields
  }
}

/// One thing to fill in.
package struct Field: Equatable, Sendable {
  package enum Shape: Equatable, Sendable {
    case line
    /// A handle; the people known are offered.
    case person
    /// What nobody who looks at the screen may read.
    case secret
    /// A text of several rows.
    case text
    /// One of these; no text is typed.
    case choice([Choice])
  }

  /// A value to choose, and what it means.
  package struct Choice: Equatable, Sendable {
    package var value: String
    package var help: String

    init(_ value: String, _ help: String = "") {
      self.value = value
      self.help = help
    }
  }

  package var label: String
  package var shape: Shape
  package var editor: LineEditor
  /// The number of the choice.
  package var selected = 0
  /// What was typed of the choice that is sought.
  private var begun = ""
  /// What stood there when the form was opened.
  package let original: String
  /// What could be typed, shown while nothing is.
  package var example: String

  /// Creates a field to type into.
  init(_ label: String, _ text: String = "", shape: Shape = .line, example: String = "") {
    self.label = label
    self.shape = shape
    self.example = example
    original = text
    editor = LineEditor(text)
  }

  /// Creates a field to choose in; with the first choice when none has that value.
  init(_ label: String, choices: [Choice], selected value: String? = nil) {
    self.init(label, value ?? "", shape: .choice(choices))
    selected = choices.firstIndex { $0.value == value } ?? 0
  }

  /// What was typed or chosen, without spaces around it.
  package var text: String {
    if case .choice(let choices) = shape {
      return choices.indices.contains(selected) ? choices[selected].value : ""
    }
    return String(editor.text.trimmingSpaces())
  }

  /// What was typed; nil for nothing.
  var given: String? { text.isEmpty ? nil : text }

  /// What was typed, when it is not what stood there.
  var changed: String? { editor.text == original ? nil : editor.text }

  /// Moves the choice round by a step.
  mutating func choose(by step: Int) {
    guard case .choice(let choices) = shape, !choices.isEmpty else { return }
    selected = (selected + step + choices.count) % choices.count
    begun = ""
  }

  /// The choice that begins with what was typed so far and a letter more.
  func continued(with letter: Character) -> Int? {
    guard case .choice(let choices) = shape, !begun.isEmpty else { return nil }
    let longer = begun + letter.lowercased()
    return choices.firstIndex { $0.value.lowercased().hasPrefix(longer) }
  }

  /// Goes to the choice that begins with what was typed so far, or else to the next one that begins with the
  /// letter: `mit` is mitigated, and `r` twice the second of those with an r.
  mutating func choose(_ letter: Character) {
    guard case .choice(let choices) = shape else { return }
    if let match = continued(with: letter) {
      selected = match
      begun += letter.lowercased()
      return
    }
    let order = choices.indices.map { ($0 + selected + 1) % choices.count }
    let wanted = letter.lowercased()
    if let next = order.first(where: { choices[$0].value.lowercased().hasPrefix(wanted) })
      ?? order.first(where: { choices[$0].value.hasSuffix(wanted) })
    {
      selected = next
      begun = wanted
    }
  }
}

/// What is wrong with a filled-in form, in a sentence; the form stays open.
struct FormProblem: Error {
  var text: String
  /// The number of the field that it is about.
  var field: Int?

  init(_ text: String, field: Int? = nil) {
    self.text = text
    self.field = field
  }
}
