/// The templates there are; adding one is one file and one line here.
package enum PostmortemTemplates {
  package static let all: [any PostmortemTemplate] = [
    HousePostmortem(), GooglePostmortem(), PagerDutyPostmortem(), HowiePostmortem(),
  ]

  package static func named(_ name: String) -> (any PostmortemTemplate)? {
    all.first { $0.name == name.lowercased() }
  }
}
