internal import ECMARegex
public import JSONText

/// Finds every violation: the same program, run once more to the end, on values that are known
/// to break it.
struct Describer {
  let schema: CompiledSchema
  let program: Program
  let tape: Tape
  let limit: Int
  /// Answers yes-or-no questions on the way; counts the steps of both.
  var evaluator: Evaluator
  var found: [Violation] = []
  /// JSON Pointer of the value at hand.
  var path: [UInt8] = []
  /// Places of keywords that were rendered before, by source and node.
  var places: [SchemaPlace: String] = [:]

  init(_ schema: CompiledSchema, _ tape: Tape, limit: Int) {
    self.schema = schema
    program = schema.storage.program
    self.tape = tape
    self.limit = limit
    evaluator = Evaluator(
      schema.storage.program, tape, maximumDepth: schema.options.maximumDepth,
      maximumSteps: schema.options.maximumSteps &+ schema.options.stepsPerNode &* tape.count)
  }

  var isFull: Bool { found.count >= limit }

  /// Collects the violations of the value at `node`; whether there are none.
  @discardableResult
  mutating func run(_ index: UInt32, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    evaluator.depth -= 1
    evaluator.steps -= 1
    defer { evaluator.depth += 1 }
    if isFull { return false }
    if evaluator.depth < 0 || evaluator.steps < 0 {
      exhausted(index, node)
      return false
    }
    let block = program.blocks[Int(index)]
    let kind = tape.kind(node)
    var ok = checkType(block, index, node, kind)
    if block.flags & (Block.tracksItems | Block.tracksProperties) != 0, tape[node].isContainer {
      return runTracked(block, node, kind, marks) && ok
    }
    if !runGroups(block, node, kind, marks) { ok = false }
    return ok
  }

  private mutating func runTracked(
    _ block: Block, _ node: Int, _ kind: Node.Kind, _ marks: Evaluator.Marks?
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
    _ block: Block, _ node: Int, _ kind: Node.Kind, _ marks: Evaluator.Marks?
  ) -> Bool {
    let first = Int(block.first)
    let own: Range<Int> =
      switch kind {
      case .number: 0..<block.end(.number)
      case .string, .key: block.end(.number)..<block.end(.string)
      case .array: block.end(.string)..<block.end(.array)
      case .object: block.end(.array)..<block.end(.object)
      default: 0..<0
      }
    var ok = true
    for pc in own where !check(first + pc, node, marks) { ok = false }
    for pc in block.end(.object)..<block.end(.late) where !check(first + pc, node, marks) {
      ok = false
    }
    return ok
  }

  /// One instruction; whether it holds.
  private mutating func check(_ pc: Int, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    let i = program.code[pc]
    if isFull { return false }
    switch i.operation {
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum, .multipleOf:
      return checkNumber(pc, i, node)
    case .minLength, .maxLength, .pattern, .format, .content: return checkString(pc, i, node)
    case .minItems, .maxItems, .minProperties, .maxProperties: return checkCount(pc, i, node)
    case .prefixItems: return prefix(i, node, marks)
    case .items: return rest(pc, i, node, marks)
    case .contains: return contains(pc, i, node, marks)
    case .uniqueItems: return uniqueItems(pc, node)
    case .object: return object(pc, i, node, marks)
    case .dependent: return dependent(pc, i, node, marks)
    case .propertyDependent: return propertyDependent(i, node, marks)
    case .enumeration, .constant: return checkValue(pc, i, node)
    case .never, .undecidable:
      return emit(pc, node, "boolean schema is false", keyword: "false schema")
    case .call: return run(i.a, node, marks)
    case .all: return all(i, node, marks)
    case .any: return any(pc, i, node, marks)
    case .one: return one(pc, i, node, marks)
    case .not: return not(pc, i, node)
    case .conditional: return conditional(pc, i, node, marks)
    case .typeUnion: return typeUnion(pc, i, node)
    case .unevaluatedItems: return unevaluatedItems(pc, i, node, marks)
    case .unevaluatedProperties: return unevaluatedProperties(pc, i, node, marks)
    }
  }

  // MARK: - Descending

  /// Runs a block on the element or member value at `node`.
  mutating func descend(
    _ block: UInt32, _ node: Int, to token: Token, _ marks: Evaluator.Marks? = nil
  ) -> Bool {
    let length = path.count
    append(token)
    defer { path.removeLast(path.count - length) }
    return run(block, node, marks)
  }

  enum Token {
    case position(Int)
    /// A key node.
    case key(Int)
  }

  private mutating func append(_ token: Token) {
    path.append(UInt8(ascii: "/"))
    switch token {
    case .position(let position): path.append(contentsOf: String(position).utf8)
    case .key(let key):
      if !tape[key].hasEscapes {
        PointerText.append(tape.text(key), to: &path)
      } else {
        StringText.decode(tape, key).withUnsafeBufferPointer {
          PointerText.append($0, to: &path)
        }
      }
    }
  }

  // MARK: - Emitting

  /// Adds a violation of the instruction at `pc`. Returns false, as the check it ends does.
  @discardableResult
  mutating func emit(
    _ pc: Int, _ node: Int, _ message: String, keyword: String? = nil,
    branches: [[Violation]] = [], params: ((inout JSONWriter) -> Void)? = nil
  ) -> Bool {
    emit(
      program.origins[pc], keyword ?? program.code[pc].keyword.rawValue, node, message,
      branches: branches, params: params)
  }

  @discardableResult
  mutating func emit(
    _ origin: Origin, _ keyword: String, _ node: Int, _ message: String,
    branches: [[Violation]] = [], params: ((inout JSONWriter) -> Void)? = nil
  ) -> Bool {
    guard !isFull else { return false }
    var writer = JSONWriter()
    writer.beginObject()
    params?(&writer)
    writer.endObject()
    found.append(
      Violation(
        instancePath: String(decoding: path, as: UTF8.self),
        schemaPath: place(origin, keyword), keyword: keyword, params: writer.bytes,
        message: message, instanceNode: node, schemaNode: Int(origin.value),
        schemaObject: Int(origin.object),
        schemaDocument: schema.sources[Int(origin.source)].document, branches: branches))
    return false
  }

  /// A bound of the evaluation was met at this schema.
  private mutating func exhausted(_ block: UInt32, _ node: Int) {
    let origin = schema.blockOrigins[Int(block)]
    let deep = evaluator.depth < 0
    let bound = deep ? schema.options.maximumDepth : schema.options.maximumSteps
    evaluator.isUndecided = true
    emit(
      origin, "$ref", node,
      deep
        ? "is nested deeper than \(bound) schema applications, the limit"
        : "takes more than \(bound) schema applications to validate, the limit"
    ) {
      $0.key("limit")
      $0.int(bound)
    }
  }

  /// Place of a keyword: `#/properties/a/type`.
  private mutating func place(_ origin: Origin, _ keyword: String) -> String {
    let key = SchemaPlace(source: Int(origin.source), node: Int(origin.value))
    let isFalse = keyword == "false schema"
    if !isFalse, let known = places[key] { return known }
    var text = PointerText.place(schema, Int(origin.source), Int(origin.value))
    if isFalse { return text + "/false schema" }
    if origin.value == origin.object { text += "/" + keyword }
    places[key] = text
    return text
  }
}

extension CompiledSchema {
  /// Every way in which the value at `node` breaks the schema, at most `limit` of them; empty
  /// exactly where ``isValid(_:at:)`` is true.
  public func violations(_ tape: Tape, at node: Int = 0, limit: Int = 100) -> [Violation] {
    if isValid(tape, at: node) { return [] }
    var describer = Describer(self, tape, limit: max(limit, 1))
    describer.run(entry, node, nil)
    if describer.found.isEmpty { describer.undecided(node) }
    return describer.found
  }
}
