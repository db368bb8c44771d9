internal import AdhereJSON

extension SchemaRewriter {
  /// Objects and arrays that `enum` or `const` lists, where every object is closed and every array
  /// says what it holds: what is in them is written out as a schema, which would refuse it otherwise.
  mutating func listEnumerated(_ node: SchemaNode, _ pointer: JSONPointer) {
    let keywords = ["enum", "const"].filter { node[$0] != nil }
    let values = node.listedValues.filter { !node.plainlyRefuses($0, all: profile.requiresAll) }
    guard let keyword = keywords.first,
      values.contains(where: { $0.holds(\.isObject) || profile.namesTypes && $0.isArray }),
      !node.lists(values, all: profile.requiresAll)
    else { return }
    if profile.requiresAll, !SchemaNode.haveSameNames(values) {
      for keyword in keywords {
        node.remove(keyword)
        note(
          .lost, pointer.appending(keyword),
          "is no longer enforced: the objects it lists have different properties, and all are "
            + "required")
      }
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
    note(.reworded, pointer.appending(keyword), "what it lists is written out as a schema")
  }
}

extension SchemaNode {
  /// What `enum` and `const` accept.
  var listedValues: [SchemaNode] {
    guard let values = self["enum"]?.items else { return self["const"].map { [$0] } ?? [] }
    guard let only = self["const"] else { return values }
    return values.filter { $0.isEqual(to: only) }
  }

  /// It is something, or an array with such a thing in it.
  func holds(_ isThat: (SchemaNode) -> Bool) -> Bool {
    var work = [self]
    while let value = work.popLast() {
      if isThat(value) { return true }
      work += value.items
    }
    return false
  }

  /// A value of another type, an object without what is required, or one with what the schema, which
  /// is closed, does not list: nothing can be lost of what is refused anyway.
  ///
  /// - Parameter all: what is not listed, or is refused, will not be required.
  fileprivate func plainlyRefuses(_ value: SchemaNode, all: Bool) -> Bool {
    guard value.isObject || value.isArray else { return false }
    if let types = self["type"]?.typeNames, !types.contains(value.typeOfValue) { return true }
    guard value.isObject else { return false }
    let isClosed = self["additionalProperties"]?.isFalse == true
    for name in self["required"]?.texts ?? [] where value[name] == nil {
      if !all || (self["properties"]?[name].map { !$0.isFalse } ?? !isClosed) { return true }
    }
    guard isClosed, self["patternProperties"] == nil else { return false }
    return value.members.contains { self["properties"]?[$0.name] == nil }
  }

  /// Whether the schema goes on accepting what it accepts of these values, at any depth, when every
  /// object is closed.
  ///
  /// - Parameter all: and requires all its properties.
  fileprivate func lists(_ values: [SchemaNode], all: Bool) -> Bool {
    var work = values.map { (schema: self, value: $0) }
    while let (schema, value) = work.popLast() {
      // What refuses it now may be loosened, and what names no type will name those of scalars, or be
      // merged with other schemas: then these would not fit.
      if schema !== self, value.isObject || value.isArray {
        guard schema["type"] != nil, !SchemaNode.applicators.contains(where: { schema[$0] != nil }),
          !schema.plainlyRefuses(value, all: all)
        else { return false }
      }
      for item in value.items {
        guard let items = schema["items"] else { return false }
        work.append((items, item))
      }
      guard value.isObject else { continue }
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
