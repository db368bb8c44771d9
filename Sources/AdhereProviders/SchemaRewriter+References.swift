internal import AdhereJSON

extension SchemaRewriter {
  mutating func cutRecursion(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard origins.endsRecursion(node), let reference = node["$ref"]?.text else { return }
    node.remove("$ref")
    note(
      .lost, pointer.appending("$ref"), "recursion is cut: values from here on are not checked")
    // The kind of value is all that is kept.
    if profile.namesTypes, node["type"] == nil,
      let type = origins.original.resolve(reference)?["type"]
    {
      node.set("type", origins.copy(type))
    }
  }

  /// A reference that leads to one schema or another, by the way on which it is reached: what is
  /// written may be reached on others.
  mutating func dropDynamic(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let keyword = update.dynamicKeyword, node[keyword] != nil else { return }
    node.remove(keyword)
    note(
      .lost, pointer.appending(keyword),
      "is no longer enforced: what it leads to depends on the way there")
  }

  /// A reference that may have nothing beside it takes what stands there into itself.
  mutating func foldReference(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard node["$ref"] != nil, profile.referencesAlone || profile.closing == .false else { return }
    let around = SchemaNode.ofDocument.union(["$ref"])
    let beside = node.members.filter { !around.contains($0.name) }
    let asked = beside.filter { !SchemaNode.remarks.contains($0.name) }
    if asked.isEmpty {
      guard profile.referencesAlone else { return }
      for member in beside {
        node.remove(member.name)
        note(
          .reworded, pointer.appending(member.name),
          "is left out beside $ref; it enforces nothing")
      }
      return
    }
    let place = pointer.appending("$ref")
    let rest = SchemaNode(.object(beside))
    if let target = origins.target(of: node),
      let merged = SchemaMerge(origins: origins).merged(rest, target), merged.isObject
    {
      node.content = .object(
        node.members.filter { $0.name != "$ref" && around.contains($0.name) } + merged.members)
      note(.reworded, place, "what it leads to is written in its place, with what stands beside it")
      // What was led to may be a reference itself.
      if node["$ref"] != nil { foldReference(node, pointer) }
      return
    }
    for member in beside {
      node.remove(member.name)
      note(
        .lost, pointer.appending(member.name),
        "is no longer enforced beside $ref: \(Self.shown(member.value))")
    }
  }

  /// Moves what references lead to under `$defs`, where it is not there.
  mutating func moveTargets(_ result: SchemaNode) {
    var moved: [ObjectIdentifier: String] = [:]
    var numbers: [String: Int] = [:]
    // What a pointer leads to may be data, which stays as it is.
    let schemas = SchemaUpdate.places(result)
    var work = [result]
    while let node = work.popLast() {
      if let reference = node["$ref"]?.text, reference.hasPrefix("#/"),
        !SchemaReferences.isDefinition(reference), let target = result.resolve(reference),
        target.isObject
      {
        let id = ObjectIdentifier(target)
        if moved[id] == nil {
          let name = SchemaReferences.freeName(
            JSONPointer(fragment: reference.dropFirst())?.tokens.last, result, &numbers)
          let isSchema = schemas[id] != nil
          let held =
            isSchema ? successor(target.members, of: target) : origins.copy(target)
          work.append(held)
          if isSchema {
            target.content = .object([.init(name: "$ref", value: .string("#/$defs/\(name)"))])
          }
          let definitions = result["$defs"] ?? SchemaNode(.object([]))
          definitions.set(name, held)
          result.set("$defs", definitions)
          moved[id] = name
          note(
            .reworded, origins.place(target) ?? JSONPointer(),
            "stands under $defs now, where references lead")
        }
        if node !== target, let name = moved[id] { node.set("$ref", .string("#/$defs/\(name)")) }
      }
      work += node.subschemas.map(\.node)
    }
  }

  /// A reference into a part that is no longer there cannot be followed.
  mutating func dropDanglingReferences(_ result: SchemaNode) {
    var work: [(SchemaNode, JSONPointer)] = [(result, JSONPointer())]
    while let (node, pointer) = work.popLast() {
      if let reference = node["$ref"]?.text, reference == "#" || reference.hasPrefix("#/"),
        result.resolve(reference) == nil
      {
        node.remove("$ref")
        alter(node)
        reshape(node)
        note(
          .lost, pointer.appending("$ref"),
          "is no longer enforced: \"\(reference)\" was rewritten; move its target under $defs")
        nameType(node, pointer)
      }
      for inner in node.subschemas {
        work.append((inner.node, origins.place(inner.node) ?? pointer))
      }
    }
  }
}
