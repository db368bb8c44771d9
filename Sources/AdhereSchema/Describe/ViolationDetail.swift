internal import AdhereJSON

/// What a violation is made of, before there are words for it.
struct ViolationDetail: Sendable {
  /// What was broken, and what its message and params need beside the schema's own text.
  enum Cause: Sendable {
    case type, falseSchema
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf
    case fewer, more, format, content
    /// Index of the ``CompiledPattern``.
    case pattern(Int), costlyPattern(Int)
    case contains(least: Int, most: Int?)
    /// Positions of two elements that are equal.
    case duplicateItems(first: Int, second: Int)
    case tooManyItems(limit: Int)
    /// Index of the missing name's ``PropertyEntry``.
    case required(entry: Int)
    /// The missing name, all names that are asked for, and the property that asks for them.
    case dependentRequired(entry: Int, table: Int, property: [UInt8])
    /// The name of the property; empty where only the message is needed.
    case additionalProperty([UInt8]), unevaluatedProperty([UInt8]), propertyName([UInt8])
    case enumeration, constant, any, not
    /// Positions of two branches that conform; nil where none does.
    case one(passing: (Int, Int)?)
    /// Whether the condition holds, so that `then` is what is broken.
    case conditional(holds: Bool)
    case union(isNegated: Bool)
    /// A limit of ``SchemaOptions`` was met.
    case tooDeep(limit: Int), tooManySteps(limit: Int), tooMuchPatternWork(limit: Int)
    /// The schema applies itself to the same value for ever.
    case endless
    /// A number is too long for the division that `multipleOf` asks for.
    case longDivision

    /// Which of several violations of one keyword by one value it is.
    var part: Int {
      switch self {
      case .required(let entry): entry + 1
      case .dependentRequired(let entry, _, _): entry + 1
      case .costlyPattern(let pattern): -1 - pattern
      default: 0
      }
    }

    /// A limit was met, so that the verdict is open.
    var isUndecided: Bool {
      switch self {
      case .costlyPattern, .longDivision, .tooDeep, .tooManySteps, .tooMuchPatternWork, .endless:
        true
      default: false
      }
    }
  }

  var cause: Cause
  var keyword: Keyword
  var origin: Origin

  init(_ cause: Cause, _ keyword: Keyword, _ origin: Origin) {
    self.cause = cause
    self.keyword = keyword
    self.origin = origin
  }

  var keywordText: String {
    switch cause {
    case .falseSchema: "false schema"
    case .type: "type"
    case .required: "required"
    case .additionalProperty: "additionalProperties"
    case .propertyName: "propertyNames"
    case .costlyPattern where keyword != .patternProperties: "pattern"
    case .tooDeep, .tooManySteps, .tooMuchPatternWork, .endless: "$ref"
    default: keyword.rawValue
    }
  }

  // MARK: - Place

  /// The origin with the keyword's own value, where the program does not note it: the type
  /// check is part of a block's head, and in draft 3 `required` stands in the property.
  func resolvedOrigin(in schema: CompiledSchema) -> Origin {
    var origin = origin
    let tape = schema.sources[Int(origin.source)].document.tape
    switch cause {
    case .type:
      if let node = tape.member("type", of: Int(origin.object)) { origin.value = UInt32(node) }
    case .required(let entry) where origin.value == Instruction.none:
      origin.value = origin.object
      let name = schema.storage.program.entries[entry].text
      if let properties = tape.member("properties", of: Int(origin.object)),
        let property = tape.member(name, of: properties),
        let required = tape.member("required", of: property)
      {
        origin.object = UInt32(property)
        origin.value = UInt32(required)
      }
    default: break
    }
    return origin
  }

  func place(in schema: CompiledSchema) -> String {
    let origin = resolvedOrigin(in: schema)
    let text = PointerText.place(schema, Int(origin.source), Int(origin.value))
    return origin.value == origin.object ? text + "/" + keywordText : text
  }

  // MARK: - Text

  /// The keyword's value as the schema writes it.
  func value(in schema: CompiledSchema) -> UnsafeBufferPointer<UInt8> {
    let origin = resolvedOrigin(in: schema)
    return schema.sources[Int(origin.source)].document.tape.source(Int(origin.value))
  }

  /// The types that the value may have, as the message names them; nil where the violation is not
  /// about types.
  func expectedTypes(in schema: CompiledSchema) -> String? {
    switch cause {
    case .type: typeNames(in: schema)
    case .union where keyword == .type: "of an allowed type"
    default: nil
    }
  }

  private func typeNames(in schema: CompiledSchema) -> String {
    let origin = resolvedOrigin(in: schema)
    let tape = schema.sources[Int(origin.source)].document.tape
    func name(_ node: Int) -> String {
      String(decoding: StringText.decode(tape, node), as: UTF8.self)
    }
    let type = Int(origin.value)
    if tape.kind(type) == .string { return name(type) }
    return tape.children(of: type).map(name).joined(separator: ",")
  }
}
