internal import AdhereJSON

extension SchemaRewriter {
  /// What stands for any value where every schema has to name its type.
  private static let plain = ["string", "number", "boolean", "null"]

  /// Names the type, splits lists of types, and leaves out values that may not be listed, as the
  /// provider wants it.
  mutating func nameType(_ node: SchemaNode, _ pointer: JSONPointer) {
    if profile.namesTypes, node["type"] == nil,
      !SchemaNode.applicators.contains(where: { node[$0] != nil })
    {
      addType(node, pointer)
    }
    if profile.singleTypes, let type = node["type"], type.isArray { splitTypes(node, pointer) }
    guard profile.stringEnums, let values = node["enum"],
      values.items.contains(where: { $0.typeOfValue != "string" })
    else { return }
    node.remove("enum")
    note(
      .lost, pointer.appending("enum"), "is no longer enforced: \(Self.shown(values))")
  }

  /// All branches of allOf describe one value: what one of them names is the type of the others.
  mutating func noteTypeAround(_ node: SchemaNode) {
    guard profile.namesTypes, let branches = node["allOf"]?.items else { return }
    guard let type = node["type"] ?? branches.lazy.compactMap({ $0["type"] }).first else { return }
    for branch in branches where branch["type"] == nil {
      typesAround[ObjectIdentifier(branch)] = type
    }
  }

  private mutating func addType(_ node: SchemaNode, _ pointer: JSONPointer) {
    if let type = typesAround[ObjectIdentifier(node)] {
      setType(node, type.typeNames)
      note(.reworded, pointer, "names the type of the schema around it now")
      return
    }
    if let values = node["enum"]?.items ?? node["const"].map({ [$0] }), !values.isEmpty {
      var types: [String] = []
      for value in values where !types.contains(value.typeOfValue) {
        types.append(value.typeOfValue)
      }
      setType(node, types)
      note(.reworded, pointer, "names its type now")
      return
    }
    var types: [String] = []
    for member in node.members {
      if let kind = SchemaNode.kind(of: member.name), !types.contains(kind) { types.append(kind) }
    }
    if types.isEmpty {
      types = SchemaRewriter.plain
      note(
        .narrowed, pointer,
        "accepts strings, numbers, booleans and null now, where any value would do")
    } else {
      note(
        .narrowed, pointer, "has the type \(types.joined(separator: ", ")) now, and no other value")
    }
    setType(node, types)
  }

  private func setType(_ node: SchemaNode, _ types: [String]) {
    let type = types.count == 1 ? .string(types[0]) : SchemaNode(.array(types.map { .string($0) }))
    node.content = .object([.init(name: "type", value: type)] + node.members)
  }

  /// One branch for each of the types, with the keywords that are about it.
  private mutating func splitTypes(_ node: SchemaNode, _ pointer: JSONPointer) {
    let types = node["type"]?.typeNames ?? []
    guard node["anyOf"] == nil else { return node.remove("type") }
    if types.count == 1 { return node.set("type", .string(types[0])) }
    let remarks = node.members.filter { SchemaNode.remarks.contains($0.name) }
    var branches: [SchemaNode] = []
    for type in types {
      var members = [SchemaNode.Member(name: "type", value: .string(type))]
      let kind = type == "integer" ? "number" : type
      for member in node.members
      where member.name != "type" && !SchemaNode.remarks.contains(member.name) {
        if member.name == "enum" {
          let values = member.value.items.filter {
            $0.typeOfValue == type || $0.typeOfValue == "integer" && kind == "number"
          }
          // A null that is listed is the null that the type names.
          if !values.isEmpty, type != "null" {
            members.append(.init(name: "enum", value: SchemaNode(.array(values))))
          } else if values.isEmpty {
            members = []
            break
          }
        } else if SchemaNode.kind(of: member.name) ?? kind == kind {
          members.append(.init(name: member.name, value: origins.copy(member.value)))
        }
      }
      if !members.isEmpty { branches.append(SchemaNode(.object(members))) }
    }
    guard !branches.isEmpty else {
      // No value that is listed is of a type that is named.
      note(.lost, pointer.appending("enum"), "is no longer enforced, for the sake of the type")
      node.remove("enum")
      node.remove("const")
      return splitTypes(node, pointer)
    }
    node.content = .object(
      remarks
        + (branches.count == 1
          ? branches[0].members : [.init(name: "anyOf", value: SchemaNode(.array(branches)))]))
    note(.reworded, pointer.appending("type"), "is a choice with a branch for each type now")
  }

  /// `false` where every schema names a type, and neither a property nor a branch that can be left
  /// out.
  mutating func dropFalse(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard profile.namesTypes else { return }
    for keyword in ["not", "if", "then", "else", "contains", "propertyNames"]
    where node[keyword]?.isFalse == true {
      if keyword == "not" {
        node.remove(keyword)
        note(.reworded, pointer.appending(keyword), "is left out; nothing conforms to false")
      } else {
        dropNegated(node, keyword, pointer)
      }
    }
    guard let schemas = node["dependentSchemas"] else { return }
    for member in schemas.members where member.value.isFalse {
      schemas.remove(member.name)
      note(
        .lost, pointer.appending("dependentSchemas").appending(member.name),
        "is no longer enforced: false")
    }
  }

  // MARK: - Arrays

  /// An array whose first elements have schemas of their own: any of these for all elements.
  mutating func rewriteTuple(_ node: SchemaNode, _ pointer: JSONPointer) {
    let keyword = node["items"]?.isArray == true ? "items" : "prefixItems"
    guard let list = node[keyword] else { return }
    if profile.namesTypes, let first = list.items.firstIndex(where: \.isFalse) {
      // An element to which nothing conforms is one that is not there.
      list.content = .array(Array(list.items.prefix(first)))
      if node["maxItems"]?.integer ?? .max > first {
        node.set("maxItems", .literal(String(first)))
      }
      if first == 0 {
        node.remove(keyword)
        node.remove("items")
        node.remove("additionalItems")
      }
      note(.reworded, pointer.appending(keyword), "is cut where nothing conforms to an element")
      return rewriteTuple(node, pointer)
    }
    guard profile.status("prefixItems") == .unsupported else { return }
    let rest = keyword == "items" ? node["additionalItems"] : node["items"]
    node.remove(keyword)
    node.remove("additionalItems")
    let isFree = rest?.isAnything ?? true
    let isBounded = node["maxItems"]?.integer.map { $0 <= list.items.count } ?? false
    if isFree, !profile.namesItems {
      // Of the elements after the listed ones nothing is asked, so nothing holds for all.
      node.remove("items")
    } else {
      var branches: [SchemaNode] = []
      for item in list.items + (isFree || rest?.isFalse == true ? [] : [rest].compactMap { $0 })
      where !branches.contains(where: { $0.compact == item.compact }) {
        branches.append(item)
      }
      node.set(
        "items",
        branches.count == 1
          ? branches[0]
          : SchemaNode(
            .object([.init(name: "anyOf", value: SchemaNode(.array(branches)))])))
      if isFree, !isBounded {
        note(
          .narrowed, pointer.appending(keyword),
          "elements after the listed ones have to be like one of them now")
      }
      if rest?.isFalse == true, !isBounded {
        if profile.status("maxItems") == .unsupported {
          note(
            .lost, pointer.appending(keyword == "items" ? "additionalItems" : "items"),
            "is no longer enforced: more than \(list.items.count) elements are accepted")
        } else {
          node.set("maxItems", .literal(String(list.items.count)))
        }
      }
    }
    note(
      .lost, pointer.appending(keyword),
      "elements are no longer told apart by their position")
  }

  /// An array that says what it holds.
  mutating func nameItems(_ node: SchemaNode, _ pointer: JSONPointer) {
    if profile.namesTypes, node["items"]?.isFalse == true {
      node.remove("items")
      if profile.status("maxItems") == .unsupported {
        note(.lost, pointer.appending("items"), "is no longer enforced: false")
      } else {
        let listed = node["prefixItems"]?.items.count ?? 0
        let most = min(node["maxItems"]?.integer ?? .max, listed)
        node.set("maxItems", .literal(String(most)))
        note(.reworded, pointer.appending("items"), "is maxItems: \(most) now")
      }
    }
    guard profile.namesItems, node["items"] == nil, node["prefixItems"] == nil,
      node["type"]?.typeNames.contains("array") == true
    else { return }
    let items = SchemaNode(.object([]))
    setType(items, SchemaRewriter.plain)
    node.set("items", items)
    note(
      .narrowed, pointer.appending("items"),
      "elements are strings, numbers, booleans and null now, where any value would do")
  }
}
