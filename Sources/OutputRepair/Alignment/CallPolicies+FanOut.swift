import JSONSchema
import JSONText

/// `f(city=["a","b"])` as `f(city="a")`, `f(city="b")`: one call for each element.
enum FanOut {
  /// The calls of the list in which a list stands where the tool wants none, spread. Several
  /// such arguments of one call are taken in step, if they are equally long.
  static func changes(_ tape: Tape, _ targets: [Aligner.Target]) -> [Change] {
    var out: [Change] = []
    for (call, target) in zip(Array(tape.children(of: 0)), targets) {
      guard let arguments = tape.member("arguments", of: call), arguments == target.node,
        let lists = lists(tape, target), let first = lists.first
      else { continue }
      let count = tape.count(of: first)
      guard count > 1, count <= 64, lists.allSatisfy({ tape.count(of: $0) == count }) else {
        continue
      }
      out.append(spread(tape, call, lists, count))
    }
    return out
  }

  /// The argument values that are lists and must not be; nil where something else is wrong too.
  private static func lists(_ tape: Tape, _ target: Aligner.Target) -> [Int]? {
    let violations = target.schema.violations(tape, at: target.node)
    guard !violations.isEmpty else { return nil }
    var lists: [Int] = []
    for violation in violations {
      guard tape.kind(violation.instanceNode) == .array,
        violation.keyword == "type" || violation.keyword == "enum"
      else { return nil }
      if !lists.contains(violation.instanceNode) { lists.append(violation.instanceNode) }
    }
    return lists.sorted()
  }

  private static func spread(_ tape: Tape, _ call: Int, _ lists: [Int], _ count: Int) -> Change {
    let span = tape.span(call)
    let elements = lists.map { Array(tape.children(of: $0)) }
    var text: [UInt8] = []
    for i in 0..<count {
      if i > 0 { text += Text.comma }
      let local = lists.indices.map { j -> Change in
        let list = tape.span(lists[j])
        return Change(
          list.lowerBound - span.lowerBound, list.upperBound - span.lowerBound,
          Array(tape.source(elements[j][i])), .fanOut)
      }
      text += Changes.apply(local, to: tape.source(call))
    }
    return Change(span, text, .fanOut)
  }
}
