public import AdhereJSON

/// Finds every violation: the same program, run once more to the end.
struct Describer {
  /// Borrowed: a describer lives no longer than the call that makes it, and counting references
  /// would be a good part of its cost.
  unowned(unsafe) let schema: CompiledSchema
  let limit: Int
  /// Answers yes-or-no questions on the way; counts the steps of both.
  var evaluator: Evaluator
  var found: [Violation] = []
  /// What was found, so that nothing is told twice that is reached by two ways.
  private var told: Set<Told> = []

  /// A keyword, and the value that breaks it.
  private struct Told: Hashable {
    var source: UInt32
    var keyword: UInt32
    var node: Int
    /// Of several violations of one keyword by one value.
    var part: Int
  }
  /// How the value at hand was reached.
  var step: UnsafePointer<Step>?

  /// A step from a value into it. Steps live on the native stack, each pointing to the one
  /// before, so that a path costs nothing until a violation needs it.
  struct Step {
    var parent: UnsafePointer<Step>?
    /// A key node, or -1.
    var key: Int
    var position: Int
  }

  init(_ schema: CompiledSchema, _ tape: Tape, limit: Int, maximumDepth: Int) {
    self.schema = schema
    self.limit = limit
    evaluator = Evaluator(
      schema.storage.program, tape, maximumDepth: maximumDepth,
      maximumSteps: schema.maximumSteps(tape),
      maximumPatternWork: schema.maximumPatternWork(tape))
  }

  var program: Program { evaluator.program }
  var tape: Tape { evaluator.tape }
  /// The work is used up, and a violation says so.
  private var isStopped = false
  var isFull: Bool { found.count >= limit || isStopped }

  /// Collects the violations of the value at `node`; whether there are none.
  @inline(never)
  @discardableResult
  mutating func run(_ index: UInt32, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    evaluator.depth &-= 1
    evaluator.steps &-= 1
    defer { evaluator.depth &+= 1 }
    if isFull { return false }
    if evaluator.depth < 0 || evaluator.steps < 0 { return exhausted(index, node) }
    let block = program.blocks + Int(index)
    let kind = tape.nodes[node].kind
    var ok = true
    if block.pointee.types &>> kind.rawValue & 1 == 0 {
      ok = wrongType(block, index, node)
    } else if kind == .number, block.pointee.flags & Block.integersOnly != 0,
      !evaluator.isInteger(node, block.pointee.flags)
    {
      ok = wrongType(block, index, node)
    }
    if block.pointee.flags & Block.leaf != 0 { return ok }
    if block.pointee.flags & (Block.tracksItems | Block.tracksProperties) != 0,
      tape.nodes[node].isContainer
    {
      return runTracked(block, node, kind, marks) && ok
    }
    return runGroups(block, node, kind, marks) && ok
  }

  @inline(never)
  private mutating func runTracked(
    _ block: UnsafePointer<Block>, _ node: Int, _ kind: Node.Kind, _ marks: Evaluator.Marks?
  ) -> Bool {
    let words = Evaluator.words(tape, node)
    let own = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
    own.initialize(repeating: 0, count: words)
    defer { own.deallocate() }
    let ok = runGroups(block, node, kind, own)
    if let marks {
      for i in 0..<words { marks[i] |= own[i] }
    }
    return ok
  }

  private mutating func runGroups(
    _ block: UnsafePointer<Block>, _ node: Int, _ kind: Node.Kind, _ marks: Evaluator.Marks?
  ) -> Bool {
    evaluator.charge(node, kind)
    var ok = true
    for pc in block.pointee.instructions(for: kind) where !check(pc, node, marks) { ok = false }
    for pc in block.pointee.everyKind where !check(pc, node, marks) { ok = false }
    return ok
  }

  /// What the last check met that left it undecided; the violation that follows says so. Nil where
  /// it was decided.
  mutating func takeLimit() -> ViolationDetail.Cause? {
    guard evaluator.isUndecided else { return nil }
    evaluator.isUndecided = false
    return limitCause
  }

  /// The cause of a violation that says which limit was met last.
  private var limitCause: ViolationDetail.Cause {
    let options = schema.options
    return switch evaluator.met {
    case .depth: schema.endless.isEmpty ? .tooDeep(limit: options.maximumDepth) : .endless
    case .pattern(let pattern): .costlyPattern(pattern)
    case .patterns: .tooMuchPatternWork(limit: options.maximumPatternWork)
    case .division: .longDivision
    case .steps, nil: .tooManySteps(limit: options.maximumSteps)
    }
  }

  /// A check met a limit, and no violation says so: inside `not` for instance.
  @inline(never)
  mutating func emitLimit(_ pc: Int, _ node: Int) -> Bool {
    guard let cause = takeLimit() else { return false }
    return emit(pc, cause, node)
  }

  // MARK: - Descending

  /// Runs a block on the member value or element at `node`. `key`: its key, or -1.
  @inline(__always)
  mutating func descend(_ block: UInt32, _ node: Int, key: Int, position: Int) -> Bool {
    let parent = step
    defer { step = parent }
    return withUnsafePointer(to: Step(parent: parent, key: key, position: position)) { here in
      step = here
      return run(block, node, nil)
    }
  }

  /// JSON Pointer of the value at hand: measured, then written from its end, so that it costs
  /// one allocation at most.
  private func path() -> String {
    guard let step else { return "" }
    var length = 0
    var current: UnsafePointer<Step>? = step
    while let here = current {
      withToken(of: here.pointee) { length += 1 + $0.count + $1 }
      current = here.pointee.parent
    }
    return String(unsafeUninitializedCapacity: length) { out in
      var end = length
      func put(_ byte: UInt8) {
        end -= 1
        out[end] = byte
      }
      var current: UnsafePointer<Step>? = step
      while let here = current {
        withToken(of: here.pointee) { token, _ in
          for byte in token.reversed() {
            switch byte {
            case UInt8(ascii: "~"):
              put(UInt8(ascii: "0"))
              put(UInt8(ascii: "~"))
            case UInt8(ascii: "/"):
              put(UInt8(ascii: "1"))
              put(UInt8(ascii: "~"))
            default: put(byte)
            }
          }
        }
        put(UInt8(ascii: "/"))
        current = here.pointee.parent
      }
      return length
    }
  }

  /// Runs `body` with the reference token of a step and the number of bytes that have to be escaped.
  private func withToken(
    of step: Step, _ body: (UnsafeBufferPointer<UInt8>, _ escaped: Int) -> Void
  ) {
    guard step.key >= 0 else {
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
        var start = 20
        var rest = step.position
        repeat {
          start -= 1
          digits[start] = UInt8(ascii: "0") + UInt8(rest % 10)
          rest /= 10
        } while rest > 0
        body(UnsafeBufferPointer(rebasing: digits[start...]), 0)
      }
    }
    evaluator.withDecoded(step.key) { name in
      var escaped = 0
      for byte in name where byte == UInt8(ascii: "~") || byte == UInt8(ascii: "/") { escaped += 1 }
      body(name, escaped)
    }
  }

  /// Runs `body` as if nothing had been found, and returns what it finds.
  mutating func findingAnew(_ body: (inout Describer) -> Void) -> [Violation] {
    let outer = (found, told)
    found = []
    told = []
    body(&self)
    defer { (found, told) = outer }
    return found
  }

  // MARK: - Emitting

  /// Adds a violation of the instruction at `pc`. Returns false, as the check it ends does.
  mutating func emit(
    _ pc: Int, _ cause: ViolationDetail.Cause, _ node: Int, branches: [[Violation]] = []
  ) -> Bool {
    emit(
      ViolationDetail(takeLimit() ?? cause, program.code[pc].keyword, program.origins[pc]), node,
      branches)
  }

  @inline(never)
  mutating func emit(
    _ detail: ViolationDetail, _ node: Int, _ branches: [[Violation]] = []
  ) -> Bool {
    guard found.count < limit else { return false }
    switch detail.cause {
    case .tooManySteps, .tooMuchPatternWork:
      // Whatever follows would say the same.
      if isStopped { return false }
      isStopped = true
    default: break
    }
    guard
      told.insert(
        Told(
          source: detail.origin.source, keyword: detail.origin.value, node: node,
          part: detail.cause.part)
      ).inserted
    else { return false }
    found.append(
      Violation(detail, schema, instancePath: path(), instanceNode: node, branches: branches))
    return false
  }

  @inline(never)
  private mutating func wrongType(
    _ block: UnsafePointer<Block>, _ index: UInt32, _ node: Int
  ) -> Bool {
    let cause = block.pointee.types == 0 ? ViolationDetail.Cause.falseSchema : .type
    return emit(ViolationDetail(cause, .type, schema.blockOrigins[Int(index)]), node)
  }

  /// A bound of the evaluation was met at this schema.
  @inline(never)
  private mutating func exhausted(_ block: UInt32, _ node: Int) -> Bool {
    evaluator.meet(evaluator.depth < 0 ? .depth : .steps)
    var cause = takeLimit() ?? limitCause
    if case .tooDeep = cause, schema.endless.contains(block) { cause = .endless }
    return emit(ViolationDetail(cause, .ref, schema.blockOrigins[Int(block)]), node)
  }

  // MARK: - The whole

  /// What left the verdict open, where no violation says so.
  var undecided: ViolationDetail {
    ViolationDetail(limitCause, .ref, schema.blockOrigins[Int(schema.entry)])
  }

  mutating func start(_ node: Int) {
    if !run(schema.entry, node, nil), found.isEmpty { _ = emit(undecided, node) }
  }
}

extension CompiledSchema {
  /// Every way in which the value at `node` breaks the schema, at most `limit` of them; empty
  /// exactly where ``isValid(_:at:)`` is true.
  public func violations(_ tape: Tape, at node: Int = 0, limit: Int = 100) -> [Violation] {
    let shallow = min(options.maximumDepth, DeepStack.shallow)
    let limit = max(limit, 1)
    var describer = Describer(self, tape, limit: limit, maximumDepth: shallow)
    describer.start(node)
    if describer.evaluator.isTooDeep, options.maximumDepth > shallow,
      let found = DeepStack.run(
        depth: options.maximumDepth,
        { depth in
          var describer = Describer(self, tape, limit: limit, maximumDepth: depth)
          describer.start(node)
          return describer.found
        })
    {
      return found
    }
    // Taken out, not copied.
    var found: [Violation] = []
    swap(&found, &describer.found)
    return found
  }
}
