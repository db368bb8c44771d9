internal import AdhereJSON

/// A keyword in a schema object, whose value is being checked.
struct KeywordUse {
  var keyword: Keyword
  var source: Int
  /// The keyword's value.
  var value: Int
  var dialect: Dialect

  var name: String { keyword.rawValue }
}

/// Checks the value of a keyword against what the metaschema of its draft demands. Shapes that one
/// keyword alone has are checked in the file of that keyword.
extension Compiler {
  @inline(__always)
  func check(
    _ shape: Shape, _ keyword: Keyword, _ source: Int, _ value: Int, _ dialect: Dialect
  ) throws(SchemaError) {
    let tape = sources[source].tape
    let kind = tape.kind(value)
    switch shape {
    case .string where kind == .string: return
    case .schema
    where kind == .object || (kind == .true || kind == .false) && dialect >= .draft6:
      return
    case .unknown, .any: return
    case .types where kind == .string && typeBits(tape, value, dialect) != 0: return
    default:
      try checkFully(
        shape, KeywordUse(keyword: keyword, source: source, value: value, dialect: dialect))
    }
  }

  @inline(never)
  private func checkFully(_ shape: Shape, _ use: KeywordUse) throws(SchemaError) {
    switch shape {
    case .unknown, .any, .looseSchemaMap: break
    case .string, .boolean, .array, .number, .positiveNumber, .nonNegativeInteger:
      try checkPlain(shape, use)
    case .schema, .schemaOrBoolean, .schemaArray, .schemaMap, .patternMap, .schemaMapMap,
      .schemaOrArray:
      try checkSchemas(shape, use)
    case .strings: try checkStrings(use, use.value, atLeast: 0)
    case .someStrings: try checkStrings(use, use.value, atLeast: 1)
    case .stringListMap, .dependencies: try checkDependencies(shape, use)
    case .types: try checkTypes(use)
    case .typesOrSchemas: try checkTypesOrSchemas(use)
    case .enumeration: try checkEnumeration(use)
    case .anchor: try checkAnchor(use)
    case .identifier: try checkIdentifier(use)
    case .vocabulary: try checkVocabulary(use)
    }
  }

  /// Throws unless `isMet`: the value must be `what`.
  func demand(
    _ isMet: Bool, _ use: KeywordUse, _ what: @autoclosure () -> String, at node: Int? = nil
  ) throws(SchemaError) {
    if isMet { return }
    let node = node ?? use.value
    throw error(
      .invalidKeyword, use.source, node,
      "\"\(use.name)\" must be \(what()) in \(use.dialect), not \(describe(sources[use.source].tape, node))"
    )
  }

  private func checkPlain(_ shape: Shape, _ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    let kind = tape.kind(use.value)
    let number = kind == .number ? NumberText(tape.text(use.value)) : nil
    switch shape {
    case .string: try demand(kind == .string, use, "a string")
    case .boolean: try demand(kind == .true || kind == .false, use, "a boolean")
    case .array: try demand(kind == .array, use, "an array")
    case .number: try demand(kind == .number, use, "a number")
    case .positiveNumber:
      try demand(
        number.map { !$0.isZero && !$0.isNegative } ?? false, use, "a number above 0")
    default:
      try demand(
        number.map { $0.isInteger && !$0.isNegative } ?? false, use, "an integer of at least 0")
    }
  }

  private func checkSchemas(_ shape: Shape, _ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    let kind = tape.kind(use.value)
    switch shape {
    case .schemaOrBoolean where kind == .true || kind == .false: break
    case .schemaArray:
      try demand(
        kind == .array && tape.count(of: use.value) > 0, use, "a list of at least one schema")
      for child in tape.children(of: use.value) { try demandSchema(use, child) }
    case .schemaMap, .patternMap:
      try demand(kind == .object, use, "an object of schemas")
      for key in tape.children(of: use.value) { try demandSchema(use, key + 1) }
    case .schemaMapMap:
      try demand(kind == .object, use, "an object of objects of schemas")
      for key in tape.children(of: use.value) {
        try demand(
          tape.kind(key + 1) == .object, use, "an object of objects of schemas", at: key + 1)
      }
    case .schemaOrArray where kind == .array:
      let mayBeEmpty = use.dialect == .draft3 || use.keyword != .items
      try demand(
        mayBeEmpty || tape.count(of: use.value) > 0, use,
        "a schema or a list of at least one schema")
      for child in tape.children(of: use.value) { try demandSchema(use, child) }
    case .schema where kind == .array:
      try demand(
        use.keyword != .items, use, "one schema (a list of schemas is called \"prefixItems\")")
      try demandSchema(use, use.value)
    default: try demandSchema(use, use.value)
    }
  }

  func demandSchema(_ use: KeywordUse, _ node: Int) throws(SchemaError) {
    let kind = sources[use.source].tape.kind(node)
    if kind == .object || (kind == .true || kind == .false) && use.dialect >= .draft6 { return }
    throw error(
      .notASchema, use.source, node,
      "\"\(use.name)\" must hold \(use.dialect >= .draft6 ? "a schema (an object or a boolean)" : "a schema (an object)"), not \(describe(sources[use.source].tape, node))"
    )
  }

  /// The value at `node`, which is the keyword's or lies in it, is a list of property names.
  func checkStrings(_ use: KeywordUse, _ node: Int, atLeast: Int) throws(SchemaError) {
    let tape = sources[use.source].tape
    guard tape.kind(node) == .array, tape.count(of: node) >= atLeast else {
      var hint = ""
      if use.keyword == .required, tape.kind(node) == .true || tape.kind(node) == .false {
        hint = ": name the property in the \"required\" list of the object around it"
      }
      throw error(
        .invalidKeyword, use.source, node,
        "\"\(use.name)\" must be a list of\(atLeast > 0 ? " at least one of" : "") property names in \(use.dialect), not \(describe(tape, node))\(hint)"
      )
    }
    for child in tape.children(of: node) where tape.kind(child) != .string {
      throw error(
        .invalidKeyword, use.source, child,
        "\"\(use.name)\" must list strings only, not \(describe(tape, child))")
    }
    if let (_, second) = RepeatedItems.first(tape, node) {
      throw error(
        .invalidKeyword, use.source, node,
        "\"\(use.name)\" lists a name twice (item \(second)): remove one")
    }
  }

  /// A short rendering of a value, for messages.
  func describe(_ tape: Tape, _ node: Int) -> String {
    let text = tape.source(node)
    if text.count <= 40 { return String(decoding: text, as: UTF8.self) }
    switch tape.kind(node) {
    case .array: return "an array"
    case .object: return "an object"
    default: return String(decoding: text.prefix(37), as: UTF8.self) + "..."
    }
  }
}
