internal import AdhereJSON

/// Changes the tree of a schema in place, and notes each change.
///
/// From the root inwards: what applies to the same value is brought together first, so that every
/// object is one schema with all its properties, and then closed once.
struct SchemaRewriter {
  let profile: ProviderProfile
  let root: SchemaNode
  let origins: SchemaOrigins
  private(set) var changes: [SchemaChange] = []
  /// As it was written, for the places of changes.
  private let written: SchemaNode
  private var noted: Set<String> = []
  /// Schemas that accept more or less than they did, or hold one that does.
  private(set) var altered: [ObjectIdentifier: SchemaNode] = [:]
  /// Schemas of which other keywords, or other values, say what counts as evaluated now.
  private(set) var reshaped: [ObjectIdentifier: SchemaNode] = [:]
  /// For branches of allOf, the type that the schema around them or another branch names.
  var typesAround: [ObjectIdentifier: SchemaNode] = [:]
  let update: SchemaUpdate
  /// Notes of that, the repeated ones too.
  private var alterations = 0

  init(_ profile: ProviderProfile, _ root: SchemaNode) {
    self.profile = profile
    self.root = root
    written = root.copy()
    update = SchemaUpdate(root) { profile.status($0) != .unsupported }
    changes = update.changes
    SchemaReferences.foldFalse(root)
    origins = SchemaOrigins(root, update, findsRecursion: !profile.allowsRecursion)
  }

  mutating func run() -> SchemaNode {
    rewrite(root, JSONPointer())
    let result = shapeRoot()
    if profile.targetsDefinitions { moveTargets(result) }
    dropDanglingReferences(result)
    settleAltered(result)
    if profile.requiresAll { requireAll(result) }
    return result
  }

  /// Notes a change, once where a schema was copied to several places.
  ///
  /// What was merged from another place and has none of its own is said to be where it was put: at
  /// the innermost place that the original has.
  mutating func note(_ kind: SchemaChange.Kind, _ pointer: JSONPointer, _ message: String) {
    var place = JSONPointer()
    var node: SchemaNode? = written
    for token in pointer.tokens {
      guard let outer = node else { break }
      place.tokens.append(token)
      node = outer.step(token)
    }
    if kind != .reworded { alterations += 1 }
    let change = SchemaChange(kind: kind, pointer: place.description, message: message)
    guard noted.insert("\(kind) \(change.pointer) \(message)").inserted else { return }
    changes.append(change)
  }

  private mutating func rewrite(_ node: SchemaNode, _ pointer: JSONPointer) {
    if node.isTrue, profile.namesTypes { node.content = .object([]) }
    guard node.isObject else { return }
    let before = alterations
    var inner = 0
    defer {
      if alterations != before { alter(node) }
      if alterations - before != inner { reshape(node) }
    }
    cutRecursion(node, pointer)
    gather(node, pointer)
    dropDynamic(node, pointer)
    rewriteTuple(node, pointer)
    let patterns = node["patternProperties"]?.members.map(\.name) ?? []
    loosenPatternProperties(node, pointer)
    if profile.closing == .false || profile.namesItems && profile.namesTypes {
      listEnumerated(node, pointer)
    }
    dropUnsupported(node, pointer)
    if node === root { dropFromRoot(node) }
    dropFalse(node, pointer)
    dropNegated(node, pointer)
    nameType(node, pointer)
    noteTypeAround(node)
    let refused = dropRefusedProperties(node, pointer)
    inner = alterations
    for schema in node.subschemas {
      // Whether an object is open is said with true and false everywhere.
      if schema.node.isTrue, schema.saysWhatIsOpen { continue }
      rewrite(schema.node, origins.place(schema.node) ?? pointer)
    }
    inner = alterations - inner
    nameItems(node, pointer)
    if node.describesObjects { shapeObject(node, pointer, refused, patterns) }
  }

  mutating func alter(_ node: SchemaNode) { altered[ObjectIdentifier(node)] = node }

  mutating func reshape(_ node: SchemaNode) { reshaped[ObjectIdentifier(node)] = node }

  /// A schema with the content of another, in its place, and as altered as it.
  mutating func successor(_ content: [SchemaNode.Member], of old: SchemaNode) -> SchemaNode {
    let new = origins.inherit(SchemaNode(.object(content), offset: old.offset), from: old)
    if altered[ObjectIdentifier(old)] != nil { alter(new) }
    if reshaped[ObjectIdentifier(old)] != nil { reshape(new) }
    return new
  }

  /// Brings together what applies to the same value.
  mutating func gather(_ node: SchemaNode, _ pointer: JSONPointer) {
    dropRefusedBranches(node, pointer)
    foldReference(node, pointer)
    mergeAllOf(node, pointer)
    rewordChoices(node, pointer)
    spreadChoice(node, pointer)
  }

  // MARK: - Keywords

  /// oneOf to anyOf, const to enum.
  private mutating func rewordChoices(_ node: SchemaNode, _ pointer: JSONPointer) {
    if let choice = node["oneOf"], node["anyOf"] == nil {
      // A branch that is loosened may conform beside another, and the whole would refuse that.
      let isLoosened =
        profile.status("oneOf") != .unsupported && profile.status("anyOf") != .unsupported
        && choice.items.contains { isChanged($0) || reachesChange($0) }
      if isLoosened
        || profile.status("oneOf") == .unsupported && profile.rewrites["oneOf"] == "anyOf"
      {
        node.rename("oneOf", to: "anyOf")
        note(
          .lost, pointer.appending("oneOf"),
          "is anyOf now: values that match several branches are accepted")
      }
    }
    if profile.status("const") == .unsupported, profile.rewrites["const"] == "enum",
      let value = node["const"], node["enum"] == nil
    {
      node.rename("const", to: "enum")
      node.set("enum", SchemaNode(.array([value])))
      note(.reworded, pointer.appending("const"), "is enum with one value now")
    }
  }

  private mutating func dropUnsupported(_ node: SchemaNode, _ pointer: JSONPointer) {
    for member in node.members {
      let place = pointer.appending(member.name)
      if profile.status(member.name) == .unsupported {
        // A property that is allowed as any other asks nothing.
        node.remove(member.name)
        if SchemaNode.remarks.contains(member.name)
          || member.name == "additionalProperties" && member.value.isAnything
        {
          note(.reworded, place, "is left out; it enforces nothing")
        } else {
          note(.lost, place, "is no longer enforced: \(Self.shown(member.value))")
        }
      } else if profile.status(member.name) != .unsupported,
        profile.problem(member.name, member.value) != nil
      {
        if member.name == "minItems", let most = profile.maximumMinItems {
          node.set("minItems", .literal(String(most)))
          note(.lost, place, "is \(most) now, was \(Self.shown(member.value))")
        } else {
          node.remove(member.name)
          note(.lost, place, "is no longer enforced: \(Self.shown(member.value))")
        }
      }
    }
  }

  /// Loosening a schema under `not` tightens the whole, and the other way round. Where one of
  /// these would have to be changed, it is left out.
  private mutating func dropNegated(_ node: SchemaNode, _ pointer: JSONPointer) {
    for keyword in ["not", "if", "contains"] {
      guard let inner = node[keyword], isChanged(inner) || reachesChange(inner) else { continue }
      dropNegated(node, keyword, pointer)
    }
  }

  mutating func dropNegated(_ node: SchemaNode, _ keyword: String, _ pointer: JSONPointer) {
    let group = ["if", "then", "else"].contains(keyword) ? ["if", "then", "else"] : [keyword]
    for name in group where node[name] != nil {
      node.remove(name)
      note(
        .lost, pointer.appending(name),
        "is no longer enforced: \(keyword) holds what is not supported")
    }
  }

  /// Whether what a schema refers to is changed.
  private func reachesChange(_ start: SchemaNode) -> Bool {
    var seen: Set<ObjectIdentifier> = []
    var work = [start]
    while let node = work.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if let target = node["$ref"]?.text.flatMap({ origins.original.resolve($0) }) {
        if isChanged(target) { return true }
        work.append(target)
      }
      work += node.subschemas.map(\.node)
    }
    return false
  }

  private func isChanged(_ node: SchemaNode) -> Bool {
    var pass = ProviderLintPass(profile, root)
    pass.endsRecursion = origins.endsRecursion
    pass.checkAll(node)
    return pass.findings.contains { $0.severity == .rejected }
  }

  static func shown(_ value: SchemaNode) -> String {
    let text = String(decoding: value.compact, as: UTF8.self)
    return text.count > 60 ? String(text.prefix(60)) + "…" : text
  }
}
