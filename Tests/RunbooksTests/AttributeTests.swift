import IncidentModel
import Testing

@testable import Runbooks

@Suite struct AttributeTests {
  @Test(arguments: [
    #"{"name":"who","expect":"^role:\\s+\"x\"","timeout":"10s","check":true}"#,
    #"name=who expect="^role:\\s+\"x\"" timeout=10s check=true"#,
    #"{ name=who expect="^role:\\s+\"x\"" timeout=10s check=true }"#,
  ])
  func `two carriers say the same`(info: String) throws {
    let attributes = try onlyBlock("ls", "sh \(info)").attributes
    #expect(attributes.name == "who")
    #expect(attributes.expect == #"^role:\s+"x""#)
    #expect(attributes.timeoutSeconds == 10)
    #expect(attributes.isCheck)
  }

  @Test(arguments: [
    ("risk=terrible", "risk is read, change or destructive"), ("timeout=soon", "a duration"),
    ("retry=5s", "how often and how long"), ("expect=\"(\"", "not a regular expression"),
    ("name=\"a", "not closed"), ("fact=won", "a fact is"), ("approve=many", "how many"),
    ("capture=PATH", "a variable"), (#"{"a":"#, "not closed"), (#"{"a":[1]}"#, "JSON object"),
    ("check", "no value"), ("retry=5s/2m", "check=true"), (#"expect="\d+""#, "POSIX"),
    ("timeout=9999999999w9999999999w", "a duration"), ("background=true", "background"),
  ])
  func `what cannot be understood is pointed out with its line, and not run`(
    info: String, problem: String
  ) throws {
    let runbook = try read("# A\n\n## Fix\n\n\(fence("ls", "sh \(info)"))\n")
    #expect(runbook.problems.map(\.line) == [5])
    #expect(runbook.problems.first?.text.contains(problem) == true, "\(runbook.problems)")
    #expect(runbook.steps[0].blocks[0].refusal != nil)
  }

  @Test func `keys of other programs are let pass`() throws {
    let block = try onlyBlock(
      "ls", #"sh {"id":"01H","mimetype":"text/plain","interactive":"false"}"#)
    #expect(block.refusal == nil)
    #expect(!block.attributes.wantsTerminal)
  }

  @Test func `a comment below a step or a heading is about that`() throws {
    let text = """
      # A

      ## Fail over
      <!-- incident: role=ops -->

      - [ ] drain it
        <!-- incident: wait=2m approve=1 -->
      - [ ] look
      """
    let runbook = try read(text)
    #expect(runbook.steps.map(\.attributes.waitSeconds) == [120, nil])
    #expect(runbook.steps.map(\.attributes.role) == ["ops", "ops"])
    #expect(runbook.steps[0].attributes.approvals == 1)
    #expect(runbook.problems == [])
  }

  @Test func `what cannot be read at a step keeps its commands from being run`() throws {
    let runbook = try read("# A\n\n- [ ] x <!-- incident: approve=one -->\n  ```sh\n  ls\n  ```\n")
    #expect(runbook.steps[0].blocks[0].refusal != nil)
    let untagged = try read("# A\n\n## Fix\n\nDo:\n\n```approve=1 risk=change\nls -l\n```\n")
    #expect(untagged.steps[0].blocks[0].attributes.approvals == 1)
  }

  @Test(arguments: [
    ("token: {secret: true} # note", true, 0), ("token: {secret: yes}", true, 1),
    ("token: {secret: false}", false, 0), ("token:\n    secret: true", false, 1),
  ])
  func `a secret is not lost`(text: String, isSecret: Bool, problems: Int) throws {
    let runbook = try read("---\nparams:\n  \(text)\n---\n# A\n")
    #expect(runbook.front.parameters.map(\.isSecret) == [isSecret])
    #expect(runbook.problems.count == problems)
  }

  @Test func `front matter is read, and lines keep their numbers`() throws {
    let text = """
      ---
      title: Redis failover  # as we call it
      owner: team-db
      reviewed: 2026-05-01
      review_after: 90d
      alerts: [RedisMasterDown, "RedisReplication*"]
      services:
        - redis-sessions
      weight: 10
      params:
        host:   {prompt: "New primary, please", pattern: "redis-[0-9]+"}
        region: {choices: [eu, us], default: eu}
        token:  {secret: true, env: REDIS_TOKEN}
        PATH:   {prompt: "no"}
      ---
      # Another title

      - [ ] one
      """
    let runbook = try read(text)
    #expect(runbook.title == "Redis failover")
    #expect(runbook.front.alerts == ["RedisMasterDown", "RedisReplication*"])
    #expect(runbook.front.services == ["redis-sessions"])
    #expect(runbook.front.reviewAfterDays == 90)
    #expect(runbook.front.parameters.map(\.name) == ["host", "region", "token"])
    #expect(runbook.front.parameters[0].prompt == "New primary, please")
    #expect(runbook.front.parameters[1].choices == ["eu", "us"])
    #expect(runbook.front.parameters[2].isSecret)
    #expect(runbook.front.parameters[2].source == "REDIS_TOKEN")
    #expect(runbook.problems.map(\.line) == [14])
    #expect(runbook.steps[0].lines.lowerBound == 18)
  }

  @Test(
    arguments: [
      ("redis-1", nil), ("redis-x", "has to match"), ("redis-1; rm -rf /", "has to match"),
    ] as [(String, String?)])
  func `a value has to match the pattern as a whole`(value: String, refusal: String?) {
    var parameter = RunbookParameter(name: "host")
    parameter.pattern = "redis-[0-9]+"
    #expect((parameter.refusal(of: value) == nil) == (refusal == nil))
  }

  @Test(arguments: ["a;b", "-n", "$(x)", "a b", "", "a'b", "a\nb"])
  func `a text that a shell reads something into does not stand for a placeholder`(value: String) {
    #expect(RunbookParameter.refusal(ofText: value, for: "pod") != nil)
    #expect(RunbookParameter.refusal(ofText: "web-1.eu/x:80", for: "pod") == nil)
  }
}
