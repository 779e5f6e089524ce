package import IncidentModel

/// A silence of Alertmanager: which alerts, until when, by whom and why.
///
/// Shape: `{"id", "status": {"state": "active"|"pending"|"expired"}, "matchers": [{"name", "value",
/// "isRegex", "isEqual"}], "startsAt", "endsAt", "createdBy", "comment", "updatedAt"}`.
/// Source: prometheus/alertmanager, api/v2/openapi.yaml.
package struct Silence: Hashable, Sendable {
  /// Given by Alertmanager; nil before it was sent.
  package var id: String?
  /// `active`, `pending` or `expired`; nil before it was sent.
  package var state: String?
  /// At least one, or Alertmanager refuses it.
  package var matchers: [Matcher]
  /// In the past it is taken for now.
  package var startsAt: Instant
  /// In the past it is refused.
  package var endsAt: Instant
  package var author: String
  package var reason: String

  package init(
    id: String? = nil, state: String? = nil, matchers: [Matcher], startsAt: Instant,
    endsAt: Instant, author: String, reason: String
  ) {
    self.id = id
    self.state = state
    self.matchers = matchers
    self.startsAt = startsAt
    self.endsAt = endsAt
    self.author = author
    self.reason = reason
  }

  /// The silences of an answer of `/api/v2/silences`; one that is not understood is left out.
  package static func list(_ body: [UInt8]) -> [Silence] {
    let document = try? JSONReader.value(of: body)
    return (document?.elements ?? []).compactMap { Silence($0) }
  }

  private init?(_ value: JSONValue) {
    guard let id = value["id"]?.text, let startsAt = value["startsAt"]?.instant,
      let endsAt = value["endsAt"]?.instant
    else { return nil }
    self.init(
      id: id, state: value["status"]?["state"]?.text,
      matchers: (value["matchers"]?.elements ?? []).map {
        Matcher(
          $0["name"]?.text ?? "", $0["value"]?.text ?? "", isRegex: $0["isRegex"]?.truth ?? false,
          isEqual: $0["isEqual"]?.truth ?? true)
      },
      startsAt: startsAt, endsAt: endsAt, author: value["createdBy"]?.text ?? "",
      reason: value["comment"]?.text ?? "")
  }

  /// As a row shows it: who, why, until when.
  var acknowledgement: String { "\(author): \(reason) (until \(endsAt.rfc3339))" }

  /// The body of a `POST` to `/api/v2/silences`.
  package var json: String {
    let matchers = matchers.map {
      #"{"name":\#(quoted($0.name)),"value":\#(quoted($0.value)),"#
        + #""isRegex":\#($0.isRegex),"isEqual":\#($0.isEqual)}"#
    }
    let id = id.map { #""id":\#(quoted($0)),"# } ?? ""
    return #"{\#(id)"matchers":[\#(matchers.joined(separator: ","))],"#
      + #""startsAt":"\#(startsAt.rfc3339)","endsAt":"\#(endsAt.rfc3339)","#
      + #""createdBy":\#(quoted(author)),"comment":\#(quoted(reason))}"#
  }
}

/// The text as a JSON string.
private func quoted(_ text: String) -> String {
  var quoted = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"", "\\": quoted += "\\\(scalar)"
    case _ where scalar.value < 0x20:
      let hex = String(scalar.value, radix: 16)
      quoted += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
    default: quoted.unicodeScalars.append(scalar)
    }
  }
  return quoted + "\""
}
