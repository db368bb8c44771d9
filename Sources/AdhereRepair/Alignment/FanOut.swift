import AdhereSchema
import AdhereJSON

/// `f(city=["a","b"])` as `f(city="a")`, `f(city="b")`: one call for each element.
enum FanOut {
  /// The argument objects that one call's arguments stand for; nil where they hold no list to
  /// spread, or something else is wrong with them.
  static func spread(_ arguments: [UInt8], schema: CompiledSchema) -> [[UInt8]]? {
    let list = Array(#"[{"arguments":"#.utf8) + arguments + Array("}]".utf8)
    guard let document = try? JSONDocument(list) else { return nil }
    let changes = document.withTape { tape in
      tape.member("arguments", of: 1).map {
        Self.changes(tape, [Aligner.Target(node: $0, schema: schema, path: "")])
      } ?? []
    }
    guard !changes.isEmpty,
      let spread = try? JSONDocument(
        list.withUnsafeBufferPointer { Changes.apply(changes, to: $0) })
    else { return nil }
    var out: [[UInt8]] = []
    spread.withTape { tape in
      for call in tape.children(of: 0) {
        if let node = tape.member("arguments", of: call) { out.append(Array(tape.source(node))) }
      }
    }
    return out.count > 1 ? out : nil
  }

  /// The calls of the list in which a list is where the tool wants none, spread. Several
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
        violation.keyword == "type" || violation.keyword == "enum",
        isArgument(tape, violation.instanceNode, target.node)
      else { return nil }
      if !lists.contains(violation.instanceNode) { lists.append(violation.instanceNode) }
    }
    return lists.sorted()
  }

  /// Whether the node is the value of an argument, not a part of one.
  private static func isArgument(_ tape: Tape, _ node: Int, _ arguments: Int) -> Bool {
    tape.children(of: arguments).contains { $0 + 1 == node }
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
