internal import AdhereJSON

/// One evaluation that notes what every schema and every keyword says. It goes through the
/// schemas as they are written, keyword by keyword, unlike ``Evaluator`` and ``Describer``, and
/// looks at every branch: for output, never for a mere verdict.
struct OutputWalk {
  let schema: CompiledSchema
  let limits: OutputLimits
  /// Note also what has neither error nor annotation.
  let keepsAll: Bool
  /// Checks the keywords that hold no schemas, and counts the steps.
  var describer: Describer
  var units: [OutputUnit] = []
  var isTruncated = false
  /// Some check met a limit of work, so that the value does not conform whatever else is found.
  var isUndecided = false
  /// Inside propertyNames: what is said of a name is no annotation of a value.
  var namesDepth = 0
  private var current = -1

  init(
    _ schema: CompiledSchema, _ tape: Tape, limits: OutputLimits, keepsAll: Bool,
    maximumDepth: Int
  ) {
    self.schema = schema
    self.limits = limits
    self.keepsAll = keepsAll
    describer = Describer(schema, tape, limit: .max, maximumDepth: maximumDepth)
  }

  var tape: Tape { describer.tape }
  var program: Program { describer.program }
  /// Nothing more is noted; what is left is only judged.
  var isFull: Bool { units.count >= limits.maximumUnits || noted >= limits.maximumBytes }
  /// Bytes that were noted so far, also where they were dropped again: a measure of the work.
  private(set) var noted = 0

  /// Walks the whole; afterwards the first unit is the result.
  static func run(
    _ schema: CompiledSchema, _ tape: Tape, _ node: Int, limits: OutputLimits, keepsAll: Bool
  ) -> OutputWalk {
    let schema = schema.keepingEverySchema()
    func walk(_ depth: Int) -> OutputWalk {
      var walk = OutputWalk(
        schema, tape, limits: limits, keepsAll: keepsAll, maximumDepth: depth)
      walk.start(node)
      return walk
    }
    let depth = schema.options.maximumDepth
    let shallow = min(depth, DeepStack.shallow)
    let result = walk(shallow)
    guard result.describer.evaluator.isTooDeep, depth > shallow else { return result }
    return DeepStack.run(depth: depth, walk) ?? result
  }

  private mutating func start(_ node: Int) {
    let ok = apply(schema.entry, node, nil)
    noteUndecided()
    if units.isEmpty {
      // Not even room for one.
      units.append(
        OutputUnit(
          isSchema: true, isValid: ok, parent: -1, end: 1, token: "", instanceToken: "", source: 0,
          node: UInt32(schema.root), resource: 0))
    }
    guard ok, isUndecided else { return }
    units[0].isValid = false
    units[0].errors.append(describer.undecided)
  }

  /// Notes that a limit was met, so that the next check is blamed for its own only.
  mutating func noteUndecided() {
    if describer.evaluator.isUndecided { isUndecided = true }
    describer.evaluator.isUndecided = false
  }

  // MARK: - Units

  mutating func open(_ unit: OutputUnit) -> Int {
    units.append(unit)
    note(unit.token.utf8.count + unit.instanceToken.utf8.count)
    units[units.count - 1].parent = current
    current = units.count - 1
    return current
  }

  mutating func note(_ bytes: Int) { noted = min(noted + bytes, 1 << 60) }

  /// Ends a unit; without ``keepsAll`` it is dropped where it has neither error nor annotation.
  mutating func close(_ index: Int, _ isValid: Bool) {
    current = units[index].parent
    units[index].isValid = isValid
    if isValid, !keepsAll {
      dropFailures(index)
      if units.count == index + 1, units[index].annotation == nil, index > 0 {
        units.removeLast()
        return
      }
    }
    units[index].end = units.count
  }

  /// Failures that did not matter: branches of an anyOf that holds, say.
  private mutating func dropFailures(_ index: Int) {
    var child = index + 1
    while child < units.count {
      if units[child].isValid { return }
      child = units[child].end
    }
    units.removeSubrange((index + 1)...)
  }

  // MARK: - Schemas

  /// Applies a block's schema to the value at `node`; whether it conforms. Marks count only if
  /// it does.
  mutating func apply(
    _ index: UInt32, _ node: Int, _ marks: Evaluator.Marks?,
    token: @autoclosure () -> String = "", instance: @autoclosure () -> String = "",
    isReferred: Bool = false, falseDetail: ViolationDetail? = nil
  ) -> Bool {
    guard !isFull else {
      isTruncated = true
      let ok = describer.evaluator.attempt(index, node, marks)
      noteUndecided()
      return ok
    }
    describer.evaluator.depth -= 1
    describer.evaluator.steps -= 1
    describer.evaluator.charge(node, tape.kind(node))
    defer { describer.evaluator.depth += 1 }
    let origin = schema.blockOrigins[Int(index)]
    let unit = open(
      OutputUnit(
        isSchema: true, parent: 0, token: token(), instanceToken: instance(), source: origin.source,
        node: origin.object, resource: schema.resourceOfBlock[Int(index)], isReferred: isReferred))
    let ok: Bool
    if describer.evaluator.depth < 0 || describer.evaluator.steps < 0 {
      exhausted(unit, origin)
      ok = false
    } else {
      switch schema.sources[Int(origin.source)].document.tape.kind(Int(origin.object)) {
      case .object: ok = members(Place(index, origin, unit, self), node, marks)
      case .false:
        units[unit].errors.append(
          falseDetail ?? ViolationDetail(.falseSchema, .type, origin))
        ok = false
      default: ok = true
      }
    }
    close(unit, ok)
    return ok
  }

  private mutating func exhausted(_ unit: Int, _ origin: Origin) {
    isUndecided = true
    describer.evaluator.meet(describer.evaluator.depth < 0 ? .depth : .steps)
    if let cause = describer.takeLimit() {
      units[unit].errors.append(ViolationDetail(cause, .ref, origin))
    }
  }

  /// A schema object that is being applied.
  struct Place {
    let block: UnsafePointer<Block>
    let origin: Origin
    /// The tape of the schema.
    let tape: Tape
    let rules: DialectRules
    let resource: UInt32
    var marks: Evaluator.Marks?

    init(_ index: UInt32, _ origin: Origin, _ unit: Int, _ walk: OutputWalk) {
      block = walk.program.blocks + Int(index)
      self.origin = origin
      tape = walk.schema.sources[Int(origin.source)].document.tape
      resource = walk.schema.resourceOfBlock[Int(index)]
      rules = walk.schema.resources[Int(resource)].rules
    }
  }

  /// The keywords, with marks of their own where they are needed.
  private mutating func members(
    _ place: Place, _ node: Int, _ outer: Evaluator.Marks?
  ) -> Bool {
    let tracks = place.block.pointee.flags & (Block.tracksItems | Block.tracksProperties) != 0
    guard outer != nil || tracks, tape.nodes[node].isContainer else {
      return keywords(place, node)
    }
    let words = Evaluator.words(tape, node)
    let own = UnsafeMutablePointer<UInt64>.allocate(capacity: words)
    own.initialize(repeating: 0, count: words)
    defer { own.deallocate() }
    var place = place
    place.marks = own
    let ok = keywords(place, node)
    if ok, let outer {
      for i in 0..<words { outer[i] |= own[i] }
    }
    return ok
  }

  private mutating func keywords(_ place: Place, _ node: Int) -> Bool {
    var ok = true
    var late: [Int] = []
    let hidesSiblings =
      place.rules.dialect < .draft2019
      && place.tape.member("$ref", of: Int(place.origin.object)).map {
        place.tape.kind($0) == .string
      } ?? false
    for key in place.tape.children(of: Int(place.origin.object)) {
      let keyword = KeywordTable.shared.find(place.tape, key)
      if hidesSiblings, keyword != .ref { continue }
      guard let keyword, isKnown(keyword, place) else {
        unknown(place, key)
        continue
      }
      if keyword == .unevaluatedItems || keyword == .unevaluatedProperties {
        late.append(key)
      } else if !check(keyword, place, key + 1, node) {
        ok = false
      }
    }
    for key in late {
      let keyword = KeywordTable.shared.find(place.tape, key)
      if !unevaluated(keyword!, place, key + 1, node) { ok = false }
    }
    return ok
  }

  private func isKnown(_ keyword: Keyword, _ place: Place) -> Bool {
    place.rules.shapes[keyword.index] != .unknown
      || keyword == .dependencies && place.rules.dialect == .v1 && schema.options.lenient
  }

  // MARK: - Keywords

  mutating func open(_ place: Place, _ value: Int, token: String) -> Int {
    open(
      OutputUnit(
        isSchema: false, parent: 0, token: token, instanceToken: "", source: place.origin.source,
        node: UInt32(value), resource: place.resource))
  }

  mutating func open(_ keyword: Keyword, _ place: Place, _ value: Int) -> Int {
    open(place, value, token: "/" + keyword.rawValue)
  }

  /// The instruction that a keyword's value was compiled to.
  func instruction(_ place: Place, _ value: Int) -> Int? {
    place.block.pointee.all.first { program.origins[$0].value == value }
  }

  /// The instruction for all keywords that look at members.
  func plan(_ place: Place) -> UnsafePointer<ObjectPlan>? {
    place.block.pointee.all.first { program.code[$0].operation == .object }
      .map { program.plan(of: program.code[$0]) }
  }

  /// A reference token (RFC 6901) with its slash.
  static func token(_ name: UnsafeBufferPointer<UInt8>) -> String {
    PointerText.token(name)
  }

  static func token(_ tape: Tape, _ key: Int) -> String {
    StringText.decode(tape, key).withUnsafeBufferPointer { token($0) }
  }

  private mutating func unknown(_ place: Place, _ key: Int) {
    // What begins with "$" is the schema's own affair.
    if place.tape.text(key).first == UInt8(ascii: "$") { return }
    annotate(place, key + 1, token: OutputWalk.token(place.tape, key))
  }

  mutating func annotate(_ place: Place, _ value: Int, token: String) {
    guard !isFull else {
      isTruncated = true
      return
    }
    let unit = open(place, value, token: token)
    annotate(unit, .written)
    close(unit, true)
  }

  mutating func annotate(_ unit: Int, _ annotation: OutputUnit.Annotation) {
    guard namesDepth == 0 else { return }
    units[unit].annotation = annotation
    switch annotation {
    case .names(let keys): note(keys.count * MemoryLayout<Int>.size)
    case .positions(let positions): note(positions.count * MemoryLayout<Int>.size)
    case .written, .flag, .position: break
    }
  }

  /// A keyword that holds no schemas, checked by its instruction.
  mutating func plain(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(keyword, place, value)
    let ok = holds(pc, node, unit)
    close(unit, ok)
    return ok
  }

  /// Runs the instruction if it looks at values of this kind; notes what it finds.
  mutating func holds(_ pc: Int, _ node: Int, _ unit: Int) -> Bool {
    let kind = tape.kind(node)
    switch program.code[pc].operation.group {
    case .number where kind != .number: return true
    case .string where kind != .string && kind != .key: return true
    case .array where kind != .array: return true
    case .object where kind != .object: return true
    default: break
    }
    noteUndecided()
    // The describer clears the flag when it blames a check for it.
    if describer.check(pc, node, nil) { return true }
    for case .found(let detail, _) in describer.found.map(\.content) {
      units[unit].errors.append(detail)
      if detail.cause.isUndecided { isUndecided = true }
    }
    describer.found.removeAll(keepingCapacity: true)
    noteUndecided()
    return false
  }
}
