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
      maximumSteps: schema.maximumSteps(tape))
  }

  var program: Program { evaluator.program }
  var tape: Tape { evaluator.tape }
  var isFull: Bool { found.count >= limit }

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
    let first = Int(block.pointee.first)
    let ends = block.pointee.ends
    var ok = true
    let own: (UInt16, UInt16) =
      switch kind {
      case .number: (0, ends.0)
      case .string, .key: (ends.0, ends.1)
      case .array: (ends.1, ends.2)
      case .object: (ends.2, ends.3)
      default: (0, 0)
      }
    var pc = Int(own.0)
    while pc < Int(own.1) {
      if !check(first &+ pc, node, marks) { ok = false }
      pc &+= 1
    }
    pc = Int(ends.3)
    while pc < Int(ends.5) {
      if !check(first &+ pc, node, marks) { ok = false }
      pc &+= 1
    }
    return ok
  }

  /// One instruction; whether it holds.
  @inline(never)
  mutating func check(_ pc: Int, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    let i = program.code[pc]
    if isFull { return false }
    switch i.operation {
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
      return checkNumber(pc, i, node)
    case .pattern, .format, .content: return checkString(pc, i, node)
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
      return checkCount(pc, i, node)
    case .prefixItems: return prefix(i, node, marks)
    case .items: return rest(pc, i, node, marks)
    case .contains: return contains(pc, i, node, marks)
    case .uniqueItems: return uniqueItems(pc, node)
    case .object: return object(i, node, marks)
    case .dependent: return dependent(pc, i, node, marks)
    case .propertyDependent: return propertyDependent(i, node, marks)
    case .enumeration, .constant:
      if program.contains(i.a, tape, node) { return true }
      return emit(pc, i.operation == .constant ? .constant : .enumeration, node)
    case .call: return run(i.a, node, marks)
    case .all: return all(i, node, marks)
    case .any: return any(pc, i, node, marks)
    case .one: return one(pc, i, node, marks)
    case .not: return evaluator.run(i.a, node, nil) ? emit(pc, .not, node) : true
    case .conditional: return conditional(pc, i, node, marks)
    case .typeUnion:
      if evaluator.typeUnion(node, i, nil) { return true }
      return emit(pc, .union, node, i.flag ? 1 : 0)
    case .unevaluatedItems: return unevaluatedItems(pc, i, node, marks)
    case .unevaluatedProperties: return unevaluatedProperties(pc, i, node, marks)
    }
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
      guard let size = size(of: here.pointee) else { return longPath(step) }
      length += 1 + size
      current = here.pointee.parent
    }
    return String(unsafeUninitializedCapacity: length) { out in
      var end = length
      var current: UnsafePointer<Step>? = step
      while let here = current {
        let key = here.pointee.key
        if key >= 0 {
          let text = tape.text(key)
          end -= text.count
          for i in 0..<text.count { out[end + i] = text[i] }
        } else {
          var position = here.pointee.position
          repeat {
            end -= 1
            out[end] = UInt8(ascii: "0") + UInt8(position % 10)
            position /= 10
          } while position > 0
        }
        end -= 1
        out[end] = UInt8(ascii: "/")
        current = here.pointee.parent
      }
      return length
    }
  }

  /// Bytes of the reference token; nil where the key needs escapes.
  private func size(of step: Step) -> Int? {
    if step.key >= 0 {
      let text = tape.text(step.key)
      for byte in text
      where byte == UInt8(ascii: "~") || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "\\") {
        return nil
      }
      return text.count
    }
    var digits = 1
    var rest = step.position / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    return digits
  }

  private func longPath(_ step: UnsafePointer<Step>) -> String {
    var steps: [Step] = []
    var current: UnsafePointer<Step>? = step
    while let here = current {
      steps.append(here.pointee)
      current = here.pointee.parent
    }
    var out: [UInt8] = []
    for step in steps.reversed() {
      out.append(UInt8(ascii: "/"))
      if step.key < 0 {
        out.append(contentsOf: String(step.position).utf8)
      } else {
        StringText.decode(tape, step.key).withUnsafeBufferPointer {
          PointerText.append($0, to: &out)
        }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  // MARK: - Emitting

  /// Adds a violation of the instruction at `pc`. Returns false, as the check it ends does.
  mutating func emit(
    _ pc: Int, _ kind: Finding.Kind, _ node: Int, _ first: Int = 0, _ second: Int = 0,
    name: [UInt8] = [], branches: [[Violation]] = []
  ) -> Bool {
    let finding = Finding(
      kind: kind, keyword: program.code[pc].keyword, origin: program.origins[pc], first: first,
      second: second, name: name)
    return emit(finding, node, branches)
  }

  @inline(never)
  mutating func emit(_ finding: Finding, _ node: Int, _ branches: [[Violation]] = []) -> Bool {
    guard !isFull else { return false }
    found.append(
      Violation(finding, schema, instancePath: path(), instanceNode: node, branches: branches))
    return false
  }

  @inline(never)
  private mutating func wrongType(
    _ block: UnsafePointer<Block>, _ index: UInt32, _ node: Int
  ) -> Bool {
    let isFalse = block.pointee.types == 0
    return emit(
      Finding(
        kind: isFalse ? .falseSchema : .type, keyword: .type,
        origin: schema.blockOrigins[Int(index)]), node)
  }

  /// A bound of the evaluation was met at this schema.
  @inline(never)
  private mutating func exhausted(_ block: UInt32, _ node: Int) -> Bool {
    let deep = evaluator.depth < 0
    evaluator.isUndecided = true
    if deep { evaluator.isTooDeep = true }
    return emit(
      Finding(
        kind: deep ? .tooDeep : .tooManySteps, keyword: .ref,
        origin: schema.blockOrigins[Int(block)],
        first: deep ? schema.options.maximumDepth : schema.options.maximumSteps), node)
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

extension Describer {
  mutating func start(_ node: Int) {
    let ok = run(schema.entry, node, nil)
    if found.isEmpty, !ok || evaluator.isUndecided {
      // A limit was met where no violation is told, inside `not` for instance.
      _ = emit(
        Finding(
          kind: .tooManySteps, keyword: .ref, origin: schema.blockOrigins[Int(schema.entry)],
          first: schema.options.maximumSteps), node)
    }
  }
}
