import Testing

@testable import IncidentModel

@Suite struct IdentifierTests {
  @Test func `an id has the layout of a UUIDv7`() {
    let id = EntryID(clock: 0x0190_1234_5678 << 16 | 0xABCD, random: .max)
    #expect(id.description == "01901234-5678-7abc-b7ff-ffffffffffff")
  }

  @Test func `ids sort by their clock and not by chance`() {
    let clocks: [Int64] = [1 << 16, 1 << 16 + 1, 1 << 16 + 16, 2 << 16, 0x0190_1234_5678 << 16]
    let ids = clocks.enumerated().map { index, clock in
      EntryID(clock: clock, random: .max - UInt64(index) << 40)
    }
    #expect(ids == ids.sorted())
    #expect(ids.map(\.description) == ids.map(\.description).sorted())
  }

  @Test func `text and bytes give the same id back`() {
    let id = IncidentID(clock: start.milliseconds << 16, random: 42)
    #expect(IncidentID(id.description) == id)
    #expect(IncidentID(id.description.uppercased().replacing("-", with: "")) == id)
    #expect(IncidentID(bytes: id.bytes) == id)
  }

  @Test(arguments: [
    "", "018f", "018f0000-0000-7000-8000-00000000000", "018f0000-0000-7000-8000-0000000000011",
    "018f0000-0000-7000-8000-00000000000g", "+18f0000-0000-7000-8000-000000000001",
  ])
  func `what is not an id is refused`(text: String) {
    #expect(EntryID(text) == nil)
  }

  @Test func `the short text is the last twenty bits`() {
    #expect(EntryID(bits: 31).shortText == "000z")
    #expect(EntryID(bits: 1 << 20 | 1 << 5).shortText == "0010")
  }

  @Test(arguments: [
    ("EU checkout: errors!", "eu-checkout-errors-7axw"), ("Ärger", "rger-7axw"),
    ("!!!", "incident-7axw"), ("", "incident-7axw"),
    (
      "a very long title that goes on and on and on until it has to end",
      "a-very-long-title-that-goes-on-and-on-7axw"
    ), (String(repeating: "x", count: 60), String(repeating: "x", count: 40) + "-7axw"),
  ])
  func `a ref is the title as a slug and four digits`(title: String, ref: String) {
    #expect(IncidentID(bits: 0x3_ABBC).ref(title: title) == ref)
  }
}
