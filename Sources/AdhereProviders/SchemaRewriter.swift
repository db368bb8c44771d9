internal import AdhereJSON

/// Changes the tree of a schema in place, and notes each change.
struct SchemaRewriter {
  let profile: ProviderProfile
  let root: SchemaNode
  private(set) var changes: [SchemaChange] = []
  private let recursive: Set<ObjectIdentifier>
  /// Where the schemas stood before anything was moved.
  private var origins: [ObjectIdentifier: JSONPointer] = [:]

  init(_ profile: ProviderProfile, _ root: SchemaNode) {
    self.profile = profile
    self.root = root
    recursive = profile.allowsRecursion ? [] : root.recursiveReferences()
    var work = [(root, JSONPointer())]
    while let (node, pointer) = work.popLast() {
      origins[ObjectIdentifier(node)] = pointer
      for inner in node.subschemas {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens)))
      }
    }
  }

  /// Where a schema stood in the original.
  func origin(_ node: SchemaNode) -> JSONPointer? { origins[ObjectIdentifier(node)] }

  mutating func run() -> SchemaNode {
    rewrite(root, JSONPointer())
    let result = shapeRoot()
    dropDanglingReferences(result)
    return result
  }

  mutating func note(_ kind: SchemaChange.Kind, _ pointer: JSONPointer, _ message: String) {
    changes.append(
      SchemaChange(kind: kind, pointer: pointer.description, message: message))
  }

  private mutating func rewrite(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard node.isObject else { return }
    if recursive.contains(ObjectIdentifier(node)) {
      node.remove("$ref")
      note(
        .lost, pointer.appending("$ref"), "recursion is cut: values from here on are not checked")
    }
    mergeAllOf(node, pointer)
    rewordChoices(node, pointer)
    rewriteTuple(node, pointer)
    dropUnsupported(node, pointer)
    dropNegated(node, pointer)
    for inner in node.subschemas {
      rewrite(inner.node, origin(inner.node) ?? pointer)
    }
    if node.describesObjects { shapeObject(node, pointer) }
  }

  // MARK: - Keywords

  /// oneOf to anyOf, const to enum.
  private mutating func rewordChoices(_ node: SchemaNode, _ pointer: JSONPointer) {
    if profile.status("oneOf") == .unsupported, profile.rewrites["oneOf"] == "anyOf",
      node["oneOf"] != nil, node["anyOf"] == nil
    {
      node.rename("oneOf", to: "anyOf")
      note(
        .lost, pointer.appending("oneOf"),
        "is anyOf now: values that match several branches are accepted")
    }
    if profile.status("const") == .unsupported, profile.rewrites["const"] == "enum",
      let value = node["const"], node["enum"] == nil
    {
      node.rename("const", to: "enum")
      node.set("enum", SchemaNode(.array([value])))
      note(.reworded, pointer.appending("const"), "is enum with one value now")
    }
  }

  /// An array whose first elements have schemas of their own: any of these for all elements.
  private mutating func rewriteTuple(_ node: SchemaNode, _ pointer: JSONPointer) {
    let keyword = node["items"]?.isArray == true ? "items" : "prefixItems"
    guard let list = node[keyword], profile.status("prefixItems") == .unsupported else { return }
    let rest = keyword == "items" ? node["additionalItems"] : node["items"]
    node.remove(keyword)
    node.remove("additionalItems")
    let isFree = rest.map { $0.isTrue || $0.isObject && $0.members.isEmpty } ?? true
    if isFree {
      // Of the elements after the listed ones nothing is asked, so nothing holds for all.
      node.remove("items")
    } else if let rest {
      let branches = list.items + (rest.isFalse ? [] : [rest])
      let choice = SchemaNode(.array(branches))
      node.set(
        "items",
        branches.count > 1
          ? SchemaNode(.object([.init(name: "anyOf", value: choice)])) : branches.first ?? rest)
      if rest.isFalse, node["maxItems"] == nil, profile.status("maxItems") == .enforced {
        node.set("maxItems", .literal(String(list.items.count)))
      }
    }
    note(
      .lost, pointer.appending(keyword),
      "elements are no longer told apart by their position")
  }

  private mutating func dropUnsupported(_ node: SchemaNode, _ pointer: JSONPointer) {
    for member in node.members {
      let place = pointer.appending(member.name)
      if profile.status(member.name) == .unsupported {
        node.remove(member.name)
        if SchemaNode.remarks.contains(member.name) {
          note(.reworded, place, "is left out; it enforces nothing")
        } else {
          note(.lost, place, "is no longer enforced: \(Self.shown(member.value))")
        }
      } else if profile.status(member.name) == .enforced,
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
      guard let inner = node[keyword], isChanged(inner) else { continue }
      let group = keyword == "if" ? ["if", "then", "else"] : [keyword]
      for name in group where node[name] != nil {
        node.remove(name)
        note(
          .lost, pointer.appending(name),
          "is no longer enforced: \(keyword) holds what is not supported")
      }
    }
  }

  private func isChanged(_ node: SchemaNode) -> Bool {
    var pass = ProviderLintPass(profile)
    pass.recursive = recursive
    pass.checkAll(node)
    return pass.findings.contains { $0.severity == .rejected }
  }

  static func shown(_ value: SchemaNode) -> String {
    let text = String(decoding: value.compact, as: UTF8.self)
    return text.count > 60 ? String(text.prefix(60)) + "…" : text
  }

  // MARK: - References

  /// A reference into a part that is no longer there cannot be followed.
  private mutating func dropDanglingReferences(_ result: SchemaNode) {
    var work: [(SchemaNode, JSONPointer)] = [(result, JSONPointer())]
    while let (node, pointer) = work.popLast() {
      if let reference = node["$ref"]?.text, reference == "#" || reference.hasPrefix("#/"),
        result.resolve(reference) == nil
      {
        node.remove("$ref")
        note(
          .lost, pointer.appending("$ref"),
          "is no longer enforced: \"\(reference)\" was rewritten; move its target under $defs")
      }
      for inner in node.subschemas {
        work.append((inner.node, origin(inner.node) ?? pointer))
      }
    }
  }
}
