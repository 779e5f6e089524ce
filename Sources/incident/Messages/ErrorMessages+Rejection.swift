internal import IncidentModel

extension ErrorMessages {
  func sentence(_ rejection: Rejection) -> String {
    switch rejection {
    case .emptyText: return "there is no text; say in a few words what happened"
    case .titleTooLong(let count):
      return
        "the title has \(count) characters and at most 200 are kept; say it shorter and log the rest"
    case .inTheFuture(let at, let now):
      return sentence(TimeError.inTheFuture(at: at, now: now))
    case .ended(let status):
      return
        "the incident is \(status.rawValue); reopen it with `incident status investigating --because TEXT`"
    case .alreadySo(let value): return "it is \(quoted(value)) already; nothing was written"
    case .needsReason(let status):
      return "going to \(status.rawValue) needs a reason; add --because TEXT"
    case .closeBeforeResolved(let status):
      return
        "only a resolved incident can be closed and this one is \(status.rawValue); `incident status resolved` first"
    case .exitCriteriaUnanswered(let criteria):
      return
        "closing asks whether its exit criteria hold (\(visible(criteria))); say so with --because TEXT"
    case .severityNeeded(let status):
      return
        "the severity must be known before it is \(status.rawValue); set it with `incident severity SEV`"
    case .outOfOrder(let name, let at, let other, let otherAt):
      let isBefore = name.predecessors.contains(other)
      return
        "\(name.words) at \(moment(at)) would come \(isBefore ? "before" : "after") \(other.words) at \(moment(otherAt)); give another time (--at), or correct the other milestone"
    case .roleHeld(let role, let holder):
      return
        "\(visible(role.name)) is held by \(name(holder)); hand it over with `incident handoff offer NAME --role \(visible(role.name))`, or release it first"
    case .roleFree(let role):
      return "nobody holds \(visible(role.name)); `incident role list` shows who holds what"
    case .commanderNeeded:
      return
        "an incident is never without a commander; hand the role over with `incident handoff offer NAME`"
    case .offerOpen(let role, let to):
      return
        "\(visible(role.name)) is offered to \(name(to)) already; wait for the answer or `incident handoff withdraw --role \(visible(role.name))`"
    case .noOffer(let role, let person):
      let whose = person.map { " to \(name($0))" } ?? ""
      return
        "there is no open offer\(role.map { " of \(visible($0.name))" } ?? "")\(whose); `incident show` lists the open ones, --by NAME says who you are"
    case .severalOffers(let roles):
      return
        "several roles are offered; say which with --role: \(words(roles.map { visible($0.name) }))"
    case .offerToHolder(let role):
      return "that person holds \(visible(role.name)) already; nothing was written"
    case .notYours(let role, let holder):
      let who = holder.map { "is held by \(name($0))" } ?? "is held by nobody"
      return "\(visible(role.name)) \(who), and only the holder or the commander may hand it over"
    case .ownRequest:
      return
        "who asks for an approval cannot give it; another person does, with `incident runbook approve` from a place of their own, or attest who said yes with --attested NAME"
    case .requestClosed:
      return "that request is answered, or older than 15 minutes: ask again with a new preview"
    case .notApproved(let wanted):
      return
        "\(wanted == 1 ? "another person has" : "\(wanted) other people have") to approve this very command first; a changed command or value needs a new approval"
    case .notAPerson: return "only a person can do this; say who with --by NAME"
    case .noSuch(let thing, let id):
      return
        "entry \(id.shortText) is no \(thing); `incident \(listing(thing))` lists them with their ids"
    case .alreadyDone(let thing): return "the \(thing) is finished already; nothing was written"
    case .notCorrectable(let kind):
      return
        "a \(visible(kind)) entry cannot be corrected that way; only its time, or retract it and log it anew"
    case .wrongText(let error): return sentence(error)
    case .nothingToCorrect: return "nothing to correct was given; add --text, --at or --kind"
    case .alreadyWithdrawn(let id):
      return "entry \(id.shortText) is withdrawn already; nothing was written"
    case .learning(let rejection): return sentence(rejection)
    case .spanOutOfRange(let seconds):
      return "\(durationText(seconds)) is out of range; give between 1s and 7d"
    }
  }

  private func listing(_ thing: String) -> String {
    switch thing {
    case "task", "question": "\(thing) list"
    case "follow-up": "followup list --all"
    case "experiment", "drill", "risk": "\(thing) list --all"
    default: "timeline --kind \(thing)"
    }
  }

  func sentence(_ error: TimeError) -> String {
    switch error {
    case .notATime(let text):
      "\(quoted(text)) is not a time; write 14:02, 14:02Z, yesterday 23:10, 2026-11-22 14:02, -10m or 10m ago"
    case .noSuchMoment(let text):
      "\(quoted(text)) is no moment of any clock; hours go to 23, minutes to 59"
    case .notADuration(let text):
      "\(quoted(text)) is not a duration; write 90s, 10m, 1h30m or 2d"
    case .inTheFuture(let at, let now):
      "\(moment(at)) is in the future (it is \(moment(now))); check the date, or add --future if it is meant"
    }
  }

  func sentence(_ error: TextFormError) -> String {
    switch error {
    case .unknownKind(let kind):
      "there is no kind \(quoted(kind)); the kinds are \(words(Kind.allCases.map(\.rawValue)))"
    case .noTextForm(let kind):
      "\(kind.rawValue) entries have no text form; export and import them as jsonl"
    case .empty(let kind): "the \(kind.rawValue) says nothing; add its text"
    case .unknownWord(let kind, let word, let known):
      "\(quoted(word)) is no \(kind.rawValue); use \(words(known))"
    case .grammar(let kind, let wanted): "a \(kind.rawValue) is written as: \(wanted)"
    }
  }
}
