import Testing

@testable import AdhereTraining

/// Rows that ask almost what an evaluation case asks.
@Suite struct DecontaminationTests {
  private let question =
    "I am going to Bergen on Saturday and mean to hike up to the old lighthouse: how cold will it be?"

  private func line(_ question: String) -> String {
    Lines.tool(asked: #""prompt":"\#(question)""#)
  }

  private func refusals(_ asked: String, overlap: Double? = 0.8) throws -> [String: Int] {
    let cases = try Export("eval", [line(question)]).rows
    return try Export("together-sft", [line(asked)]) {
      $0.against.overlap = overlap
      for row in cases { $0.against.add(line: Array(row.utf8)) }
    }.summary.refusals
  }

  @Test func `the same in other words around it`() throws {
    #expect(try refusals(question) == ["in-evaluation": 1])
    #expect(try refusals("Please help. " + question + " Thank you.") == ["near-evaluation": 1])
    #expect(try refusals(question.uppercased()) == ["near-evaluation": 1])
    #expect(try refusals(question.replacing(" ", with: "  ")) == ["near-evaluation": 1])
    // A part of it.
    #expect(try refusals(String(question.prefix(70))) == ["near-evaluation": 1])
    #expect(try refusals(question.replacing("Saturday", with: "Tuesday")) == [:])
    #expect(
      try refusals(question.replacing("Saturday", with: "Tuesday"), overlap: 0.5)
        == ["near-evaluation": 1])
  }

  @Test func `what is something else stays`() throws {
    #expect(try refusals("Book me a table for two in the harbour of Stavanger on Friday") == [:])
    #expect(try refusals("Please help. " + question, overlap: nil) == [:])
    #expect(try refusals("Cold?") == [:])
    // In a short question one word is what is asked.
    let short = try Export("eval", [line("How cold will it be in Bergen?")]).rows
    let rows = try Export("together-sft", [line("How cold will it be in Narvik?")]) {
      for row in short { $0.against.add(line: Array(row.utf8)) }
    }.rows
    #expect(rows.count == 1)
  }

  @Test func `the session of a case`() throws {
    let session = #""session":"visit 1""#
    let cases = try Export("eval", [Lines.tool(asked: #""prompt":"A""#, extra: session)]).rows
    #expect(cases[0].contains(session))
    let lines = [
      Lines.tool(asked: #""prompt":"B""#, extra: session), Lines.tool(asked: #""prompt":"C""#),
    ]
    let export = try Export("together-sft", lines) {
      for row in cases { $0.against.add(line: Array(row.utf8)) }
    }
    #expect(export.rows.count == 1)
    #expect(export.summary.refusals == ["in-evaluation": 1])
  }

  @Test func `what all cases share tells nothing`() {
    var index = OverlapIndex()
    let template = "You are an assistant of a shop that sells many things. The customer says: "
    func say(_ n: Int) -> [UInt8] {
      Array(
        (template + [7919, 10_007, 65_537, 99_991].map { "item \((n + 1) * $0) and " }.joined())
          .utf8)
    }
    for n in 0..<200 { index.add(say(n)) }
    #expect(!index.holds(say(1000), share: 0.8))
    #expect(index.holds(say(77), share: 0.8))
    #expect(index.holds(say(77) + Array("thanks a lot for it".utf8), share: 0.8))
    // Of few cases the template is most of what each says.
    var few = OverlapIndex()
    for n in 0..<3 { few.add(say(n)) }
    #expect(few.holds(say(2), share: 0.8))
  }
}
