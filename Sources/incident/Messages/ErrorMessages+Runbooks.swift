internal import IncidentModel
internal import Processes
internal import Runbooks

extension ErrorMessages {
  func complaint(_ refusal: RunbookRefusal) -> Complaint {
    switch refusal {
    case .noFolder(let path):
      let place = path.map { "\(visible($0)) names no folder" } ?? "there is no incident.yaml"
      return refused(
        "there are no runbooks: \(place) and there is no folder runbooks here; add runbooks: [./runbooks], or name a file"
      )
    case .unknown(let name, let closest, let folders):
      let start =
        "no runbook is called \(quoted(name)) in \(folders.map { visible($0) }.joined(separator: ", "))"
      return closest.isEmpty
        ? refused("\(start); `incident runbook list` shows all")
        : refused("\(start); the closest are:", list: closest.map { visible($0) })
    case .ambiguous(let name, let names):
      return refused(
        "\(quoted(name)) may be one of \(names.count) runbooks; type more of one of these:",
        list: names.map { visible($0) })
    case .unreadable(let file):
      return Complaint(
        text: "\(visible(file.path)): \(reason(file.failure))", status: status(file.failure))
    case .unknownStep(let typed, let runbook, let steps):
      return refused(
        "\(visible(runbook)) has no step \(quoted(typed)); it has:", list: steps.map { visible($0) }
      )
    case .whichStep(let runbook, let steps):
      return refused(
        "say which step of \(visible(runbook)) with --step N: nothing runs all of them; there are:",
        list: steps.map { visible($0) })
    case .step(let refusal, let label):
      return refused("\(visible(label)): \(visible(refusal.text))")
    case .failure(let failure): return refused("\(visible(failure.text)); nothing has run")
    case .badParameter(let text):
      return Complaint(
        text: "\(quoted(text)) is no parameter; give --param NAME=VALUE", status: ExitStatus.usage)
    case .unknownParameter(let name, let nearest):
      let hint =
        nearest.map { "did you mean \(quoted($0))?" } ?? "`incident runbook show` lists them"
      return refused("nothing has run: the runbook uses no parameter \(quoted(name)); \(hint)")
    case .secretParameter(let name):
      return refused(
        "nothing has run: \(quoted(name)) is a secret, and others can see the arguments of a command; put it into the variable that its env: names, or use the console"
      )
    case .unconfirmed:
      return refused(
        "nothing has run: nobody is here to look at the preview; --yes says that it was looked at")
    case .target(let target, let given):
      let typed = given.map { ", not \(quoted($0))" } ?? ""
      return refused(
        "nothing has run: it is destructive, and wants --confirm \(visible(target))\(typed)")
    case .approvalAsked(let id, let wanted):
      let who = wanted == 1 ? "another person" : "\(wanted) others"
      return refused(
        "nothing has run: it wants the approval of \(who), who is asked now: `incident runbook approve \(id.shortText)` from a place of their own, within 15 minutes; then run it again. --attested NAME says who approved by word of mouth, --override TEXT why it cannot wait"
      )
    case .approvalOpen(let id, let until):
      return refused(
        "nothing has run: \(id.shortText) waits for approval until \(zone.civil(until).secondText); `incident runbook approve \(id.shortText)` gives it"
      )
    case .untrusted(let path, let distrust):
      return refused(
        "the runbooks in \(visible(path)) are not used: \(sentence(distrust)); name the folder in incident.yaml to use it all the same"
      )
    case .wantsTerminal:
      return refused(
        "nothing has run: the step wants a terminal for itself, and there is none here; run it from one, or in the console"
      )
    }
  }

  func reason(_ failure: RunbookLibrary.Unreadable.Reason) -> String {
    switch failure {
    case .system(let code): "cannot be read: \(reason(code)); check the path and its permissions"
    case .contents(.tooLarge(let limit)):
      "is longer than \(limit >> 20) MiB, which no runbook is; split it"
    case .contents(.notText): "holds zero bytes: it is no text"
    }
  }

  private func status(_ failure: RunbookLibrary.Unreadable.Reason) -> Int32 {
    switch failure {
    case .system: ExitStatus.noInput
    case .contents: ExitStatus.badData
    }
  }
}
