internal import AdhereJSON
internal import AdherePattern

/// The wording of violations, and their params: Ajv's, where Ajv has the case.
extension ViolationDetail {
  func message(in schema: CompiledSchema) -> String {
    var limit: String { text(value(in: schema)) }
    switch cause {
    case .type: return "must be " + (expectedTypes(in: schema) ?? "")
    case .falseSchema: return "boolean schema is false"
    case .minimum: return "must be >= \(limit)"
    case .maximum: return "must be <= \(limit)"
    case .exclusiveMinimum: return "must be > \(limit)"
    case .exclusiveMaximum: return "must be < \(limit)"
    case .multipleOf: return "must be multiple of \(limit)"
    case .fewer: return "must NOT have fewer than \(limit) \(noun)"
    case .more: return "must NOT have more than \(limit) \(noun)"
    case .pattern(let index): return "must match pattern \(text(pattern(index, schema)))"
    case .costlyPattern(let index):
      return "is too costly to match against pattern \(text(pattern(index, schema)))"
    case .format: return "must match format \(limit)"
    case .content: return "must be content of \(keyword.rawValue) \(limit)"
    case .contains(let least, nil): return "must contain at least \(least) valid item(s)"
    case .contains(let least, let most?):
      return "must contain at least \(least) and no more than \(most) valid item(s)"
    case .duplicateItems(let first, let second):
      return "must NOT have duplicate items (items ## \(first) and \(second) are identical)"
    case .tooManyItems(let limit): return "must NOT have more than \(limit) items"
    case .required(let entry):
      return "must have required property '\(text(name(entry, schema)))'"
    case .dependentRequired(_, let table, let property):
      let names = dependencies(table, schema)
      return
        "must have \(names.count == 1 ? "property" : "properties") \(names.joined(separator: ", ")) when property \(String(decoding: property, as: UTF8.self)) is present"
    case .additionalProperty: return "must NOT have additional properties"
    case .unevaluatedProperty: return "must NOT have unevaluated properties"
    case .propertyName: return "property name must be valid"
    case .enumeration: return "must be equal to one of the allowed values"
    case .constant: return "must be equal to constant"
    case .any: return "must match a schema in \(keyword.rawValue)"
    case .one: return "must match exactly one schema in \(keyword.rawValue)"
    case .not: return "must NOT be valid"
    case .conditional(let holds): return "must match \"\(holds ? "then" : "else")\" schema"
    case .union(let isNegated):
      return isNegated ? "must NOT be of a disallowed type" : "must be of an allowed type"
    case .tooDeep(let limit): return "is nested deeper than \(limit) schema applications, the limit"
    case .endless:
      return "cannot be validated: the schema applies itself to the same value for ever"
    case .longDivision:
      return keyword == .multipleOf || keyword == .divisibleBy
        ? "is too long to be divided by \(limit)" : "holds a number that is too long to be divided"
    case .tooMuchPatternWork(let limit):
      return "takes more work to match against patterns than the limit of \(limit)"
    case .tooManySteps(let limit):
      return "takes more than \(limit) schema applications to validate, the limit"
    }
  }

  private var noun: String {
    switch keyword {
    case .minLength, .maxLength: "characters"
    case .minItems, .maxItems: "items"
    default: "properties"
    }
  }

  /// What the schema writes, cut where it is long.
  private func text(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    guard bytes.count > Self.maximumText else { return String(decoding: bytes, as: UTF8.self) }
    var end = Self.maximumText
    while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return String(decoding: bytes[..<end], as: UTF8.self) + "... (\(bytes.count) bytes)"
  }

  /// Most bytes of a schema that a message shows of one value.
  private static let maximumText = 240

  private func name(_ entry: Int, _ schema: CompiledSchema) -> UnsafeBufferPointer<UInt8> {
    schema.storage.program.entries[entry].text
  }

  /// The names that a dependency asks for.
  private func dependencies(_ table: Int, _ schema: CompiledSchema) -> [String] {
    let program = schema.storage.program
    return program.tables[table].entries.map { program.entries[$0] }
      .sorted { $0.ordinal < $1.ordinal }
      .map { text($0.text) }
  }

  /// The pattern as the schema writes it; one of patternProperties is a key.
  private func pattern(_ index: Int, _ schema: CompiledSchema) -> UnsafeBufferPointer<UInt8> {
    let pattern = schema.storage.program.patterns[index]
    return schema.sources[Int(pattern.source)].document.tape.source(Int(pattern.node))
  }

  // MARK: - Params

  /// As JSON text.
  func params(in schema: CompiledSchema) -> [UInt8] {
    var out = JSONWriter()
    out.beginObject()
    writeParams(schema, &out)
    out.endObject()
    return out.bytes
  }

  private func writeParams(_ schema: CompiledSchema, _ out: inout JSONWriter) {
    func raw(_ key: StaticString) { out.member(key, raw: value(in: schema)) }
    func comparison(_ sign: String) {
      out.member("comparison", sign)
      raw("limit")
    }
    switch cause {
    case .type: raw("type")
    case .falseSchema, .not, .any, .endless: break
    case .minimum: comparison(">=")
    case .maximum: comparison("<=")
    case .exclusiveMinimum: comparison(">")
    case .exclusiveMaximum: comparison("<")
    case .multipleOf, .content, .union: out.member(keyword.rawValue, raw: value(in: schema))
    case .longDivision:
      if keyword == .multipleOf || keyword == .divisibleBy {
        out.member(keyword.rawValue, raw: value(in: schema))
      }
      out.member("limit", ExactDivision.limit)
    case .fewer, .more: raw("limit")
    case .pattern(let index): out.member("pattern", raw: pattern(index, schema))
    case .costlyPattern(let index):
      out.member("pattern", raw: pattern(index, schema))
      out.member("limit", Int(ECMARegex.Options().matchLimit))
    case .format: raw("format")
    case .contains(let least, let most):
      out.member("minContains", least)
      if let most { out.member("maxContains", most) }
    case .duplicateItems(let first, let second):
      out.member("i", second)
      out.member("j", first)
    case .tooManyItems(let limit), .tooDeep(let limit), .tooManySteps(let limit),
      .tooMuchPatternWork(let limit):
      out.member("limit", limit)
    case .required(let entry): out.member("missingProperty", name(entry, schema))
    case .dependentRequired(let entry, let table, let property):
      let names = dependencies(table, schema)
      out.member("property", property)
      out.member("missingProperty", name(entry, schema))
      out.member("depsCount", names.count)
      out.member("deps", names.joined(separator: ", "))
    case .additionalProperty(let name): out.member("additionalProperty", name)
    case .unevaluatedProperty(let name): out.member("unevaluatedProperty", name)
    case .propertyName(let name): out.member("propertyName", name)
    case .enumeration: raw("allowedValues")
    case .constant: raw("allowedValue")
    case .one(nil):
      out.key("passingSchemas")
      out.null()
    case .one(let (first, second)?):
      out.key("passingSchemas")
      out.beginArray()
      out.int(first)
      out.int(second)
      out.endArray()
    case .conditional(let holds): out.member("failingKeyword", holds ? "then" : "else")
    }
  }
}
