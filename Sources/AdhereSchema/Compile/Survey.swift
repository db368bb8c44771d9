internal import AdhereJSON

/// The walk over all schemas of a document: checks each keyword's value against what the
/// metaschema demands and collects identifiers.
///
/// It follows keywords that hold schemas and no others, so an `$id` inside `enum` or under an
/// unknown keyword means nothing. Where a reference leads to such a place, that is surveyed too.
extension Compiler {
  mutating func survey(_ source: Int, _ node: Int, resource: Int) throws(SchemaError) {
    var pending: [(node: Int, resource: Int)] = [(node, resource)]
    while let next = pending.popLast() {
      try surveyOne(source, next.node, next.resource, &pending)
    }
    // All that is wrong is said at once, in the order of the document.
    errors.sort { $0.offset < $1.offset }
    guard var first = errors.first else { return }
    first.others = Array(errors.dropFirst().prefix(Compiler.maximumErrors))
    throw first
  }

  private mutating func surveyOne(
    _ source: Int, _ node: Int, _ enclosing: Int, _ pending: inout [(node: Int, resource: Int)]
  ) throws(SchemaError) {
    let tape = sources[source].tape
    guard sources[source].markSurveyed(node) else { return }
    var resource = enclosing
    switch tape.kind(node) {
    case .true, .false:
      return
    case .object: break
    default:
      throw error(
        .notASchema, source, node, "a schema must be an object or a boolean, not \(tape.kind(node))"
      )
    }
    if needsIdentifiers { resource = try identify(source, node, enclosing) }
    var rules = resources[resource].rules
    // Before 2019-09 a reference hides everything beside it.
    if rules.dialect < .draft2019, needsIdentifiers, tape.member("$ref", of: node) != nil,
      tape.kind(tape.member("$ref", of: node)!) == .string
    {
      rules = resources[enclosing].rules
    }
    let end = tape.next(after: node)
    var key = node + 1
    while key < end {
      let value = key + 1
      if let keyword = keywords.find(tape, key) {
        let shape = rules.shapes[keyword.index]
        if shape == .unknown {
          if rules.dialect == .v1, !options.lenient { try refuseUnknown(source, key) }
        } else {
          do throws(SchemaError) {
            try check(shape, keyword, source, value, rules.dialect)
            pushSchemas(shape, tape, value, resource, &pending)
          } catch {
            if keyword.holdsDefinitions, rules.dialect != .v1 || options.lenient {
              warnings.append(error)
              if tape.kind(value) == .object {
                pushSchemas(.looseSchemaMap, tape, value, resource, &pending)
              }
            } else if keyword.isRemark {
              warnings.append(error)
            } else {
              errors.append(error)
            }
          }
        }
      } else if rules.dialect == .v1, !options.lenient {
        try refuseUnknown(source, key)
      }
      key = tape.next(after: value)
    }
  }

  private func refuseUnknown(_ source: Int, _ key: Int) throws(SchemaError) {
    let name = String(decoding: StringText.decode(sources[source].tape, key), as: UTF8.self)
    if name.utf8.starts(with: "x-".utf8) { return }
    throw error(
      .unknownKeyword, source, key + 1,
      "draft v1 has no keyword \"\(name)\": remove it, or begin its name with \"x-\"")
  }

  private func pushSchemas(
    _ shape: Shape, _ tape: Tape, _ value: Int, _ resource: Int,
    _ pending: inout [(node: Int, resource: Int)]
  ) {
    let kind = tape.kind(value)
    switch shape {
    case .schema, .schemaOrBoolean: pending.append((value, resource))
    case .schemaArray:
      for child in tape.children(of: value) { pending.append((child, resource)) }
    case .schemaMap, .patternMap:
      for key in tape.children(of: value) { pending.append((key + 1, resource)) }
    case .looseSchemaMap:
      for key in tape.children(of: value) where tape.kind(key + 1) == .object {
        pending.append((key + 1, resource))
      }
    case .schemaMapMap:
      for key in tape.children(of: value) {
        for inner in tape.children(of: key + 1) { pending.append((inner + 1, resource)) }
      }
    case .schemaOrArray:
      if kind == .array {
        for child in tape.children(of: value) { pending.append((child, resource)) }
      } else {
        pending.append((value, resource))
      }
    case .dependencies:
      for key in tape.children(of: value) {
        let inner = tape.kind(key + 1)
        if inner != .array, inner != .string { pending.append((key + 1, resource)) }
      }
    case .typesOrSchemas where kind == .array:
      for child in tape.children(of: value) where tape.kind(child) != .string {
        pending.append((child, resource))
      }
    default: break
    }
  }

  /// The value of the string at `node`; nil where there is none.
  func string(_ source: Int, _ node: Int?) -> String? {
    guard let node, sources[source].tape.kind(node) == .string else { return nil }
    return String(decoding: StringText.decode(sources[source].tape, node), as: UTF8.self)
  }
}
