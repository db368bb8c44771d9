internal import AdhereBytes
internal import AdhereJSON

extension KeywordShape {
  static let id = KeywordShape(.identifier, from: .draft6)
  static let legacyID = KeywordShape(.string, to: .draft4)
  static let schema = KeywordShape(.string)
  static let anchor = KeywordShape(.anchor, from: .draft2019)
  static let dynamicAnchor = KeywordShape(.anchor, from: .draft2020)
  static let recursiveAnchor = KeywordShape(.boolean, from: .draft2019, to: .draft2019)
    .then(.anchor, to: .draft2020)
  static let vocabulary = KeywordShape(.vocabulary, from: .draft2019, to: .draft2020).then(.any)
}

/// `$id`, `$anchor`, `$dynamicAnchor` and `$vocabulary` (2020-12 core, sections 8.1.2 and 8.2), with
/// their predecessors. They make no instructions: references are resolved by them.
extension Compiler {
  func checkAnchor(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    try demand(
      tape.kind(use.value) == .string && isAnchor(StringText.decode(tape, use.value)), use,
      "a plain name ([A-Za-z_][-A-Za-z0-9._]*)")
  }

  private func isAnchor(_ text: [UInt8]) -> Bool {
    guard let first = text.first else { return false }
    // 2019-09 allows no underscore in front and a colon inside; both are accepted in all drafts.
    return (first.isLetter || first == ASCII.underscore)
      && text.allSatisfy {
        $0.isWord || $0 == ASCII.minus || $0 == ASCII.period || $0 == ASCII.colon
      }
  }

  func checkIdentifier(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    try demand(tape.kind(use.value) == .string, use, "a URI reference")
    let text = StringText.decode(tape, use.value)
    if use.dialect >= .draft2019, let hash = text.firstIndex(of: UInt8(ascii: "#")) {
      try demand(
        use.dialect != .v1 && hash == text.count - 1, use, "a URI reference without a fragment")
    }
  }

  func checkVocabulary(_ use: KeywordUse) throws(SchemaError) {
    let tape = sources[use.source].tape
    try demand(tape.kind(use.value) == .object, use, "an object of booleans")
    for key in tape.children(of: use.value) {
      let kind = tape.kind(key + 1)
      try demand(kind == .true || kind == .false, use, "an object of booleans", at: key + 1)
    }
  }

  /// Registers `$id`, `$anchor` and their like at `node`; returns the resource it belongs to.
  mutating func identify(
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
}
