internal import AdhereJSON
internal import AdhereSchema

/// The resources of a document, and where the references in them lead.
///
/// What `$dynamicRef` and `$recursiveRef` lead to hangs on the way by which they are reached, but in
/// a document that is read from its root it is mostly the same for all ways.
struct SchemaResources {
  /// A schema with an identifier of its own, or the root.
  private struct Resource {
    var uri: String
    var start: JSONPointer
    /// `$dynamicAnchor`s of 2020-12.
    var anchors: [String: JSONPointer] = [:]
    /// `$recursiveAnchor: true` of 2019-09.
    var isRecursive = false
  }

  private let root: SchemaNode
  private let dialect: Dialect
  private let identifier: String
  private var resources: [Resource] = []
  /// All schemas, and the resources that they are part of.
  private(set) var schemas: [(node: SchemaNode, resource: Int, pointer: JSONPointer)] = []
  private var known: [ObjectIdentifier: Int] = [:]
  /// Where identifiers and anchors lead.
  private var places: [String: (pointer: JSONPointer, resource: Int)] = [:]

  init(_ root: SchemaNode, _ dialect: Dialect) {
    self.root = root
    self.dialect = dialect
    identifier = dialect < .draft6 ? "id" : "$id"
    resources = [Resource(uri: "", start: JSONPointer())]
    add(root, JSONPointer(), 0)
    addOutliers()
  }

  private mutating func add(_ start: SchemaNode, _ pointer: JSONPointer, _ resource: Int) {
    var work = [(node: start, pointer: pointer, resource: resource)]
    while let (node, pointer, outer) = work.popLast() {
      guard known[ObjectIdentifier(node)] == nil else { continue }
      let resource = identify(node, pointer, outer)
      schemas.append((node, resource, pointer))
      known[ObjectIdentifier(node)] = resource
      for inner in node.applied(dialect).reversed() {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens), resource))
      }
    }
  }

  /// Schemas by a reference alone (``SchemaOutliers``), with what they identify, by which others may be
  /// found. What hides behind more rounds than these stays where it is.
  private mutating func addOutliers() {
    var open: [(reference: String, resource: Int)] = []
    var next = 0
    for _ in 0..<32 {
      for schema in schemas[next...] {
        if let reference = schema.node["$ref"]?.text { open.append((reference, schema.resource)) }
      }
      next = schemas.count
      open.removeAll { reference, resource in
        guard let target = target(reference, in: resource) else { return false }
        guard let node = root.step(through: target.pointer), node.isSchema else { return true }
        add(node, target.pointer, self.resource(at: target.pointer))
        return true
      }
      if next == schemas.count { return }
    }
  }

  /// The resource of the innermost schema on the way to a place.
  private func resource(at pointer: JSONPointer) -> Int {
    var node = root
    var resource = 0
    for token in pointer.tokens {
      resource = known[ObjectIdentifier(node)] ?? resource
      guard let inner = node.step(token) else { break }
      node = inner
    }
    return resource
  }

  /// Registers identifier and anchors of a schema.
  ///
  /// - Returns: the resource that it is part of.
  private mutating func identify(
    _ node: SchemaNode, _ pointer: JSONPointer, _ outer: Int
  ) -> Int {
    var resource = outer
    if let id = node[identifier]?.text {
      let reference = URIReference(id)
      if !reference.isFragment {
        let uri = reference.resolved(against: resources[outer].uri)
        if node === root {
          resources[0].uri = uri
        } else {
          resource = resources.count
          resources.append(Resource(uri: uri, start: pointer))
        }
        if places[uri] == nil { places[uri] = (pointer, resource) }
      }
      if let name = reference.fragment, !name.isEmpty { add(String(name), pointer, resource) }
    }
    for keyword in ["$anchor", "$dynamicAnchor"] where dialect.defines(keyword) == true {
      guard let name = node[keyword]?.text else { continue }
      add(name, pointer, resource)
      if keyword == "$dynamicAnchor", resources[resource].anchors[name] == nil {
        resources[resource].anchors[name] = pointer
      }
    }
    if dialect == .draft2019, resources[resource].start == pointer,
      node["$recursiveAnchor"]?.isTrue == true
    {
      resources[resource].isRecursive = true
    }
    return resource
  }

  private mutating func add(_ anchor: String, _ pointer: JSONPointer, _ resource: Int) {
    let uri = "\(resources[resource].uri)#\(anchor)"
    if places[uri] == nil { places[uri] = (pointer, resource) }
  }

  // MARK: - Following

  /// Where a reference leads; nil where that is in no resource of the document.
  private func target(_ text: String, in resource: Int) -> (pointer: JSONPointer, resource: Int)? {
    let reference = URIReference(text)
    let fragment = reference.fragment ?? ""
    let uri =
      reference.isFragment
      ? resources[resource].uri : reference.resolved(against: resources[resource].uri)
    guard fragment.isEmpty || fragment.utf8.first == UInt8(ascii: "/") else {
      return places["\(uri)#\(fragment)"]
    }
    guard let other = reference.isFragment ? resource : places[uri]?.resource,
      let inner = JSONPointer(fragment: fragment)
    else { return nil }
    return (JSONPointer(tokens: resources[other].start.tokens + inner.tokens), other)
  }

  /// Where `$dynamicRef` leads by whatever way it is reached; nil where there are several places, or
  /// none here.
  private func dynamicTarget(_ text: String, in resource: Int) -> JSONPointer? {
    guard let first = target(text, in: resource) else { return nil }
    // Only what leads to a dynamic anchor asks for the way.
    guard let name = URIReference(text).fragment.map(String.init),
      resources[first.resource].anchors[name] == first.pointer
    else { return first.pointer }
    // The root is on every way, and before all others.
    if let outermost = resources[0].anchors[name] { return outermost }
    return resources.count { $0.anchors[name] != nil } == 1 ? first.pointer : nil
  }

  /// As ``dynamicTarget(_:in:)``, of `$recursiveRef`.
  private func recursiveTarget(in resource: Int) -> JSONPointer? {
    guard resources[resource].isRecursive else { return resources[resource].start }
    if resources[0].isRecursive { return JSONPointer() }
    return resources.count(where: \.isRecursive) == 1 ? resources[resource].start : nil
  }

  // MARK: - Writing

  /// Writes references by anchor or by the schema's own identifiers, and those that only seem to hang
  /// on the way, as pointers, which lead to the same place wherever the schema is moved; the
  /// identifiers of resources within the document would have them lead elsewhere.
  ///
  /// - Parameter note: is told of what changes its name or goes.
  func localise(_ note: (SchemaNode, String, String) -> Void) {
    for (node, resource, _) in schemas {
      if let text = node["$ref"]?.text {
        if let target = target(text, in: resource) {
          if !URIReference(text).isFragment || target.pointer != JSONPointer(fragmentOf: text) {
            node.set("$ref", Self.reference(target.pointer))
          }
        } else if resource > 0, !URIReference(text).isFragment {
          node.set("$ref", .string(URIReference(text).resolved(against: resources[resource].uri)))
        }
      }
      guard let keyword = Self.dynamicKeyword(dialect), let text = node[keyword]?.text else {
        continue
      }
      let target =
        keyword == "$recursiveRef"
        ? recursiveTarget(in: resource) : dynamicTarget(text, in: resource)
      guard let target else { continue }
      node.remove(keyword)
      if node["$ref"] == nil {
        node.set("$ref", Self.reference(target))
        note(node, keyword, "is $ref now: it always leads to the same place")
      } else {
        let one = SchemaNode(.object([.init(name: "$ref", value: Self.reference(target))]))
        node.set("allOf", SchemaNode(.array((node["allOf"]?.items ?? []) + [one])))
        note(node, keyword, "is a $ref under allOf now: it always leads to the same place")
      }
    }
    for (node, _, _) in schemas where dialect == .draft2019 && node["$recursiveAnchor"] != nil {
      // In 2020-12 its value would be a name.
      node.remove("$recursiveAnchor")
      note(node, "$recursiveAnchor", "is left out: 2020-12 does not know it")
    }
    for (node, resource, _) in schemas where resource > 0 && dialect > .draft4 {
      for keyword in [identifier, "$anchor", "$dynamicAnchor"]
      where node[keyword] != nil {
        node.remove(keyword)
        note(node, keyword, "is left out: references are pointers now")
      }
    }
  }

  /// The keyword whose target can hang on the way.
  static func dynamicKeyword(_ dialect: Dialect) -> String? {
    dialect == .draft2019 ? "$recursiveRef" : dialect >= .draft2020 ? "$dynamicRef" : nil
  }

  private static func reference(_ pointer: JSONPointer) -> SchemaNode {
    .string("#" + SchemaReferences.encoded(pointer.description))
  }
}

extension JSONPointer {
  /// The pointer in a reference that is a fragment only.
  fileprivate init?(fragmentOf reference: String) { self.init(fragment: reference.dropFirst()) }
}

extension URIReference {
  /// It names a place in the same resource.
  fileprivate var isFragment: Bool {
    scheme == nil && authority == nil && path.isEmpty && query == nil
  }
}
