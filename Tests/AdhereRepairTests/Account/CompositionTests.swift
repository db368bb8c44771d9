import AdhereTestSupport
import Testing

@testable import AdhereRepair

@Suite struct CompositionTests {
  private func apply(_ changes: [Change], to text: String) -> String {
    Changes.apply(changes, to: bytes(text)).string
  }

  @Test func `two layers that do not touch stay apart`() {
    let first = [Change(0, 1, bytes("12"), .comment)]
    let second = [Change(4, 5, [], .trailingComma)]
    let both = Changes.compose(first, second)
    #expect(both.map(\.rule) == [.comment, .trailingComma])
    #expect(apply(both, to: "abcd") == apply(second, to: apply(first, to: "abcd")))
  }

  @Test func `a change of what was written becomes one with both rules`() {
    let first = [Change(1, 2, bytes("'x'"), .literals)]
    let second = [Change(2, 3, bytes("yy"), .enumSpelling)]
    let both = Changes.compose(first, second)
    #expect(both.count == 1)
    #expect(both.first?.rules.rules == [.literals, .enumSpelling])
    #expect(apply(both, to: "a-b") == "a'yy'b")
  }

  @Test func `an empty layer changes nothing`() {
    let layer = [Change(0, 1, bytes("x"), .comment)]
    #expect(Changes.compose(layer, []) == layer)
    #expect(Changes.compose([], layer) == layer)
  }

  @Test func `composing is applying one after the other`() {
    var random = SplitMix64(20_261_129)
    func layer(_ length: Int) -> [Change] {
      var out: [Change] = []
      var at = 0
      while true {
        let start = at + Int.random(in: 0...4, using: &random)
        let end = start + Int.random(in: 0...3, using: &random)
        guard end <= length else { return out }
        let size = Int.random(in: 0...20, using: &random)
        let text = (0..<size).map { _ in UInt8.random(in: 65...90, using: &random) }
        out.append(Change(start, end, text, Rule.allCases.randomElement(using: &random)!))
        at = end + 1
      }
    }
    for _ in 0..<2_000 {
      let text = (0..<Int.random(in: 0...30, using: &random)).map { _ in
        UInt8.random(in: 97...122, using: &random)
      }
      let first = layer(text.count)
      let middle = Changes.apply(first, to: text)
      let second = layer(middle.count)
      let both = Changes.compose(first, second)
      #expect(Changes.apply(both, to: text) == Changes.apply(second, to: middle))
      #expect(
        Changes.rules(both) == RuleSet(Changes.rules(first).rules + Changes.rules(second).rules))
    }
  }
}
