internal import AdhereJSON

/// The walk over all schemas of a document: checks each keyword's value against what the
/// metaschema demands and collects identifiers.
///
/// It follows keywords that hold schemas and no others, so an `$id` inside `enum` or under an
/// unknown keyword means nothing. What a reference finds at such a place is surveyed then.
extension Compiler {
  mutating func survey(_ source: Int, _ node: Int, resource: Int) throws(SchemaError) {
    var pending: [(node: Int, resource: Int)] = [(node, resource)]
    while let next = pending.popLast() {
      try surveyOne(source, next.node, next.resource, &pending)
    }
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
          try check(shape, keyword, source, value, rules.dialect)
          pushSchemas(shape, tape, value, resource, &pending)
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

  // MARK: - Identifiers

  /// Registers `$id`, `$anchor` and their like at `node`; returns the resource it belongs to.
  private mutating func identify(
    _ source: Int, _ node: Int, _ enclosing: Int
  ) throws(SchemaError) -> Int {
    let tape = sources[source].tape
    var resource = enclosing
    if resources[enclosing].source != source || resources[enclosing].node != node {
      resource = try embedded(source, node, enclosing)
    }
    let dialect = resources[resource].rules.dialect
    if dialect >= .draft2019, let anchor = string(source, tape.member("$anchor", of: node)) {
      try addAnchor(anchor, source, node, resource)
    }
    if dialect >= .draft2020,
      let anchor = string(source, tape.member("$dynamicAnchor", of: node))
    {
      if dialect == .draft2020 { try addAnchor(anchor, source, node, resource) }
      if resources[resource].dynamicAnchors[anchor] == nil {
        resources[resource].dynamicAnchors[anchor] = node
      }
    }
    if dialect == .draft2019, resources[resource].node == node,
      let value = tape.member("$recursiveAnchor", of: node), tape.kind(value) == .true
    {
      resources[resource].isRecursive = true
    }
    return resource
  }

  private mutating func addAnchor(
    _ anchor: String, _ source: Int, _ node: Int, _ resource: Int
  ) throws(SchemaError) {
    if let other = resources[resource].anchors[anchor], other != node {
      if resources[resource].rules.dialect == .v1 {
        throw error(
          .duplicateIdentifier, source, node,
          "the anchor \"\(anchor)\" stands twice in one schema resource: rename one of them")
      }
      return
    }
    resources[resource].anchors[anchor] = node
  }

  /// A resource that begins at `node` inside another one; `enclosing` where none does.
  private mutating func embedded(
    _ source: Int, _ node: Int, _ enclosing: Int
  ) throws(SchemaError) -> Int {
    let tape = sources[source].tape
    // An embedded resource may change the dialect, and with it the keyword that names it.
    let rules = try rules(source, node, default: resources[enclosing].rules)
    let dialect = rules.dialect
    let member =
      dialect <= .draft4 ? tape.member("id", of: node) : tape.member("$id", of: node)
    guard let member, let id = string(source, member) else { return enclosing }
    if dialect <= .draft7, let ref = tape.member("$ref", of: node), tape.kind(ref) == .string {
      return enclosing
    }
    let reference = URIReference(id)
    if dialect <= .draft7, let fragment = reference.fragment, !fragment.isEmpty {
      // Drafts 4 to 7 name anchors this way.
      if id.utf8.first == UInt8(ascii: "#") {
        try addAnchor(String(fragment), source, node, enclosing)
        return enclosing
      }
      let resource = try add(source, node, reference, rules, enclosing)
      try addAnchor(String(fragment), source, node, resource)
      return resource
    }
    return try add(source, node, reference, rules, enclosing)
  }

  private mutating func add(
    _ source: Int, _ node: Int, _ reference: URIReference, _ rules: DialectRules,
    _ enclosing: Int
  ) throws(SchemaError) -> Int {
    let uri = reference.resolved(against: resources[enclosing].uri)
    return try addResource(
      Resource(source: source, node: node, uri: uri, rules: rules), aliases: [])
  }

  /// Makes the resource known by its URI and by the node it begins at.
  mutating func addResource(
    _ resource: Resource, aliases: [String]
  ) throws(SchemaError) -> Int {
    let index = resources.count
    resources.append(resource)
    resourceAt[SchemaPlace(source: resource.source, node: resource.node)] = index
    for uri in [resource.uri] + aliases {
      if let other = resourceByURI[uri] {
        if resource.rules.dialect == .v1, uri == resource.uri, !uri.isEmpty,
          resources[other].source == resource.source, resources[other].node != resource.node
        {
          throw error(
            .duplicateIdentifier, resource.source, resource.node,
            "two schemas are identified as \(uri): give one of them another $id")
        }
      } else {
        resourceByURI[uri] = index
      }
    }
    return index
  }

  func string(_ source: Int, _ node: Int?) -> String? {
    guard let node, sources[source].tape.kind(node) == .string else { return nil }
    return String(decoding: StringText.decode(sources[source].tape, node), as: UTF8.self)
  }
}
