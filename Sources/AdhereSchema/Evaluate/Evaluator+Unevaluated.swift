internal import AdhereJSON

extension Evaluator {
  /// Words of the marks for the container at `node`.
  static func words(_ tape: Tape, _ node: Int) -> Int {
    guard tape.nodes[node].isContainer else { return 1 }
    return max((tape.count(of: node) + 63) / 64, 1)
  }

  /// Whether some keyword has evaluated the member or element.
  @inline(__always)
  static func isMarked(_ ordinal: Int, _ marks: Marks) -> Bool {
    marks[ordinal >> 6] >> UInt64(ordinal & 63) & 1 != 0
  }

  /// A schema with unevaluatedItems or unevaluatedProperties sees what its own keywords have
  /// evaluated, not what its surroundings have: it gets marks of its own, which are added to theirs
  /// when it succeeds.
  @inline(never)
  mutating func runTracked(
    _ block: UnsafePointer<Block>, _ node: Int, _ marks: Marks?
  ) -> Bool {
    let words = Evaluator.words(tape, node)
    return withUnsafeTemporaryAllocation(of: UInt64.self, capacity: words) { own in
      own.initialize(repeating: 0)
      guard runContainer(block, node, own.baseAddress!) else { return false }
      if let marks {
        for i in 0..<words { marks[i] |= own[i] }
      }
      return true
    }
  }

  @inline(never)
  mutating func unevaluatedItems(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    guard let marks, nodes[node].kind == .array else { return true }
    let end = Int(nodes[node].link)
    var child = node &+ 1
    var ordinal = 0
    while child < end {
      if !Self.isMarked(ordinal, marks) {
        if !run(i.block, child, nil) { return false }
        mark(ordinal, marks)
      }
      ordinal &+= 1
      child = tape.next(after: child)
    }
    return true
  }

  @inline(never)
  mutating func unevaluatedProperties(_ node: Int, _ i: Instruction, _ marks: Marks?) -> Bool {
    guard let marks, nodes[node].kind == .object else { return true }
    let end = Int(nodes[node].link)
    var key = node &+ 1
    var ordinal = 0
    while key < end {
      if !Self.isMarked(ordinal, marks) {
        if !run(i.block, key &+ 1, nil) { return false }
        mark(ordinal, marks)
      }
      ordinal &+= 1
      key = tape.next(after: key &+ 1)
    }
    return true
  }
}
