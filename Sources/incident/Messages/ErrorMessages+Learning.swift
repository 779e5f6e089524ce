internal import IncidentModel
internal import Logbook

extension ErrorMessages {
  func sentence(_ rejection: LearningRejection) -> String {
    switch rejection {
    case .notASurprise(let kind):
      return
        "that entry is a \(visible(kind)) and no surprise; `incident surprise list` shows surprises with their ids"
    case .reviewTooEarly(let status):
      return
        "the incident is \(status.rawValue); its postmortem can be reviewed once `incident status resolved` was said"
    case .reviewOutOfOrder(let from, let to):
      return
        "the postmortem is \(from.words) and cannot become \(to.words) at once: draft, in review, reviewed, closed; going back needs --because TEXT"
    case .reviewDateNeeded:
      return "a reviewed postmortem has the date of its review; add --on DATE"
    case .notADrill:
      return
        "that incident is no drill; choose one with -i REF, `incident list --mode drill --all` shows them"
    case .noDrillBegun:
      return
        "that drill has no plan; begin one with `incident drill start ID`, `incident drill list` shows the plans"
    case .noticedByOfDetected:
      return "only of T2, detected, is said by what it was noticed"
    case .drillAborted:
      return
        "that drill was aborted, so nothing more is marked in it; `incident drill start ID` begins another"
    case .alreadyMarked(let milestone, let at):
      return
        "\(milestone.label) \(milestone.words) was marked at \(moment(at)) already; correct that entry with `incident correct ENTRY --at TIME`"
    case .isRegister:
      return
        "the register is no incident: its entries come from `incident experiment`, `drill` and `risk`; -i REF names an incident"
    case .badRisk(let problem): return "nothing can be computed from that risk: \(problem.words)"
    case .badPlan(let problem): return "that plan is none: \(visible(problem.words))"
    case .notReady(let lacks):
      return
        "it is not ready: \(lacks.map { visible($0) }.joined(separator: "; ")); `incident experiment edit ID` opens it"
    case .stateOutOfOrder(let name, let from, let to):
      return
        "\(name) is \(from.rawValue) and no run of it was evidence; record a journal, or say with --because TEXT why it is \(to.rawValue)"
    case .scheduleDateNeeded: return "a scheduled experiment has a date; add --on DATE"
    case .isRetired(let name): return "\(name) is retired already; nothing was written"
    case .runOfAnother(let name, let named):
      let whose = named.map { "is of \(visible($0)) and not of \(name); record it there" }
      return
        "the journal \(whose ?? "does not say of which experiment it is"), or add --force when that is meant"
    case .sameRun(let name, let at):
      return "this very journal was recorded for \(name) at \(moment(at)); nothing was written"
    }
  }
}

extension ErrorMessages {
  func complaint(_ failure: LearningFailure) -> Complaint {
    switch failure {
    case .notEdited(let why): return refused("\(visible(why)); nothing was written")
    case .liveIncidentOpen(let open):
      return refused(
        "a live incident is open and a drill would get in its way; wait until it is resolved, or add --force when that is meant:",
        list: open.map { visible("\($0.ref)  \($0.title)") })
    case .notNow(let name, let why):
      return refused("\(name) is not to be run now: \(visible(why)); --force runs it all the same")
    case .notReached(let what, let seconds):
      return refused(
        "nobody said within \(durationText(seconds)) that \(visible(what)) is done; `incident drill mark` says so, in the console the key D"
      )
    case .wasAborted(let what, let because):
      return refused(
        "the drill was aborted before \(visible(what)) was done: \(visible(because)); nobody is waited for any more"
      )
    case .notAMilestone(let text):
      return refused(
        "\(quoted(text)) is no milestone of a drill; with --wait it may be any step, else use one of:",
        list: DrillMilestone.allCases.map { "\($0.label)  \($0.rawValue.hyphenated)  \($0.words)" })
    case .nothingMeasured(let name):
      return refused(
        "nothing of \(name) was measured there, and no number was given; nothing was written")
    case .noRun(let text):
      return refused(
        "no drill was begun by \(visible(text)); `incident drill start \(visible(text))` begins one"
      )
    case .badJournal(let path, let error):
      return Complaint(
        text:
          "\(visible(path)): \(sentence(error)); nothing was written, record the journal.json of `chaos run`",
        status: ExitStatus.badData)
    case .badRisks(let path, let problems):
      let shown = problems.prefix(100).map { problem in
        "\(visible(path)):\(problem.line): " + (problem.column.map { "\(visible($0)): " } ?? "")
          + visible(sentence(problem))
      }
      return Complaint(
        text: (shown + ["nothing was written"]).joined(separator: "\n"), status: ExitStatus.badData)
    case .notAQuantity(let text, let wanted):
      return refused("\(quoted(text)) is not \(wanted)")
    case .noObjective(let slos):
      return refused(
        slos.isEmpty
          ? "no objective is configured; give one with --objective 99.9"
          : "risks are compared with the budget of an objective; say which with --slo: \(words(slos.map { visible($0) }))"
      )
    }
  }

  private func sentence(_ error: JournalError) -> String {
    switch error {
    case .json(let error): "line \(error.line): it is not JSON (\(error.what.words))"
    case .notAnObject: "it is JSON and not a journal"
    case .isExperiment: "it is an experiment and not the journal of a run"
    case .missing(let key): "it is no journal, as it has no \(key)"
    }
  }
}
