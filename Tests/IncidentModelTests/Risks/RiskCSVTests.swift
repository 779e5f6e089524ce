import TestSupport
import Testing

@testable import IncidentModel

private func written(_ risks: [RegisteredRisk]) -> String {
  RiskCSV.write(risks, budget: { _ in yearlyBudget }, name: handle)
}

private func read(_ file: String) -> RiskCSV.Reading {
  RiskCSV.read(file, budget: { _ in yearlyBudget }, person: known)
}

private let header = "risk,ETTD min,ETTR min,impact %,ETBF d"

@Suite struct RiskCSVTests {
  @Test func `the columns of the sheet come first, with their units`() {
    let columns = written([]).split(separator: ",").prefix(9)
    #expect(
      columns.joined(separator: ",")
        == "\(header),incidents/yr,bad min/yr,share of budget %,too big")
  }

  @Test func `a record holds inputs and what follows from them`() {
    let line = written([badRelease]).split(separator: "\r\n").last.map(String.init)
    #expect(
      line == "\"bad release, untested rollback\",5,120,100,90,4.05833,507.292,96.4506,yes,,,,,,"
        + "estimated,,,estimated,,,estimated,,,estimated,,")
  }

  @Test func `what it wrote it reads`() {
    var risk = regionLoss
    risk.detectMinutes = .init(3, .drill, source: "FD-7", at: after(3))
    risk.impact = .init(0.07, .incident, source: "=INC-1", at: after(1))
    risk.daysBetween = .init(1e-5, .experiment)
    risk.service = "+checkout"
    risk.slo = "a, \"b\"\nc"
    risk.owner = ana
    risk.isAccepted = false
    risk.seeds = [
      .init(incident: IncidentID(bits: 1)),
      .init(incident: IncidentID(bits: 2), surprise: EntryID(bits: 3)),
    ]
    let reading = read(written([risk, badRelease]))
    #expect(reading.problems.isEmpty)
    #expect(reading.contradictions.isEmpty)
    #expect(reading.risks == [risk, badRelease])
  }

  @Test func `any number and text is read back as it was`() {
    var generator = SeededGenerator(seed: 42)
    func number() -> Double {
      let scales: [Double] = [1e-9, 1e-3, 1, 1e3, 1e9]
      let scale = scales.randomElement(using: &generator) ?? 1
      return Double.random(in: 0..<1, using: &generator) * scale
    }
    func text() -> String {
      let pieces = ["a", ",", "\"", "=", "'", " ", "é", "\n", "-", "🔥", "1", "|", "\r\n"]
      return (0..<6).map { _ in pieces.randomElement(using: &generator) ?? "" }.joined()
    }
    func input() -> RegisteredRisk.Input {
      .init(
        number(), RegisteredRisk.Provenance.allCases.randomElement(using: &generator) ?? .drill,
        source: "s\(text())", at: after(Int64.random(in: 0..<99_999, using: &generator)))
    }
    for _ in 0..<500 {
      var risk = RegisteredRisk(
        title: "t\(text())", detectMinutes: input(), repairMinutes: input(), impact: input(),
        daysBetween: input())
      risk.daysBetween.value += 1e-9
      risk.slo = "o\(text())"
      risk.owner = bo
      let reading = read(written([risk]))
      #expect(reading.risks == [risk])
      #expect(reading.problems.isEmpty && reading.contradictions.isEmpty)
    }
  }

  @Test func `four columns and a title are enough, in any order and case`() {
    let reading = read("x,etbf d,Impact %,ETTR MIN,ettd min,RISK\n1,90,40 %,47,14,a\n")
    #expect(reading.problems.isEmpty)
    #expect(reading.risks == [sampleRisk(14, 47, 0.4, 90, title: "a")])
  }

  @Test(
    arguments: [
      ("", 1, "risk", RiskCSV.Problem.What.file(.missingColumn("risk"))),
      ("risk,ETTD min,ETTR min,impact %\n", 1, "ETBF d", .file(.missingColumn("ETBF d"))),
      ("\(header),risk\n", 1, "risk", .file(.columnTwice("risk"))),
      ("\(header)\na,1,1,1\n", 2, nil, .file(.fields(found: 4, wanted: 5))),
      ("\(header)\n\na,1,x,1,1\n", 3, "ETTR min", .notANumber("x")),
      ("\(header)\na,1,\"1,5\",1,1\n", 2, "ETTR min", .notANumber("1,5")),
      ("\(header)\na,1,1,0x10,1\n", 2, "impact %", .notANumber("0x10")),
      ("\(header)\na,nan,1,1,1\n", 2, "ETTD min", .notANumber("nan")),
      ("\(header)\na,1,1,1,\n", 2, "ETBF d", .empty), ("\(header)\n ,1,1,1,1\n", 2, "risk", .empty),
      ("\(header)\na,1,1,1,0\n", 2, "ETBF d", .refused(.notPositive(.daysBetween))),
      ("\(header)\na,-1,1,1,1\n", 2, "ETTD min", .refused(.negative(.detectMinutes))),
      ("\(header)\na,1,1,-1,1\n", 2, "impact %", .refused(.negative(.impact))),
      ("\(header)\na,1e300,1,1e300,1\n", 2, "bad min/yr", .refused(.tooLarge)),
      ("\(header),accepted\na,1,1,1,1,maybe\n", 2, "accepted", .notYesOrNo("maybe")),
      ("\(header),owner\na,1,1,1,1,a b\n", 2, "owner", .badHandle("a b")),
      ("\(header),seeds\na,1,1,1,1,INC-1\n", 2, "seeds", .badSeed("INC-1")),
      ("\(header),ETTD min date\na,1,1,1,1,soon\n", 2, "ETTD min date", .notATime("soon")),
      (
        "\(header),ETTD min provenance\na,1,1,1,1,guess\n", 2, "ETTD min provenance",
        .unknownProvenance("guess", known: ["estimated", "incident", "drill", "experiment"])
      ),
      ("\(header)\na,1,1,1,1\nb,\"1,1,1,1\n", 3, nil, .file(.unclosedQuote)),
      ("\"", 1, nil, .file(.unclosedQuote)),
    ] as [(String, Int, String?, RiskCSV.Problem.What)])
  func `a problem is told with its line and its column`(
    file: String, line: Int, column: String?, what: RiskCSV.Problem.What
  ) {
    let problems = read(file).problems
    #expect(
      problems.contains(RiskCSV.Problem(line: line, column: column, what: what)), "\(problems)")
  }

  @Test func `a bad line does not hide the good ones`() {
    let reading = read("\(header)\na,1,1,x,1\nb,1,1,1,1\n")
    #expect(reading.risks.map(\.title) == ["b"])
    #expect(reading.problems.map(\.line) == [2])
  }

  @Test(arguments: ["507", "507.3", "507.292", "506"])
  func `a rounded result contradicts nothing`(minutes: String) {
    let reading = read("\(header),bad min/yr\na,5,120,100,90,\(minutes)\n")
    #expect(reading.contradictions.isEmpty)
  }

  @Test func `a result that does not follow is told and not believed`() {
    let reading = read("\(header),bad min/yr,too big\na,5,120,100,90,50,yes\n")
    #expect(
      reading.contradictions == [
        RiskCSV.Contradiction(line: 2, column: "bad min/yr", found: "50", computed: "507.292")
      ])
    #expect(reading.risks.count == 1)
  }

  @Test func `no budget is told as such`() {
    let file = RiskCSV.write(
      [regionLoss], budget: { _ in RiskBudget(objective: 1) }, name: handle)
    #expect(file.contains(",no budget,yes,"))
  }

  @Test(arguments: [
    ("0.4", 2, "40"), ("1e-05", 2, "0.001"), ("1.5", 2, "150"), ("40", -2, "0.4"), ("0", 2, "0"),
    ("123.456", -5, "0.00123456"), ("5e-324", 2, "5e-322"), ("1e+16", 0, "10000000000000000"),
    ("-0.5", 2, "-50"), ("007", 0, "7"), (".5", 1, "5"), ("5.", 0, "5"),
  ])
  func `a point is moved without a loss`(text: String, places: Int, moved: String) {
    #expect(RiskCSV.shifted(text, by: places) == moved)
  }

  @Test(arguments: [
    "", "x", "nan", "inf", "0x1", "1e", "e5", "1e5e5", "1.2.3", ".", "1e\(Int.max)",
  ])
  func `what is no decimal number is not moved`(text: String) {
    #expect(RiskCSV.shifted(text, by: 2) == nil)
  }
}
