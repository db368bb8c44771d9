internal import AdhereJSON

extension SchemaRewriter {
  /// Objects that `enum` or `const` lists, where every object is closed: what they hold is listed as
  /// properties, as a closed object without these could only be empty.
  mutating func listEnumerated(_ node: SchemaNode, _ pointer: JSONPointer) {
    let keyword = node["enum"] == nil ? "const" : "enum"
    var values = node.listedValues
    if let types = node["type"]?.typeNames {
      values.removeAll {
        $0.isObject ? !types.contains("object") : $0.isArray && !types.contains("array")
      }
    }
    guard values.contains(where: \.holdsObjects),
      !node.lists(values, all: profile.requiresAll)
    else { return }
    if profile.requiresAll, !SchemaNode.haveSameNames(values) {
      node.remove(keyword)
      note(
        .lost, pointer.appending(keyword),
        "is no longer enforced: the objects it lists have different properties, and all are required"
      )
    }
    // The values are all there is: other keywords could but refuse some of them.
    for member in node.members
    where !["type", "enum", "const"].contains(member.name)
      && !SchemaNode.remarks.contains(member.name)
    {
      node.remove(member.name)
      note(
        .lost, pointer.appending(member.name),
        "is no longer enforced: \(keyword) lists what is accepted")
    }
    for member in SchemaNode.shape(of: values).members where node[member.name] == nil {
      node.set(member.name, member.value)
    }
    note(.reworded, pointer.appending(keyword), "what it lists is written out as a closed object")
  }
}

extension SchemaNode {
  /// What `enum` or `const` accepts.
  var listedValues: [SchemaNode] { self["enum"]?.items ?? self["const"].map { [$0] } ?? [] }

  /// It is an object, or an array with one in it.
  var holdsObjects: Bool {
    var work = [self]
    while let value = work.popLast() {
      if value.isObject { return true }
      work += value.items
    }
    return false
  }

  /// Whether the properties of these values, at any depth, stand under properties already, or the
  /// object is closed, so that others were refused before.
  ///
  /// - Parameter all: also that no others do.
  fileprivate func lists(_ values: [SchemaNode], all: Bool) -> Bool {
    var work = values.map { (schema: self, value: $0) }
    while let (schema, value) = work.popLast() {
      for item in value.items {
        guard let items = schema["items"] else { return false }
        work.append((items, item))
      }
      guard value.isObject, schema["additionalProperties"]?.isFalse != true else { continue }
      let known = Set(schema.propertyNames).union(schema["required"]?.texts ?? [])
      if all, known.count != value.members.count { return false }
      for member in value.members {
        guard let property = schema["properties"]?[member.name] else { return false }
        work.append((property, member.value))
      }
    }
    return true
  }

  /// Whether all objects that stand at the same place have the same names.
  fileprivate static func haveSameNames(_ values: [SchemaNode]) -> Bool {
    var work = [values]
    while let group = work.popLast() {
      let objects = group.filter(\.isObject)
      let names = Set(objects.first?.members.map(\.name) ?? [])
      guard objects.allSatisfy({ Set($0.members.map(\.name)) == names }) else { return false }
      for name in names { work.append(objects.compactMap { $0[name] }) }
      let items = group.flatMap(\.items)
      if !items.isEmpty { work.append(items) }
    }
    return true
  }

  /// A schema of these values, and of others like them, in which every object is closed.
  fileprivate static func shape(of values: [SchemaNode]) -> SchemaNode {
    let root = SchemaNode(.object([]))
    var work = [(root, values)]
    while let (node, values) = work.popLast() {
      var types: [String] = []
      for value in values where !types.contains(value.typeOfValue) {
        types.append(value.typeOfValue)
      }
      node.set(
        "type", types.count == 1 ? .string(types[0]) : SchemaNode(.array(types.map { .string($0) }))
      )
      let items = values.flatMap(\.items)
      if !items.isEmpty {
        node.set("items", SchemaNode(.object([])))
        work.append((node["items"]!, items))
      }
      let objects = values.filter(\.isObject)
      guard !objects.isEmpty else { continue }
      let properties = SchemaNode(.object([]))
      var required: [SchemaNode] = []
      for name in objects.flatMap({ $0.members.map(\.name) }) where properties[name] == nil {
        properties.set(name, SchemaNode(.object([])))
        let held = objects.compactMap { $0[name] }
        work.append((properties[name]!, held))
        if held.count == objects.count { required.append(.string(name)) }
      }
      node.set("properties", properties)
      node.set("required", SchemaNode(.array(required)))
      node.set("additionalProperties", .literal("false"))
    }
    return root
  }
}
