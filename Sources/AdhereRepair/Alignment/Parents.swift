import AdhereJSON

/// The container of each node, found in one pass.
struct Parents {
  private var parent: [Int32]

  init(_ tape: Tape) {
    parent = [Int32](repeating: 0, count: tape.count)
    var stack: [Int] = []
    for i in 0..<tape.count {
      while let top = stack.last, i >= tape.next(after: top) { stack.removeLast() }
      parent[i] = Int32(stack.last ?? 0)
      if tape[i].isContainer { stack.append(i) }
    }
  }

  func of(_ node: Int) -> Int { Int(parent[node]) }
}
