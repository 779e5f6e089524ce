import Foundation
import IncidentModel
import Testing

@testable import Runbooks

/// Runs texts as steps, in a folder of their own.
struct Bench {
  let folder: String
  let start = EntryID(bits: UInt128(UInt64.random(in: 1 ... .max)))
  let process = StepProcess()

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.appending(path: "steps-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  func has(_ name: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(name)") }

  func run(
    _ text: String, values: [String: String] = [:], mask: SecretMask = SecretMask(),
    _ change: (inout StepPlan) -> Void = { _ in }
  ) async throws -> (end: StepRun.End, output: String) {
    var plan = StepPlan(
      runbook: "a", path: "\(folder)/a.md", line: 1, step: "s", label: "1 a", text: text,
      folder: folder)
    plan.values = values
    plan.assigned = ShellText.variables(in: text).assigned
    plan.attributes.timeoutSeconds = 20
    change(&plan)
    let (made, start, process) = (plan, start, process)
    // It blocks: not one of the few threads that tests share.
    return try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(
          with: Result {
            var output = ""
            let end = try StepRun.run(
              made, environment: ["PATH": "/usr/bin:/bin"], start: start, process: process,
              mask: mask
            ) { output += $0 }
            return (end, output)
          })
      }
    }
  }
}

@Suite struct ExecutionTests {
  @Test(arguments: [
    ("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137), ("false | true", 1), ("echo $nope", 127),
  ])
  func `ends with the status of its shell, which stops at what fails or is not set`(
    text: String, status: Int
  ) async throws {
    let end = try await Bench().run(text).end
    #expect(status == 127 ? end.exitStatus != 0 : end.exitStatus == status)
  }

  @Test func `both outputs are shown as they come, without escapes`() async throws {
    let (end, output) = try await Bench().run(
      "echo c >&2; sleep 0.2; printf 'a\\033[31mb\\033]0;title\\007\\n'; printf 'x\\ry\\001'")
    #expect(output == "c\nab\ny^A")
    #expect(end.outcome.tail == output)
    #expect(end.outcome.bytes > 0)
  }

  @Test func `a hostile value is printed and never run`() async throws {
    let bench = try Bench()
    let hostile = "a'; touch pwned; echo '$(touch pwned)`touch pwned`\" && touch pwned #"
    let (_, output) = try await bench.run("printf '%s' \"$host\"", values: ["host": hostile])
    #expect(output == hostile)
    #expect(!bench.has("pwned"))
  }

  @Test func `nothing is read, and there is no terminal`() async throws {
    let (end, output) = try await Bench().run("cat; [ -t 0 ] || echo none; tty || true")
    #expect(end.exitStatus == 0)
    #expect(output.contains("none"))
  }

  @Test func `after its time it is asked to end, with its children`() async throws {
    let bench = try Bench()
    let (end, _) = try await bench.run("sleep 300 & sleep 300") { $0.attributes.timeoutSeconds = 1 }
    #expect(end.outcome.endedBy == "timeout")
    #expect(end.outcome.unmet == "not finished within 1s")
    #expect(Leftovers.of(bench.start) == [])
  }

  @Test func `what does not hear that it should end is killed`() async throws {
    let bench = try Bench()
    let (end, _) = try await bench.run("trap '' TERM; while :; do sleep 0.2; done") {
      $0.attributes.timeoutSeconds = 1
    }
    #expect(end.exitStatus == 137)
    #expect((6000..<9000).contains(end.outcome.milliseconds))
    #expect(Leftovers.of(bench.start) == [])
  }

  @Test func `a child in the background that holds the pipe keeps nobody waiting, and is ended`()
    async throws
  {
    let bench = try Bench()
    let (end, _) = try await bench.run("sleep 300 & echo done")
    #expect(end.outcome.milliseconds < 2000)
    #expect(end.outcome.leftRunning == nil)
    #expect(Leftovers.of(bench.start) == [])
  }

  @Test func `what escapes into a session of its own is named`() async throws {
    let bench = try Bench()
    let (end, _) = try await bench.run("setsid sleep 300 & sleep 0.3; echo done")
    let left = Leftovers.of(bench.start)
    #expect(left.map(\.name) == ["sleep"])
    #expect(end.outcome.leftRunning == left.map(\.text))
    Leftovers.end(bench.start)
    #expect(Leftovers.of(bench.start) == [])
  }

  @Test func `200 MB of output are counted, and the first and the last of it kept`() async throws {
    let (end, output) = try await Bench().run(
      "echo first; head -c 200000000 /dev/zero | tr '\\0' x; echo last")
    #expect(end.outcome.bytes == 200_000_011)
    #expect(end.outcome.head?.hasPrefix("first") == true)
    #expect(end.outcome.tail?.hasSuffix("last") == true)
    #expect(output.utf8.count < 3 << 20)
  }

  @Test func `variables and what is captured go on to later steps`() async throws {
    let (end, _) = try await Bench().run("a=1; b='x y'; echo ' out '") {
      $0.attributes.capture = "said"
    }
    #expect(end.variables == ["a": "1", "b": "x y", "said": "out"])
  }

  @Test(
    arguments: [
      ("exit 1", "check", "the check says no (exit 1)"), ("exit 2", "check", nil),
      ("exit 0", "check", nil),
      ("exit 1", "exit=0,1", nil), ("exit 3", "exit=0,1", "exit 3"),
      ("echo role:master", "expect", nil),
      ("echo role:none", "expect", "the output does not match ^role:(master|slave)$"),
    ] as [(String, String, String?)])
  func `says in what it was not as expected`(text: String, what: String, unmet: String?)
    async throws
  {
    let end = try await Bench().run(text) { plan in
      switch what {
      case "check": plan.attributes.isCheck = true
      case "expect": plan.attributes.expect = "^role:(master|slave)$"
      default: plan.attributes.exits = [0, 1]
      }
    }.end
    #expect(end.outcome.unmet == unmet)
  }

  @Test func `a check is asked again until it is well`() async throws {
    let (end, output) = try await Bench().run("echo x >> tries; [ \"$(wc -l < tries)\" -ge 3 ]") {
      plan in
      plan.attributes.isCheck = true
      plan.attributes.retry = .init(everySeconds: 1, limitSeconds: 20)
    }
    #expect(end.outcome.attempts == 3)
    #expect(end.outcome.unmet == nil)
    #expect(output.contains("again in 1s"))
  }

  @Test func `it can be stopped, while it waits to ask again, too`() async throws {
    let bench = try Bench()
    Task.detached {
      try await Task.sleep(for: .seconds(1))
      bench.process.stop()
    }
    let (end, _) = try await bench.run("sleep 60")
    #expect(end.outcome.endedBy == "stopped")
  }

  @Test func `secrets are masked as they are shown and as they are kept`() async throws {
    let secret = "correct horse battery"
    let (end, output) = try await Bench().run(
      "echo \"$token\"; printf %s \"$token\" | base64; echo token=abcdefgh; echo AKIAABCDEFGHIJKLMNOP;"
        + "echo '-----BEGIN RSA PRIVATE KEY-----'; echo c2VjcmV0; echo '-----END RSA PRIVATE KEY-----'; echo end",
      values: ["token": secret], mask: SecretMask(values: [secret]))
    for text in [output, end.outcome.tail ?? ""] {
      for part in ["horse", "Y29ycmVjdCBob3JzZSBiYXR0", "abcdefgh", "AKIA", "c2VjcmV0"] {
        #expect(!text.contains(part), "\(text)")
      }
      #expect(text.hasSuffix("end") || text.hasSuffix("end\n"))
    }
  }

  @Test func `a folder that is not there is said, and nothing runs`() async throws {
    await #expect(throws: StepFailure.self) {
      try await Bench().run("true") { $0.folder = "/nowhere/at/all" }
    }
  }

  @Test func `we ourselves run, and what has ended does not`() {
    var gone = Leftovers.ourselves
    #expect(Leftovers.isRunning(gone) == true)
    gone.ticks -= 1
    #expect(Leftovers.isRunning(gone) == false)
    gone.host = "elsewhere.example"
    #expect(Leftovers.isRunning(gone) == nil)
  }
}

@Suite struct PlanningTests {
  func plan(_ body: String, values: [String: String] = [:], environment: [String: String] = [:])
    throws
    -> StepPlan
  {
    let runbook = try read(body)
    let step = try #require(runbook.steps.first)
    return try StepPlanner(runbook, values: values, environment: environment, user: "ana").plan(
      step: step.id)
  }

  func refusal(_ body: String, values: [String: String] = [:]) -> String? {
    do {
      _ = try plan(body, values: values)
      return nil
    } catch { return (error as? StepRefusal)?.text }
  }

  static let front = """
    ---
    params:
      host: {prompt: "Which", pattern: "[a-z]+"}
      token: {secret: true, env: SOME_TOKEN}
    ---

    """

  @Test func `an unfilled placeholder keeps it from being run, a filled one is put in`() throws {
    let body = "# A\n\n## Fix\n\n\(fence("ls <pod-name>"))\n"
    #expect(refusal(body)?.contains("pod-name") == true)
    #expect(refusal(body, values: ["pod-name": "a;b"])?.contains("letters, digits") == true)
    #expect(try plan(body, values: ["pod-name": "web-1"]).text == "ls web-1")
  }

  @Test func `a secret does not stand for a placeholder, where others could see it`() {
    let body = "# A\n\n## Fix\n\n\(fence("echo <api-token>"))\n"
    #expect(refusal(body, values: ["api-token": "abcdef"])?.contains("list of processes") == true)
  }

  @Test(arguments: [
    ("if true", "bash does not understand"),
    ("nosuchcommand-at-all x", "no command 'nosuchcommand-at-all'"),
    ("echo $FOO", "a value for FOO"), ("ssh web-1\nsudo su", "opens a session"),
  ])
  func `says why it cannot be run`(text: String, because: String) {
    #expect(refusal("# A\n\n## Fix\n\n\(fence(text))\n")?.contains(because) == true)
  }

  @Test
  func `values come from what was given, the environment, the standard; secrets are not shown`()
    throws
  {
    let body = Self.front + "# A\n\n## Fix\n\n\(fence("echo \"$host\" \"$token\""))\n"
    #expect(refusal(body) == "it cannot be run before there is a value for host or token")
    #expect(refusal(body, values: ["host": "UP", "token": "x"])?.contains("has to match") == true)
    let plan = try plan(body, values: ["host": "up"], environment: ["SOME_TOKEN": "verysecret"])
    #expect(plan.values == ["host": "up", "token": "verysecret"])
    let mask = plan.mask(also: [], environment: [:])
    #expect(!plan.preview(mask).joined().contains("verysecret"))
    #expect(plan.record(mask).values == ["host": "up", "token": "[masked]"])
  }

  @Test func `another value or text has another digest`() throws {
    let body = Self.front + "# A\n\n## Fix\n\n\(fence("echo \"$host\""))\n"
    let one = try plan(body, values: ["host": "a", "token": "t"])
    #expect(try plan(body, values: ["host": "b", "token": "t"]).digest != one.digest)
    #expect(
      try plan(body.replacing("echo", with: "ls"), values: ["host": "a", "token": "t"]).digest
        != one.digest)
    #expect(try plan(body, values: ["host": "a", "token": "t"]).digest == one.digest)
  }

  @Test func `what reverts a step is found by its name`() throws {
    let body = """
      # A

      ## Mitigation

      - [ ] drain it
        ```sh name=drain risk=destructive undo=undrain
        echo drain
        ```

      ## Roll back

      ```sh name=undrain
      echo undrain
      ```
      """
    let runbook = try read(body)
    let planner = StepPlanner(runbook, values: [:], environment: [:], user: "ana")
    let undo = try planner.undo(step: runbook.steps[0].id)
    #expect(undo.text == "echo undrain")
    #expect(undo.isUndo)
    #expect(undo.step == runbook.steps[0].id)
  }

  @Test func `what is destructive wants the value typed that it is aimed at`() throws {
    let body =
      Self.front + "# A\n\n## Fix\n\n\(fence("echo \"$host\"", "sh confirm=\"Drain $host?\""))\n"
    let plan = try plan(body, values: ["host": "eu", "token": "t"])
    #expect(plan.target == "eu")
    #expect(plan.question == "Drain eu?")
  }
}
