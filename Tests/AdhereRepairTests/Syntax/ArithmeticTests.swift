import Testing

@testable import AdhereRepair

@Suite struct ArithmeticTests {
  private func value(_ text: String) -> String? {
    withPadded(text) { Arithmetic.evaluate($0, 0, $1)?.json.string }
  }

  @Test(arguments: [
    ("1+2", "3"), ("5 * 2800 * 0.1", "1400"), ("2**10", "1024"), ("1/8", "0.125"),
    ("-3 - 4", "-7"), ("10 - 2*3", "4"), ("1e3 + 1", "1001"), ("2 ** -1", "0.5"),
  ])
  func `exact results`(_ text: String, _ result: String) { #expect(value(text) == result) }

  @Test(arguments: ["1/3", "1/0", "5", "2019-12-13", "01+2", "a+1", "2**1000", ""])
  func `nothing where there is no exact result`(_ text: String) { #expect(value(text) == nil) }

  @Test func `says where the expression ends`() {
    #expect(withPadded("1+2, 3") { Arithmetic.evaluate($0, 0, $1)?.end } == 3)
  }
}

@Suite struct LiteralTests {
  private func literal(_ word: String) -> (json: String, rule: Rule?)? {
    withPadded(word) { Literal.of($0, $1) }.map { ($0.json.string, $0.rule) }
  }

  @Test func `words of JSON need no rule`() {
    for word in ["true", "false", "null"] {
      #expect(literal(word)?.json == word)
      #expect(literal(word)?.rule == nil)
    }
  }

  @Test(arguments: [
    ("True", "true", Rule.literals), ("None", "null", .literals), ("NULL", "null", .literals),
    ("undefined", "null", .undefined), ("NaN", "null", .nonFinite),
  ])
  func `words of other languages name theirs`(_ word: String, _ json: String, _ rule: Rule) {
    #expect(literal(word)?.json == json)
    #expect(literal(word)?.rule == rule)
  }

  @Test func `a slip is nearly a literal`() {
    #expect(withPadded("flase") { Literal.isNearly($0, $1) } == false)
    #expect(withPadded("truee") { Literal.isNearly($0, $1) })
    #expect(literal("truee") == nil)
  }
}
