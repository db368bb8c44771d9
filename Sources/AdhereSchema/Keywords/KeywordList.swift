// Leads each keyword to the file of its name. A new keyword has a case in ``Keyword``, its file, and
// a line in each part of this one; a keyword with an instruction of its own has also a case in
// ``Operation`` and its evaluation in ``Evaluator``.

// MARK: - Shapes

extension KeywordShape {
  private static let tables: [[Shape]] = Dialect.allCases.map { dialect in
    Keyword.allCases.map { KeywordShape.of($0)[dialect] }
  }

  /// Shapes by ``Keyword/index``.
  static func table(of dialect: Dialect) -> [Shape] {
    tables[Dialect.allCases.firstIndex(of: dialect)!]
  }

  private static func of(_ keyword: Keyword) -> KeywordShape {
    switch keyword {
    case .ref: ref
    case .dynamicRef: dynamicRef
    case .recursiveRef: recursiveRef
    case .allOf, .anyOf, .oneOf: branches
    case .extends: extends
    case .not: not
    case .if, .then, .else: condition
    case .dependentSchemas: dependentSchemas
    case .dependentRequired: dependentRequired
    case .dependencies: dependencies
    case .propertyDependencies: propertyDependencies
    case .properties: properties
    case .patternProperties: patternProperties
    case .additionalProperties: additionalProperties
    case .propertyNames: propertyNames
    case .required: required
    case .items: items
    case .prefixItems: prefixItems
    case .additionalItems: additionalItems
    case .contains: contains
    case .minContains, .maxContains: containsLimit
    case .uniqueItems: uniqueItems
    case .unevaluatedItems, .unevaluatedProperties: unevaluated
    case .type: type
    case .disallow: disallow
    case .enumeration: enumeration
    case .const: const
    case .multipleOf: multipleOf
    case .divisibleBy: divisibleBy
    case .maximum, .minimum: bound
    case .exclusiveMaximum, .exclusiveMinimum: exclusiveBound
    case .maxLength, .minLength, .maxItems, .minItems: size
    case .maxProperties, .minProperties: propertyCount
    case .pattern: pattern
    case .format: format
    case .contentEncoding, .contentMediaType: content
    case .contentSchema: contentSchema
    case .id: id
    case .legacyID: legacyID
    case .schema: schema
    case .anchor: anchor
    case .dynamicAnchor: dynamicAnchor
    case .recursiveAnchor: recursiveAnchor
    case .vocabulary: vocabulary
    case .comment: comment
    case .defs: defs
    case .definitions: definitions
    case .title, .description: text
    case .default: `default`
    case .deprecated: deprecated
    case .readOnly, .writeOnly: readOnly
    case .examples: examples
    }
  }
}

// MARK: - Compiling

extension Compiler {
  /// Writes the instructions of the keywords at hand, in the order in which they are executed.
  mutating func writeKeywords(
    _ work: Work, _ found: UInt64, _ rules: DialectRules, _ block: inout Block
  ) throws(SchemaError) {
    func has(_ set: UInt64) -> Bool { found & set != 0 }
    if let type = value(.type) { try writeType(work, type, rules, &block) }
    if has(KeywordSets.number) {
      try writeBounds(work, rules)
      writeMultipleOf(work)
    }
    block.end(.number, at: parts.code.count)
    if has(KeywordSets.string) {
      writeSize(work, .minLength, .minLength)
      writeSize(work, .maxLength, .maxLength)
      try writePattern(work)
      try writeFormat(work, rules)
      writeContent(work, rules)
    }
    block.end(.string, at: parts.code.count)
    if has(KeywordSets.array) {
      writeSize(work, .minItems, .minItems)
      writeSize(work, .maxItems, .maxItems)
      try writeItems(work, rules)
      try writeContains(work, rules)
      writeUniqueItems(work)
    }
    block.end(.array, at: parts.code.count)
    if has(KeywordSets.object) {
      writeSize(work, .minProperties, .minProperties)
      writeSize(work, .maxProperties, .maxProperties)
      try writePlan(work, rules)
      try writeDependencies(work)
      try writePropertyDependencies(work)
    }
    block.end(.object, at: parts.code.count)
    if has(KeywordSets.common) { try writeCommon(work, rules) }
    block.end(.common, at: parts.code.count)
    if has(KeywordSets.late) { try writeUnevaluated(work, &block) }
    block.end(.late, at: parts.code.count)
  }

  private mutating func writeCommon(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if let node = value(.type), rules.dialect == .draft3 { try writeTypeUnion(work, .type, node) }
    writeEnumeration(work)
    if let node = value(.disallow) { try writeTypeUnion(work, .disallow, node) }
    try writeNot(work)
    try writeBranches(work, .all, .allOf)
    try writeExtends(work)
    try writeBranches(work, .any, .anyOf)
    try writeBranches(work, .one, .oneOf)
    try writeCondition(work)
    try writeReferences(work, rules)
  }
}

/// Bits of keywords by what they look at.
private enum KeywordSets {
  private static func set(_ keywords: Keyword...) -> UInt64 {
    keywords.reduce(0) { $0 | 1 << UInt64($1.index) }
  }

  static let number = set(
    .multipleOf, .divisibleBy, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum)
  static let string = set(
    .maxLength, .minLength, .pattern, .format, .contentEncoding, .contentMediaType)
  static let array = set(
    .items, .prefixItems, .additionalItems, .contains, .maxItems, .minItems, .uniqueItems)
  static let object = set(
    .properties, .patternProperties, .additionalProperties, .propertyNames, .required,
    .maxProperties, .minProperties, .dependentSchemas, .dependentRequired, .dependencies,
    .propertyDependencies)
  static let common = set(
    .ref, .dynamicRef, .recursiveRef, .allOf, .anyOf, .oneOf, .not, .if, .enumeration, .const,
    .extends, .disallow, .type)
  static let late = set(.unevaluatedItems, .unevaluatedProperties)
}

// MARK: - Describing

extension Describer {
  /// One instruction; whether it holds.
  @inline(never)
  mutating func check(_ pc: Int, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    if isFull { return false }
    let ok = dispatch(pc, node, marks)
    return evaluator.isUndecided ? emitLimit(pc, node) : ok
  }

  @inline(__always)
  private mutating func dispatch(_ pc: Int, _ node: Int, _ marks: Evaluator.Marks?) -> Bool {
    let i = program.code[pc]
    switch i.operation {
    case .minimum, .maximum, .exclusiveMinimum, .exclusiveMaximum: return bound(pc, i, node)
    case .multipleOf: return multipleOf(pc, i, node)
    case .minLength, .maxLength, .minItems, .maxItems, .minProperties, .maxProperties:
      return size(pc, i, node)
    case .pattern: return pattern(pc, i, node)
    case .format: return format(pc, i, node)
    case .content: return content(pc, i, node)
    case .prefixItems: return prefix(i, node, marks)
    case .items: return rest(pc, i, node, marks)
    case .contains: return contains(pc, i, node, marks)
    case .uniqueItems: return uniqueItems(pc, node)
    case .object: return object(i, node, marks)
    case .dependent: return dependent(pc, i, node, marks)
    case .propertyDependent: return propertyDependent(i, node, marks)
    case .enumeration, .constant: return enumeration(pc, i, node)
    case .call: return run(i.block, node, marks)
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
}

// MARK: - Output

extension OutputWalk {
  /// One keyword; whether it holds.
  mutating func check(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    switch keyword {
    case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples:
      remark(keyword, place, value)
      return true
    case .id, .legacyID, .schema, .anchor, .dynamicAnchor, .recursiveAnchor, .vocabulary, .comment,
      .defs, .definitions:
      return true
    case .contentSchema:
      contentSchema(place, value, node)
      return true
    case .type: return type(place, value, node)
    case .format, .contentEncoding, .contentMediaType: return text(keyword, place, value, node)
    case .multipleOf, .divisibleBy, .maximum, .exclusiveMaximum, .minimum, .exclusiveMinimum,
      .maxLength, .minLength, .pattern, .maxItems, .minItems, .uniqueItems, .maxProperties,
      .minProperties, .enumeration, .const, .disallow:
      return plain(keyword, place, value, node)
    case .properties, .patternProperties, .additionalProperties, .propertyNames, .required:
      return object(keyword, place, value, node)
    case .dependentSchemas, .dependentRequired, .dependencies:
      return dependent(keyword, place, value, node)
    case .propertyDependencies: return propertyDependent(place, value, node)
    case .prefixItems, .items, .additionalItems: return items(keyword, place, value, node)
    case .contains: return contains(place, value, node)
    case .allOf, .anyOf, .oneOf, .extends: return branches(keyword, place, value, node)
    case .not: return negation(place, value, node)
    case .if: return conditional(place, value, node)
    case .ref, .dynamicRef, .recursiveRef: return reference(keyword, place, value, node)
    case .then, .else, .minContains, .maxContains, .unevaluatedItems, .unevaluatedProperties:
      // Checked with if and contains, or after everything else.
      return true
    }
  }
}
