package import IncidentModel

/// What the keys mean at the moment.
package enum Mode: Equatable, Sendable {
  /// Keys move and command.
  case browsing
  /// Keys type into the input line.
  case composing
  case finding(LineEditor)
  case filtering(FilterMenu)
  case form(Form)
  case asking(Question)
  /// The key table; how many rows it is scrolled.
  case help(scroll: Int)
  /// Everything about one entry.
  case details(EntryID, scroll: Int)
}

/// A few lines to fill in.
package struct Form: Equatable, Sendable {
  package enum Purpose: Equatable, Sendable {
    case correct(TimelineLine)
    case retract(TimelineLine)
  }
  package struct Field: Equatable, Sendable {
    package var label: String
    package var editor: LineEditor
    /// What stood there when the form was opened.
    package let original: String

    init(_ label: String, _ text: String) {
      self.label = label
      original = text
      editor = LineEditor(text)
    }

    /// What was typed, when it is not what stood there.
    var changed: String? { editor.text == original ? nil : editor.text }
  }
  package var purpose: Purpose
  package var title: String
  package var fields: [Field]
  package var focus = 0
  package var problem: String?

  init(_ purpose: Purpose, title: String, fields: [Field]) {
    self.purpose = purpose
    self.title = title
    self.fields = fields
  }
}

/// A question that one key answers.
package struct Question: Equatable, Sendable {
  package enum Answer: Equatable, Sendable {
    case quit
    case pasteAsOne(String)
    case pasteAsLines([String])
    case accept(HandoffOffer)
    case decline(HandoffOffer)
    case nothing
  }
  package struct Choice: Equatable, Sendable {
    package var key: Character
    package var label: String
    package var answer: Answer
  }
  package var title: String
  package var text: [String]
  package var choices: [Choice]
}

/// Which kinds the timeline shows.
package struct FilterMenu: Equatable, Sendable {
  package enum Row: Hashable, Sendable {
    case hidesSystem
    case showsHidden
    case kind(Kind)
    case author(Author)
  }
  package var filter: LineFilter
  package var rows: [Row]
  package var selected = 0

  init(filter: LineFilter, authors: [Author]) {
    self.filter = filter
    rows =
      [.hidesSystem, .showsHidden] + Kind.allCases.filter { !$0.isAmendment }.map(Row.kind)
      + authors.map(Row.author)
  }

  func isOn(_ row: Row) -> Bool {
    switch row {
    case .hidesSystem: filter.hidesSystem
    case .showsHidden: filter.showsHidden
    case .kind(let kind): filter.kinds.contains(kind)
    case .author(let author): filter.authors.contains(author)
    }
  }

  mutating func toggle() {
    switch rows[selected] {
    case .hidesSystem: filter.hidesSystem.toggle()
    case .showsHidden: filter.showsHidden.toggle()
    case .kind(let kind): filter.kinds.formSymmetricDifference([kind])
    case .author(let author): filter.authors.formSymmetricDifference([author])
    }
  }
}
