internal import AdhereJSON

/// Runs a program over an instance: yes or no, without allocation.
///
/// A schema application is one native call. Beyond ``DeepStack/shallow`` of them nested the
/// evaluation starts anew on a stack that is large enough. Their nesting is bounded by
/// ``SchemaOptions/maximumDepth`` and their number by ``SchemaOptions/maximumSteps``; what runs
/// into a bound, and a pattern that runs into its own, is ``isUndecided``: never valid, whatever
/// `not` makes of it.
struct Evaluator {
  /// One bit for each member or element that some keyword has evaluated, for unevaluatedItems
  /// and unevaluatedProperties.
  typealias Marks = UnsafeMutablePointer<UInt64>

  let program: Program
  let nodes: UnsafePointer<Node>
  let bytes: UnsafePointer<UInt8>
  let count: Int
  /// Schema applications that may still be nested.
  var depth: Int
  /// Schema applications that may still be made.
  var steps: Int
  var isUndecided = false
  /// What was met when it last became undecided.
  var met: Limit?
  /// At some time it was the nesting that met its bound.
  var isTooDeep = false
  /// The object whose members ``outline`` has; -1 before there is one.
  var outlined = -1
  /// See ``Outline``.
  var outline: UInt64 = 0
  /// Work that patterns may still make, as ``ECMARegex`` counts it.
  var patternWork: Int

  /// A bound that leaves the verdict open.
  enum Limit {
    case depth, steps
    /// One match, of the pattern with this index.
    case pattern(Int)
    /// All matches together.
    case patterns
    /// A division of numbers with too many digits.
    case division
  }

  init(
    _ program: Program, _ tape: Tape, maximumDepth: Int, maximumSteps: Int,
    maximumPatternWork: Int
  ) {
    self.program = program
    nodes = tape.nodes
    bytes = tape.bytes
    count = tape.count
    depth = maximumDepth
    steps = maximumSteps
    // Matches are charged for in sixteenths of the option's unit.
    patternWork = min(maximumPatternWork, Int.max >> 4) &<< 4
  }

  /// Notes that a bound was met.
  @inline(never)
  mutating func meet(_ limit: Limit) {
    if !isUndecided { met = limit }
    isUndecided = true
    if case .depth = limit { isTooDeep = true }
  }

  var tape: Tape { Tape(bytes: bytes, nodes: nodes, count: count) }

  /// Whether the value at `node` conforms to the block's schema.
  // Never inlined: it calls itself through nearly every instruction.
  @inline(never)
  mutating func run(_ block: UInt32, _ node: Int, _ marks: Marks?) -> Bool {
    depth &-= 1
    steps &-= 1
    if depth < 0 || steps < 0 {
      meet(depth < 0 ? .depth : .steps)
      depth &+= 1
      return false
    }
    let result = apply(block, node, marks)
    depth &+= 1
    return result
  }

  @inline(__always)
  private mutating func apply(_ index: UInt32, _ node: Int, _ marks: Marks?) -> Bool {
    let block = program.blocks + Int(index)
    let kind = nodes[node].kind
    if block.pointee.types &>> kind.rawValue & 1 == 0 { return false }
    let flags = block.pointee.flags
    if flags & (Block.integersOnly | Block.leaf) != 0 {
      if kind == .number, flags & Block.integersOnly != 0, !isInteger(node, flags) { return false }
      if flags & Block.leaf != 0 { return true }
    }
    if flags & (Block.tracksItems | Block.tracksProperties) != 0, nodes[node].isContainer {
      return runTracked(block, node, marks)
    }
    return runGroups(block, node, kind, marks)
  }

  @inline(__always)
  func isInteger(_ node: Int, _ flags: UInt8) -> Bool {
    if !nodes[node].isReal { return true }
    if flags & Block.lexicalIntegers != 0 { return false }
    return NumberText(tape.text(node)).isInteger
  }

  /// One application to a large value is more work than one to a small one. Without this a schema
  /// that applies itself exponentially often to a large value would stay within its steps and
  /// never end. Small enough that a value is charged less than ``SchemaOptions/stepsPerNode``
  /// for each of its nodes, however deep it is nested.
  @inline(__always)
  mutating func charge(_ node: Int, _ kind: Node.Kind) {
    switch kind {
    case .array, .object: steps &-= (Int(nodes[node].link) &- node) &>> 4
    case .string, .key: steps &-= Int(nodes[node].end &- nodes[node].start) &>> 8
    default: break
    }
  }

  @inline(__always)
  mutating func runGroups(
    _ block: UnsafePointer<Block>, _ node: Int, _ kind: Node.Kind, _ marks: Marks?
  ) -> Bool {
    charge(node, kind)
    let code = program.code
    // The kind's own instructions, then those for every kind.
    let own = block.pointee.instructions(for: kind)
    let common = block.pointee.everyKind
    var pc = own.lowerBound
    var last = own.upperBound
    while true {
      if pc == last {
        if last == common.upperBound { return true }
        pc = common.lowerBound
        last = common.upperBound
        continue
      }
      if !execute(code + pc, node, marks) { return false }
      pc &+= 1
    }
  }

  @inline(__always)
  private mutating func execute(
    _ instruction: UnsafePointer<Instruction>, _ node: Int, _ marks: Marks?
  ) -> Bool {
    let i = instruction.pointee
    switch i.operation {
    case .minimum: return program.bounds[i.bound].compare(tape, node) >= 0
    case .maximum: return program.bounds[i.bound].compare(tape, node) <= 0
    case .exclusiveMinimum: return program.bounds[i.bound].compare(tape, node) > 0
    case .exclusiveMaximum: return program.bounds[i.bound].compare(tape, node) < 0
    case .multipleOf: return isMultiple(node, of: i.bound)
    case .minLength: return isAtLeast(node, i.limit)
    case .maxLength: return isAtMost(node, i.limit)
    case .pattern: return matches(node, i.pattern)
    case .format: return hasFormat(node, i.format)
    case .content: return hasContent(node, i.content)
    case .minItems, .minProperties: return tape.count(of: node) >= Int(i.limit)
    case .maxItems, .maxProperties: return tape.count(of: node) <= Int(i.limit)
    case .prefixItems: return prefix(node, i, marks)
    case .items: return rest(node, i, marks)
    case .contains: return contains(node, i, marks)
    case .uniqueItems: return RepeatedItems.areAbsent(tape, node)
    case .object:
      if marks == nil { return object(node, program.plan(of: i)) }
      return trackedObject(node, program.plan(of: i), marks)
    case .dependent: return dependent(node, i, marks)
    case .propertyDependent: return propertyDependent(node, i, marks)
    case .enumeration, .constant: return program.contains(i.enumeration, tape, node)
    case .call: return run(i.block, node, marks)
    case .all: return all(node, i, marks)
    case .any: return any(node, i, marks)
    case .one: return one(node, i, marks)
    case .not: return !run(i.block, node, nil)
    case .conditional: return conditional(node, i, marks)
    case .typeUnion: return typeUnion(node, i, marks)
    case .unevaluatedItems: return unevaluatedItems(node, i, marks)
    case .unevaluatedProperties: return unevaluatedProperties(node, i, marks)
    }
  }
}

extension Evaluator {
  /// Whether one instruction holds.
  @inline(never)
  mutating func holds(_ instruction: Int, _ node: Int) -> Bool {
    execute(program.code + instruction, node, nil)
  }

  /// A block's instructions, for ``runTracked(_:_:_:)``.
  mutating func runContainer(
    _ block: UnsafePointer<Block>, _ node: Int, _ marks: Marks
  ) -> Bool {
    runGroups(block, node, nodes[node].kind, marks)
  }
}
