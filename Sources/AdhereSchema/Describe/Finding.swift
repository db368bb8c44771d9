internal import AdherePattern
internal import AdhereJSON

/// What a violation is made of, before there are words for it.
struct Finding: Sendable {
  enum Kind: UInt8 {
    case type, falseSchema
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf, longMultipleOf
    case fewer, more, pattern, costlyPattern, format, content
    case contains, duplicateItems, tooManyItems
    case required, dependentRequired, additionalProperty, unevaluatedProperty, propertyName
    case enumeration, constant, any, one, not, conditional, union
    case tooDeep, tooManySteps
  }

  var kind: Kind
  var keyword: Keyword
  var origin: Origin
  /// Limits, positions or an entry of the program; see ``params(in:)``.
  var first = 0
  var second = 0
  /// The name of an instance's property.
  var name: [UInt8] = []

  var keywordText: String {
    switch kind {
    case .falseSchema: "false schema"
    case .type: "type"
    case .required: "required"
    case .additionalProperty: "additionalProperties"
    case .propertyName: "propertyNames"
    case .tooDeep, .tooManySteps: "$ref"
    default: keyword.rawValue
    }
  }

  // MARK: - Place

  /// The origin with the keyword's own value, where the program does not note it: the type
  /// check is part of a block's head, and in draft 3 `required` stands in the property.
  func resolvedOrigin(in schema: CompiledSchema) -> Origin {
    var origin = origin
    let tape = schema.sources[Int(origin.source)].document.tape
    switch kind {
    case .type:
      if let node = tape.member("type", of: Int(origin.object)) { origin.value = UInt32(node) }
    case .required where origin.value == Instruction.none:
      origin.value = origin.object
      let name = missingName(in: schema)
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

  func valueNode(in schema: CompiledSchema) -> Int { Int(resolvedOrigin(in: schema).value) }

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

  private func missingName(in schema: CompiledSchema) -> UnsafeBufferPointer<UInt8> {
    let entry = schema.storage.program.entries[first]
    return UnsafeBufferPointer(start: entry.name, count: Int(entry.count))
  }

  /// The names that a dependency asks for.
  private func dependencies(in schema: CompiledSchema) -> [UnsafeBufferPointer<UInt8>] {
    let program = schema.storage.program
    let table = program.tables[second]
    return (0..<Int(table.count))
      .map { program.entries[Int(table.firstEntry) + $0] }
      .sorted { $0.ordinal < $1.ordinal }
      .map { UnsafeBufferPointer(start: $0.name, count: Int($0.count)) }
  }

  private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: bytes, as: UTF8.self)
  }

  private func noun() -> String {
    switch keyword {
    case .minLength, .maxLength: "characters"
    case .minItems, .maxItems: "items"
    default: "properties"
    }
  }

  /// Ajv's wording, where Ajv has the case.
  func message(in schema: CompiledSchema) -> String {
    var limit: String { text(value(in: schema)) }
    switch kind {
    case .type: return "must be " + typeNames(in: schema)
    case .falseSchema: return "boolean schema is false"
    case .minimum: return "must be >= \(limit)"
    case .maximum: return "must be <= \(limit)"
    case .exclusiveMinimum: return "must be > \(limit)"
    case .exclusiveMaximum: return "must be < \(limit)"
    case .multipleOf: return "must be multiple of \(limit)"
    case .longMultipleOf: return "is too long to be divided by \(limit)"
    case .fewer: return "must NOT have fewer than \(limit) \(noun())"
    case .more: return "must NOT have more than \(limit) \(noun())"
    case .pattern: return "must match pattern \(patternText(in: schema))"
    case .costlyPattern:
      return "is too costly to match against pattern \(patternText(in: schema))"
    case .format: return "must match format \(limit)"
    case .content: return "must be content of \(keyword.rawValue) \(limit)"
    case .contains:
      return second < 0
        ? "must contain at least \(first) valid item(s)"
        : "must contain at least \(first) and no more than \(second) valid item(s)"
    case .duplicateItems:
      return "must NOT have duplicate items (items ## \(first) and \(second) are identical)"
    case .tooManyItems: return "must NOT have more than \(first) items"
    case .required:
      return "must have required property '\(text(missingName(in: schema)))'"
    case .dependentRequired:
      let names = dependencies(in: schema).map { text($0) }
      return
        "must have \(names.count == 1 ? "property" : "properties") \(names.joined(separator: ", ")) when property \(String(decoding: name, as: UTF8.self)) is present"
    case .additionalProperty: return "must NOT have additional properties"
    case .unevaluatedProperty: return "must NOT have unevaluated properties"
    case .propertyName: return "property name must be valid"
    case .enumeration: return "must be equal to one of the allowed values"
    case .constant: return "must be equal to constant"
    case .any: return "must match a schema in \(keyword.rawValue)"
    case .one: return "must match exactly one schema in \(keyword.rawValue)"
    case .not: return "must NOT be valid"
    case .conditional: return "must match \"\(first == 1 ? "then" : "else")\" schema"
    case .union:
      return first == 1 ? "must NOT be of a disallowed type" : "must be of an allowed type"
    case .tooDeep: return "is nested deeper than \(first) schema applications, the limit"
    case .tooManySteps:
      return "takes more than \(first) schema applications to validate, the limit"
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

  /// The pattern as the schema writes it; one of patternProperties is a key.
  private func patternText(in schema: CompiledSchema) -> String {
    text(patternSource(in: schema))
  }

  private func patternSource(in schema: CompiledSchema) -> UnsafeBufferPointer<UInt8> {
    let pattern = schema.storage.program.patterns[first]
    return schema.sources[Int(pattern.source)].document.tape.source(Int(pattern.node))
  }

  /// Ajv's params, as JSON text.
  func params(in schema: CompiledSchema) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    writeParams(schema, &out)
    out.endObject()
    return out.bytes
  }

  private func writeParams(_ schema: CompiledSchema, _ out: inout JSONWriter) {
    func raw(_ key: StaticString) {
      out.member(key, raw: value(in: schema))
    }
    func comparison(_ sign: String) {
      out.member("comparison", sign)
      raw("limit")
    }
    func number(_ key: StaticString, _ value: Int) {
      out.member(key, value)
    }
    func string(_ key: StaticString, _ value: [UInt8]) {
      out.member(key, value)
    }
    switch kind {
    case .type: raw("type")
    case .falseSchema, .not, .any: break
    case .minimum: comparison(">=")
    case .maximum: comparison("<=")
    case .exclusiveMinimum: comparison(">")
    case .exclusiveMaximum: comparison("<")
    case .multipleOf, .longMultipleOf, .content:
      out.member(keyword.rawValue, raw: value(in: schema))
      if kind == .longMultipleOf { number("limit", MultipleOf.limit) }
    case .fewer, .more: raw("limit")
    case .pattern, .costlyPattern:
      out.member("pattern", raw: patternSource(in: schema))
      if kind == .costlyPattern { number("limit", Int(ECMARegex.Options().matchLimit)) }
    case .format: raw("format")
    case .contains:
      number("minContains", first)
      if second >= 0 { number("maxContains", second) }
    case .duplicateItems:
      number("i", second)
      number("j", first)
    case .tooManyItems, .tooDeep, .tooManySteps: number("limit", first)
    case .required:
      out.member("missingProperty", missingName(in: schema))
    case .dependentRequired: writeDependency(schema, &out)
    case .additionalProperty: string("additionalProperty", name)
    case .unevaluatedProperty: string("unevaluatedProperty", name)
    case .propertyName: string("propertyName", name)
    case .enumeration: raw("allowedValues")
    case .constant: raw("allowedValue")
    case .one:
      out.key("passingSchemas")
      if first < 0 {
        out.null()
      } else {
        out.beginArray()
        out.int(first)
        out.int(second)
        out.endArray()
      }
    case .conditional:
      out.member("failingKeyword", first == 1 ? "then" : "else")
    case .union:
      out.member(keyword.rawValue, raw: value(in: schema))
    }
  }

  private func writeDependency(_ schema: CompiledSchema, _ out: inout JSONWriter) {
    let names = dependencies(in: schema)
    out.member("property", name)
    out.member("missingProperty", missingName(in: schema))
    out.member("depsCount", names.count)
    out.member("deps", names.map { text($0) }.joined(separator: ", "))
  }
}
