internal import AdhereJSON
internal import AdhereSchema

/// Writes a schema of draft 4 to 2019-09 so that 2020-12 reads the same in it: providers know no
/// other draft, and some take no `$schema`.
///
/// What stands beside a `$ref` that silences it, and keywords that the draft does not have, would be
/// enforced afterwards; tuples and exclusive bounds are written otherwise.
struct SchemaUpdate {
  private let root: SchemaNode
  private let dialect: Dialect
  /// Where each schema stands before anything is changed.
  private(set) var places: [ObjectIdentifier: JSONPointer]
  /// These schemas, so that no identity is given out twice.
  private(set) var held: [SchemaNode]
  private(set) var changes: [SchemaChange] = []
  /// The keyword whose references may still lead to several places; nil where the draft has none.
  let dynamicKeyword: String?
  /// Every type `integer` accepts more than it did.
  private(set) var loosensIntegers = false
  /// Whether a keyword is kept after all.
  private let keeps: (String) -> Bool

  init(_ root: SchemaNode, keeps: @escaping (String) -> Bool = { _ in true }) {
    self.root = root
    self.keeps = keeps
    // A metaschema of the caller's own is taken for one of the latest draft.
    dialect = Self.dialect(of: root)
    dynamicKeyword = SchemaResources.dynamicKeyword(dialect)
    places = SchemaUpdate.places(root)
    held = SchemaUpdate.all(root).map(\.node)
    // Draft 3 is another language altogether.
    if dialect > .draft3 { silenceSiblings { ["$id", "id"].contains($0) } }
    localise()
    moveOutliers()
    // What may hold schemas to which a reference leads has to stand until these have moved.
    if dialect > .draft3 { silenceSiblings { _ in true } }
    if dialect > .draft3, dialect < .draft2020 { updateKeywords() }
  }

  static func dialect(of root: SchemaNode) -> Dialect {
    root["$schema"]?.text.flatMap { Dialect(uri: $0) } ?? .draft2020
  }

  /// Where each schema stands.
  static func places(_ root: SchemaNode) -> [ObjectIdentifier: JSONPointer] {
    var places: [ObjectIdentifier: JSONPointer] = [:]
    for (node, pointer) in all(root) { places[ObjectIdentifier(node)] = pointer }
    return places
  }

  /// All schemas in the order of the text.
  static func all(_ root: SchemaNode) -> [(node: SchemaNode, pointer: JSONPointer)] {
    var found: [(node: SchemaNode, pointer: JSONPointer)] = []
    var work = [(node: root, pointer: JSONPointer())]
    while let (node, pointer) = work.popLast() {
      found.append((node, pointer))
      for inner in node.subschemas.reversed() {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens)))
      }
    }
    return found
  }

  private mutating func localise() {
    var notes: [(SchemaNode, String, String)] = []
    let resources = SchemaResources(root, dialect)
    for schema in resources.schemas where places[ObjectIdentifier(schema.node)] == nil {
      places[ObjectIdentifier(schema.node)] = schema.pointer
      held.append(schema.node)
    }
    resources.localise { notes.append(($0, $1, $2)) }
    for (node, keyword, message) in notes { note(node, keyword, message) }
  }

  /// After references were written as pointers, which lead to them.
  private mutating func moveOutliers() {
    var outliers = SchemaOutliers(root, dialect)
    guard !outliers.outermost.isEmpty else { return }
    var notes: [(SchemaNode, String?, String)] = []
    outliers.move { notes.append(($0, $1, $2)) }
    places = outliers.places
    held = outliers.schemas
    for (node, keyword, message) in notes { note(node, keyword, message) }
  }

  private mutating func note(_ node: SchemaNode, _ keyword: String?, _ message: String) {
    let schema = places[ObjectIdentifier(node)] ?? JSONPointer()
    let place = keyword.map { schema.appending($0) } ?? schema
    changes.append(
      SchemaChange(kind: .reworded, pointer: place.description, message: message))
  }

  /// Before 2019-09 `$ref` silences what stands beside it.
  private mutating func silenceSiblings(_ isAsked: (String) -> Bool) {
    guard dialect < .draft2019 else { return }
    for node in held where node["$ref"]?.text != nil {
      for member in node.members where member.name != "$ref" && isAsked(member.name) {
        let isIdentifier = ["$id", "id"].contains(member.name)
        if isIdentifier ? node === root : SchemaNode.remarks.contains(member.name) { continue }
        node.remove(member.name)
        note(node, member.name, "is left out: $ref silences what stands beside it")
      }
    }
  }

  private mutating func updateKeywords() {
    // References lead into what is renamed here.
    var targets: [(node: SchemaNode, target: SchemaNode)] = []
    let schemas = Self.all(root).map(\.node)
    for node in schemas {
      guard let target = node["$ref"]?.text.flatMap({ root.resolve($0) }) else { continue }
      targets.append((node, target))
    }
    for node in schemas where node.isObject {
      dropUnknown(node)
      if dialect == .draft4 { updateBounds(node) }
      updateTuple(node)
      // Before 2019-09 an anchor.
      if node !== root, let id = node["$id"]?.text, id.contains("#") { node.remove("$id") }
    }
    if dialect == .draft2019 { hideContained(schemas) }
    // What is written may hold more than draft 4 takes, as true for a schema.
    guard !changes.isEmpty || dialect == .draft4 else { return }
    let moved = SchemaUpdate.places(root)
    for (node, target) in targets {
      guard let place = moved[ObjectIdentifier(target)] else { continue }
      node.set("$ref", .string("#" + SchemaReferences.encoded(place.description)))
    }
    root.set("$schema", .string(Dialect.draft2020.rawValue))
    let namesIntegers = schemas.contains { $0["type"]?.typeNames.contains("integer") == true }
    if dialect == .draft4, namesIntegers {
      loosensIntegers = true
      changes.append(
        SchemaChange(
          kind: .lost, pointer: "/$schema",
          message: "is 2020-12 now, where numbers such as 1.0 are integers"))
    } else {
      note(root, "$schema", "is 2020-12 now, as the schema is written for it")
    }
  }

  private static let names: Set<String> = ["$id", "$anchor", "$dynamicAnchor"]

  private mutating func dropUnknown(_ node: SchemaNode) {
    for member in node.members where dialect.defines(member.name) == false {
      // What is no more than said may stay, as definitions may, which can be referred to.
      if Dialect.draft2020.defines(member.name) == false { continue }
      if SchemaNode.remarks.contains(member.name), !Self.names.contains(member.name) { continue }
      node.remove(member.name)
      note(node, member.name, "is left out: the draft of the schema does not know it")
    }
  }

  private mutating func updateBounds(_ node: SchemaNode) {
    for (bound, exclusive) in [
      ("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"),
    ] {
      guard let flag = node[exclusive], flag.isTrue || flag.isFalse else { continue }
      node.remove(exclusive)
      if flag.isTrue, let value = node[bound] {
        node.remove(bound)
        node.set(exclusive, value)
      }
      note(node, exclusive, "is written as 2020-12 has it")
    }
  }

  /// A list of schemas under `items`, and `additionalItems`, which is nothing beside anything else.
  private mutating func updateTuple(_ node: SchemaNode) {
    guard node["items"]?.isArray == true else {
      if node["additionalItems"] != nil {
        node.remove("additionalItems")
        note(node, "additionalItems", "is left out: it asks nothing without a list under items")
      }
      return
    }
    let isEmpty = node["items"]?.items.isEmpty == true
    node.rename("items", to: "prefixItems")
    node.rename("additionalItems", to: "items")
    if isEmpty { node.remove("prefixItems") }
    note(node, "items", "is prefixItems now, as 2020-12 has it")
  }

  /// In 2020-12 what `contains` finds counts as evaluated, in 2019-09 it does not: within reach of
  /// `unevaluatedItems` it is put where nothing counts.
  private mutating func hideContained(_ schemas: [SchemaNode]) {
    guard keeps("contains"), keeps("unevaluatedItems") else { return }
    var hidden: Set<ObjectIdentifier> = []
    for node in schemas where node["unevaluatedItems"] != nil {
      for other in node.reachedInPlace(in: root)
      where other["contains"] != nil && hidden.insert(ObjectIdentifier(other)).inserted {
        let group = ["contains", "minContains", "maxContains"]
        var inner = SchemaNode(.object(other.members.filter { group.contains($0.name) }))
        for _ in 0..<2 { inner = SchemaNode(.object([.init(name: "not", value: inner)])) }
        other.content = .object(other.members.filter { !group.contains($0.name) })
        other.set("allOf", SchemaNode(.array((other["allOf"]?.items ?? []) + [inner])))
        note(
          other, "contains",
          "stands under not twice now: what it finds counts as evaluated in 2020-12")
      }
    }
  }
}
