import Testing

@testable import AdhereRepair

@Suite struct ValueSpellingTests {
  @Test(arguments: [
    ("Open", "open"), ("LOW", "low"), ("low", "Low"), ("North East", "north_east"),
    ("north-east", "NorthEast"), ("size m", "size-M"), (" up ", "up"), ("-1.5", "-1.5"),
  ])
  func `case and the signs between words do not count`(_ a: String, _ b: String) {
    #expect(ValueSpelling.isAlike(bytes(a), bytes(b)))
    #expect(ValueSpelling.isAlike(bytes(b), bytes(a)))
  }

  @Test(arguments: [
    ("re-act", "react"), ("in valid", "invalid"), ("1 2", "12"), ("7-3", "7 3"), ("-1", "1"),
    ("mV", "MV"), ("kV", "KV"), ("Ca", "CA"), ("", ""),
  ])
  func `what parts words, and the case of units, do`(_ a: String, _ b: String) {
    #expect(ValueSpelling.isAlike(bytes(a), bytes(b)) == (a == b))
    #expect(ValueSpelling.isAlike(bytes(b), bytes(a)) == (a == b))
  }

  @Test func `values that only joints tell apart are rivals`() {
    #expect(ValueSpelling.rival(bytes("Re-act")) == ValueSpelling.rival(bytes("react")))
    #expect(ValueSpelling.rival(bytes("-1")) != ValueSpelling.rival(bytes("1")))
  }
}
