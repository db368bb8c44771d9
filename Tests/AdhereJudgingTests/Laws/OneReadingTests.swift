import AdhereJudging
import AdhereJSON
import AdhereRepair
import Testing

/// Law 10: where two readings of a broken text are as near, none is handed on, unless the contract
/// decides between them.
@Suite struct OneReadingTests {
  /// Every damaged text, judged: how many end right, and those that are handed on and wrong.
  private static func judged(policy: Policy = Policy()) throws -> (right: Int, wrong: [String]) {
    var right = 0
    var wrong: [String] = []
    for damaged in DamagedText.all {
      // What is JSON again conforms or not as it stands.
      if (try? JSONDocument(Array(damaged.text.utf8))) != nil { continue }
      let contract = try Contract(schema: Array(damaged.schema.utf8), policy: policy)
      guard let value = contract.judge(Output(text: damaged.text)).value else { continue }
      let same = try equal(value, Array(damaged.meant.utf8))
      if same { right += 1 } else { wrong.append(damaged.text) }
    }
    return (right, wrong)
  }

  private static func equal(_ a: [UInt8], _ b: [UInt8]) throws -> Bool {
    // Lists of the documents are compared as sets: their order cannot be damaged.
    func form(_ json: [UInt8]) throws -> [UInt8] {
      try JSONDocument(json).withTape { Canonical.form($0).sorted() }
    }
    return try form(a) == form(b)
  }

  @Test func `what is handed on from a damaged text is what it meant`() throws {
    let (right, wrong) = try OneReadingTests.judged()
    #expect(wrong.isEmpty, "\(wrong.prefix(5))")
    #expect(Double(right) >= 0.9 * Double(DamagedText.all.count))
  }

  @Test func `the checker sees a broken law`() throws {
    // A judge that takes the cheapest reading whatever its rivals.
    var careless = Policy()
    for rule in [Rule.nearestReading, .closeTruncated] { careless.allow(rule) }
    let wrong = try OneReadingTests.judged(policy: careless).wrong
    #expect(!wrong.isEmpty)
  }
}
