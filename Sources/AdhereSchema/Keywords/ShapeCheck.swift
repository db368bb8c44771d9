internal import AdhereJSON

/// Checks the value of a keyword against what the metaschema of its draft demands.
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
    default: try checkFully(shape, keyword, source, value, dialect)
    }
  }

  @inline(never)
  private func checkFully(
    _ shape: Shape, _ keyword: Keyword, _ source: Int, _ value: Int, _ dialect: Dialect
  ) throws(SchemaError) {
    let tape = sources[source].tape
    let kind = tape.kind(value)
    let name = keyword.rawValue
    func demand(_ ok: Bool, _ what: String, at node: Int? = nil) throws(SchemaError) {
      if !ok {
        throw error(
          .invalidKeyword, source, node ?? value,
          "\"\(name)\" must be \(what) in \(dialect), not \(describe(tape, node ?? value))")
      }
    }
    switch shape {
    case .unknown, .any, .looseSchemaMap: break
    case .string: try demand(kind == .string, "a string")
    case .boolean: try demand(kind == .true || kind == .false, "a boolean")
    case .array: try demand(kind == .array, "an array")
    case .number: try demand(kind == .number, "a number")
    case .positiveNumber:
      let number = kind == .number ? NumberText(tape.text(value)) : nil
      try demand(number.map { !$0.isZero && !$0.isNegative } ?? false, "a number above 0")
    case .nonNegativeInteger:
      let number = kind == .number ? NumberText(tape.text(value)) : nil
      try demand(
        number.map { $0.isInteger && !$0.isNegative } ?? false, "an integer of at least 0")
    case .schema:
      if kind == .array, keyword == .items {
        try demand(false, "one schema (a list of schemas is called \"prefixItems\")")
      }
      try demandSchema(source, value, name, dialect)
    case .schemaOrBoolean:
      let isBoolean = kind == .true || kind == .false
      if !isBoolean { try demandSchema(source, value, name, dialect) }
    case .schemaArray:
      try demand(kind == .array && tape.count(of: value) > 0, "a list of at least one schema")
      for child in tape.children(of: value) { try demandSchema(source, child, name, dialect) }
    case .schemaMap, .patternMap:
      try demand(kind == .object, "an object of schemas")
      for key in tape.children(of: value) {
        try demandSchema(source, key + 1, name, dialect)
      }
    case .schemaMapMap:
      try demand(kind == .object, "an object of objects of schemas")
      for key in tape.children(of: value) {
        try demand(tape.kind(key + 1) == .object, "an object of objects of schemas", at: key + 1)
      }
    case .schemaOrArray:
      if kind == .array {
        if dialect != .draft3, keyword == .items, tape.count(of: value) == 0, dialect != .draft3 {
          try demand(false, "a schema or a list of at least one schema")
        }
        for child in tape.children(of: value) { try demandSchema(source, child, name, dialect) }
      } else {
        try demandSchema(source, value, name, dialect)
      }
    case .strings: try checkStrings(source, value, name, atLeast: 0, dialect)
    case .someStrings: try checkStrings(source, value, name, atLeast: 1, dialect)
    case .stringListMap:
      try demand(kind == .object, "an object of lists of strings")
      for key in tape.children(of: value) {
        try checkStrings(source, key + 1, name, atLeast: 0, dialect)
      }
    case .dependencies:
      try demand(kind == .object, "an object of schemas or lists of strings")
      for key in tape.children(of: value) {
        switch tape.kind(key + 1) {
        case .array:
          try checkStrings(
            source, key + 1, name, atLeast: dialect == .draft4 ? 1 : 0, dialect)
        case .string where dialect == .draft3: break
        default: try demandSchema(source, key + 1, name, dialect)
        }
      }
    case .types: try checkTypes(source, value, name, dialect)
    case .typesOrSchemas:
      try demand(kind == .string || kind == .array, "a type name or a list of them")
      if kind == .array {
        try demand(UniqueItems.check(tape, value), "a list without repeated names")
      }
      for child in tape.children(of: value) where tape.kind(child) != .string {
        try demandSchema(source, child, name, dialect)
      }
    case .enumeration:
      try demand(kind == .array && tape.count(of: value) > 0, "a list of at least one value")
      try demand(UniqueItems.check(tape, value), "a list without repeated values")
    case .anchor:
      try demand(
        kind == .string && isAnchor(tape, value), "a plain name ([A-Za-z_][-A-Za-z0-9._]*)")
    case .identifier:
      try demand(kind == .string, "a URI reference")
      let text = StringText.decode(tape, value)
      if dialect >= .draft2019, let hash = text.firstIndex(of: UInt8(ascii: "#")) {
        try demand(
          dialect != .v1 && hash == text.count - 1, "a URI reference without a fragment")
      }
    case .vocabulary:
      try demand(kind == .object, "an object of booleans")
      for key in tape.children(of: value) {
        let inner = tape.kind(key + 1)
        try demand(inner == .true || inner == .false, "an object of booleans", at: key + 1)
      }
    }
  }

  private func demandSchema(
    _ source: Int, _ node: Int, _ name: String, _ dialect: Dialect
  ) throws(SchemaError) {
    let kind = sources[source].tape.kind(node)
    if kind == .object || (kind == .true || kind == .false) && dialect >= .draft6 { return }
    throw error(
      .notASchema, source, node,
      "\"\(name)\" must hold \(dialect >= .draft6 ? "a schema (an object or a boolean)" : "a schema (an object)"), not \(describe(sources[source].tape, node))"
    )
  }

  private func checkStrings(
    _ source: Int, _ value: Int, _ name: String, atLeast: Int, _ dialect: Dialect
  ) throws(SchemaError) {
    let tape = sources[source].tape
    guard tape.kind(value) == .array, tape.count(of: value) >= atLeast else {
      var mend = ""
      if name == "required", tape.kind(value) == .true || tape.kind(value) == .false {
        mend = ": name the property in the \"required\" list of the object around it"
      }
      throw error(
        .invalidKeyword, source, value,
        "\"\(name)\" must be a list of\(atLeast > 0 ? " at least one of" : "") property names in \(dialect), not \(describe(tape, value))\(mend)"
      )
    }
    for child in tape.children(of: value) where tape.kind(child) != .string {
      throw error(
        .invalidKeyword, source, child,
        "\"\(name)\" must list strings only, not \(describe(tape, child))")
    }
    if let (_, second) = UniqueItems.duplicate(tape, value) {
      throw error(
        .invalidKeyword, source, value,
        "\"\(name)\" lists a name twice (item \(second)): remove one")
    }
  }

  private func checkTypes(
    _ source: Int, _ value: Int, _ name: String, _ dialect: Dialect
  ) throws(SchemaError) {
    let tape = sources[source].tape
    let kind = tape.kind(value)
    guard kind == .string || kind == .array && tape.count(of: value) > 0 else {
      throw error(
        .invalidKeyword, source, value,
        "\"\(name)\" must be a type name or a list of them, not \(describe(tape, value))")
    }
    let names = kind == .string ? [value] : Array(tape.children(of: value))
    for node in names where tape.kind(node) != .string || typeBits(tape, node, dialect) == 0 {
      throw error(
        .invalidKeyword, source, node,
        "\"\(name)\" must be array, boolean, integer, null, number, object or string, not \(describe(tape, node))"
      )
    }
    if kind == .array, !UniqueItems.check(tape, value) {
      throw error(.invalidKeyword, source, value, "\"\(name)\" lists a type twice: remove one")
    }
  }

  private func isAnchor(_ tape: Tape, _ node: Int) -> Bool {
    let text = StringText.decode(tape, node)
    guard let first = text.first else { return false }
    func isLetter(_ byte: UInt8) -> Bool {
      byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte == UInt8(ascii: "_")
    }
    // 2019-09 allows no underscore in front and a colon inside; both are accepted in all drafts.
    return isLetter(first)
      && text.allSatisfy {
        isLetter($0) || $0 >= 0x30 && $0 <= 0x39 || $0 == UInt8(ascii: "-")
          || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":")
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
