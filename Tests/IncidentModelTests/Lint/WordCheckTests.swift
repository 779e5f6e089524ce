import Testing

@testable import IncidentModel

/// The rules that speak, of those named.
private func found(_ id: String, in text: String) -> [String] {
  Linter(roster: ["mira", "tomas", "Ana Ruiz"]).findings(inMarkdown: text).map(\.rule.id)
    .filter { $0 == id }
}

private func heard(_ text: String) -> [String] {
  Linter(roster: ["mira", "tomas", "Ana Ruiz"]).findings(inMarkdown: text)
    .filter { $0.level >= .warn }.map(\.rule.id)
}

@Suite struct WordCheckTests {
  @Test(arguments: [
    ("B01", "The on-call engineer should have checked the replica first."),
    ("B01", "The rollback ought to have been\nstarted before the call."),
    ("B01", "We shouldn't have deployed on a Friday."),
    ("B01", "This should never have been merged."),
    ("B02", "The page could have been sent an hour earlier."),
    ("B02", "We could easily have rolled back at that point."),
    ("B03", "A canary would have shown the fault."),
    ("B03", "It wouldn't have happened with a lock."),
    ("B04", "If the team had read the runbook, the disk would be intact."),
    ("B04", "Had the alert been routed to us, the queue would not have filled."),
    ("B05", "The engineer failed to notice the warning."),
    ("B05", "We forgot to renew the certificate."),
    ("B05", "The reviewers simply overlooked the flag."),
    ("B05", "The flag was overlooked by the reviewers."),
    ("B05", "The operator neglected the backlog."),
    ("B05", "The developer had misjudged the load."),
    ("B05", "The team restarted the node and forgot to tell the others."),
    ("B06", "The engineer did not check the dashboard."),
    ("B06", "We didn’t properly test the restore."),
    ("B07", "The cause was human error."), ("B07", "The table was lost due to operator error."),
    ("B07", "A pilot error started it."), ("B07", "The table was empty because of user errors."),
    ("B08", "A careless change emptied the table."), ("B08", "The engineer was sloppy."),
    ("B08", "The team should have known better."), ("B08", "The contractor lacked common sense."),
    ("B08", "It was Mira's fault."), ("B08", "The outage is the engineer's fault."),
    ("B08", "Tomas is to blame."), ("B09", "Mira forgot the flag."),
    ("B09", "Ana Ruiz broke the build."),
    ("B09", "Ana broke the build."),
    ("B09", "It was caused by Tomas."),
    ("B09", "Tomas ran the script and deleted the production table."),
    ("B09", "@mira took down the cluster."),
    ("B10", "We wrongly assumed that the copy was complete."),
    ("B10", "The engineer mistakenly ran it twice."),
    ("B10", "The team set the limit incorrectly."), ("B10", "The commander showed poor judgement."),
    ("B12", "Why didn't the engineer roll back?"), ("B12", "Who broke the build?"),
    ("B13", "The setting was obviously wrong."), ("B13", "In hindsight the limit was low."),
    ("B14", "## Public message\n\nThe outage is over."),
  ])
  func `what blames is found`(id: String, text: String) { #expect(found(id, in: text) == [id]) }

  @Test(arguments: [
    "Mira broke down the numbers.", "Tomas broke the glass and used the emergency account.",
    "The disk's fault was found.", "Nobody is to blame.", "It was nobody's fault.",
    "The fault lies in the switch.", "Each repository should have clear rules.",
    "The service should have automated tests and an owner.",
    "Every table should have read access for the auditors.",
    "You should have received a mail by now.",
    "## Recommendations\n\nThe alert should have fired earlier.", "Users should have a way out.",
    "The node should have two disks.",
    "## Action items\n\n- add what should have been there: a lock (OPS-1)",
    "Backups should have their own account.", "Customers should not have noticed the change.",
    "It should have already arrived by now.", "Services should have dedicated pools.",
  ])
  func `should before a noun, or as advice, is left alone`(text: String) {
    #expect(heard(text) == [])
  }

  @Test(arguments: [
    "It could have been worse.", "It could have been a lot worse, said nobody.",
    "An attacker could have read the mail.",
    "## Where we got lucky\n\nThe key could have been used.",
    "## Impact\n\nOrders could have been lost.", "Customers could have seen stale prices.",
    "Any member of the team could have made this change.", "Nobody could have known that.",
    "This could have led to the loss of data.", "Nothing could have prevented the fault.",
    "The cache could have stale entries.",
    "## Near misses\n\nThe second node could have been removed.",
    "There are no items in the backlog that could have prevented this.",
  ])
  func `could of harm that did not come is left alone`(text: String) { #expect(heard(text) == []) }

  @Test(arguments: [
    "It took longer than we would have liked.", "We would have loved a shorter night.",
    "## Impact\n\nA shopper would have seen an old price.",
  ])
  func `would of wishes and estimates is left alone`(text: String) {
    #expect(found("B03", in: text) == [])
  }

  @Test(arguments: [
    "We looked to see if anybody had changed it, which would tell us more.",
    "It was not clear if the job had finished, so we could not go on.",
    "If it had a lock, it would wait.",
    "## Follow-ups\n\n- write down what would change if we had tested it (OPS-3)",
    "The node had been slow.",
    "## Where we got lucky\n\nIf the disk had failed, the data would be gone.",
    "If an attacker had found it, they would have had a day.",
    "If the process had ended, it restarted.",
    "We asked if the vendor had seen it and would call.", "The team had been told, and would wait.",
    "We checked if the backup had run, which it would do at night.",
  ])
  func `if that asks, and had that tells, are left alone`(text: String) {
    #expect(heard(text) == [])
  }

  @Test(arguments: [
    "The job failed to start.", "The replica did not catch up.", "Requests failed to connect.",
    "Nobody failed to check.", "We never forgot the key.", "Users failed to log in for an hour.",
    "The Postgres operator failed to reconcile.", "The package manager ignored the lock.",
    "The OCSP responder failed to answer.", "We failed over to the other region.",
    "We failed to reproduce the fault on staging.",
    "The pods restarted but they failed to report ready.",
    "The engineer account failed to authenticate.", "We deliberately ignored the third alert.",
    "The team's script failed to check the size.", "`deploy` failed to notice it.",
    "The warning was ignored by the parser.",
    "The team could not connect and the job failed to check in.",
  ])
  func `failures of systems, and denials, are left alone`(text: String) {
    #expect(heard(text) == [])
  }

  @Test(arguments: [
    "This is never human error.", "Human error is not a cause.",
    "There is no such thing as human error.",
    "We avoid the words human error here.", "This isn't operator error.",
    "The user error rate rose to 4 %.",
    "User errors rose between 14:02 and 14:30.", "The operator error log was full.",
    "A manual step is prone to human error.", "Operator error is a symptom of a missing mechanism.",
    "The form shows the user error messages.", "The lock is there to prevent human error.",
    "Do not stop at \"human error\".",
  ])
  func `errors that are denied, counted or guarded against are left alone`(text: String) {
    #expect(heard(text) == [])
  }

  @Test(arguments: [
    "The script was careless about quoting.", "The loader uses lazy initialisation.",
    "A sloppy quorum was in use.",
    "Lazy loading hid the fault.", "Nobody was careless.", "This was not negligence.",
    "The queries were sloppy.",
    "The retry loop is reckless.", "The engineer enabled lazy caching.",
    "It is common sense to keep two copies.",
    "A better sense of the load would help.",
  ])
  func `carelessness of software, and its denial, is left alone`(text: String) {
    #expect(heard(text) == [])
  }

  @Test(arguments: [
    "Mira noticed that the deploy caused the load.",
    "Tomas restored the table that the job deleted.",
    "Ana Ruiz deleted the stale lock file.", "Mira took down the notes.",
    "## Timeline\n\n- 14:02 mira deleted the pod",
    "Mira found the cause, and the migration broke the index.", "The Mira service crashed.",
    "Tomas fixed what broke.",
    "Mira reported the job crashed at 14:02.", "Thanks to Mira nothing was deleted.",
  ])
  func `a name beside a neutral act is left alone`(text: String) { #expect(heard(text) == []) }

  @Test(arguments: [
    "The value was incorrectly parsed.", "The pods were wrongly labelled.",
    "We noticed the label was incorrectly set.",
    "Users incorrectly saw an old price.", "The parser incorrectly assumed UTF-8.",
    "The engineer dashboard was improperly cached.",
    "We saw that the flag had been set incorrectly.", "An improper shutdown left a lock.",
    "We had not wrongly assumed it.",
  ])
  func `what a system does wrongly is left alone`(text: String) { #expect(heard(text) == []) }

  @Test(arguments: [
    "The person who did the restore wrote it down.", "As a matter of course we keep two.",
    "Over the course of an hour it grew.",
    "Write it clearly.", "## Public message\n\nThere was a complete outage.",
    "The outage lasted an hour.",
  ])
  func `harmless uses give no hint`(text: String) {
    #expect(Linter().findings(inMarkdown: text) == [])
  }
}
