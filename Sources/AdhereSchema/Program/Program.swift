internal import AdherePattern
internal import AdhereJSON

/// A compiled schema as the evaluator sees it: plain memory, owned by ``ProgramStorage``.
struct Program {
  let blocks: UnsafePointer<Block>
  let code: UnsafePointer<Instruction>
  let origins: UnsafePointer<Origin>
  let operands: UnsafePointer<UInt32>
  let tables: UnsafePointer<PropertyTable>
  let entries: UnsafePointer<PropertyEntry>
  let slots: UnsafePointer<PropertySlot>
  let objects: UnsafePointer<ObjectPlan>
  let objectOrigins: UnsafePointer<ObjectOrigin>
  let patternRules: UnsafePointer<PatternRule>
  let bounds: UnsafePointer<Bound>
  let enumerations: UnsafePointer<Enumeration>
  let values: UnsafePointer<SchemaValue>
  let valueSlots: UnsafePointer<ValueSlot>
  let patterns: UnsafePointer<CompiledPattern>
  let formats: UnsafePointer<Format>
}

extension Program {
  /// The blocks that an instruction lists.
  @inline(__always)
  func blocks(of branches: Instruction.Branches) -> UnsafeBufferPointer<UInt32> {
    UnsafeBufferPointer(start: operands + Int(branches.first), count: Int(branches.count))
  }

  @inline(__always)
  func plan(of instruction: Instruction) -> UnsafePointer<ObjectPlan> { objects + instruction.plan }
}

/// A regular expression and where it is written.
struct CompiledPattern {
  let regex: Unmanaged<ECMARegex>
  let source: UInt32
  let node: UInt32
}

/// Owns the memory of a ``Program``.
final class ProgramStorage: @unchecked Sendable {
  let program: Program
  private let allocations: [UnsafeMutableRawPointer]
  private let patternCount: Int
  private let patternsStart: UnsafeMutablePointer<CompiledPattern>
  /// Kept alive: the program points into their texts.
  let documents: [JSONDocument]

  init(_ parts: borrowing ProgramParts, documents: [JSONDocument]) {
    var allocations: [UnsafeMutableRawPointer] = []
    allocations.reserveCapacity(18)
    func copy<T>(_ array: [T]) -> UnsafeMutablePointer<T> {
      let memory = UnsafeMutablePointer<T>.allocate(capacity: max(array.count, 1))
      array.withUnsafeBufferPointer {
        if let base = $0.baseAddress { memory.initialize(from: base, count: $0.count) }
      }
      allocations.append(UnsafeMutableRawPointer(memory))
      return memory
    }
    patternsStart = copy(parts.patterns)
    patternCount = parts.patterns.count
    program = Program(
      blocks: copy(parts.blocks), code: copy(parts.code), origins: copy(parts.origins),
      operands: copy(parts.operands), tables: copy(parts.tables), entries: copy(parts.entries),
      slots: copy(parts.slots), objects: copy(parts.objects),
      objectOrigins: copy(parts.objectOrigins), patternRules: copy(parts.patternRules),
      bounds: copy(parts.bounds), enumerations: copy(parts.enumerations),
      values: copy(parts.values), valueSlots: copy(parts.valueSlots), patterns: patternsStart,
      formats: copy(parts.formats))
    self.allocations = allocations
    self.documents = documents
  }

  deinit {
    for i in 0..<patternCount { patternsStart[i].regex.release() }
    for memory in allocations { memory.deallocate() }
  }
}

/// A program while it is being written.
struct ProgramParts {
  var blocks: [Block] = []
  var code: [Instruction] = []
  var origins: [Origin] = []
  var operands: [UInt32] = []
  var tables: [PropertyTable] = []
  var entries: [PropertyEntry] = []
  var slots: [PropertySlot] = []
  var objects: [ObjectPlan] = []
  var objectOrigins: [ObjectOrigin] = []
  var patternRules: [PatternRule] = []
  var bounds: [Bound] = []
  var enumerations: [Enumeration] = []
  var values: [SchemaValue] = []
  var valueSlots: [ValueSlot] = []
  /// Each retained once; ``ProgramStorage`` releases them.
  var patterns: [CompiledPattern] = []
  var formats: [Format] = []
}
