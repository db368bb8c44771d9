internal import AdhereJSON

extension SchemaRewriter {
  /// Requires all properties of all objects. This is done last, when it is known what each schema
  /// accepts and where references lead.
  mutating func requireAll(_ result: SchemaNode) {
    var work = [(result, JSONPointer())]
    while let (node, above) = work.popLast() {
      let pointer = origins.place(node) ?? above
      let inner = node.subschemas
      if node.describesObjects { requireAll(node, pointer, result) }
      for schema in inner {
        if schema.node.isTrue, schema.saysWhatIsOpen { continue }
        work.append((schema.node, pointer))
      }
    }
  }

  private mutating func requireAll(
    _ node: SchemaNode, _ pointer: JSONPointer, _ result: SchemaNode
  ) {
    let properties = node["properties"]?.members ?? []
    let required = node["required"]?.texts ?? []
    // A closed object refuses what it does not list, so nothing conformed anyway.
    let known = Set(properties.map(\.name))
    for name in required where !known.contains(name) {
      note(
        .lost, pointer.appending("required"),
        "no longer names \"\(name)\", which is not under properties")
    }
    guard node["properties"] != nil else { return node.remove("required") }
    let wanted = Set(required)
    for property in properties where !wanted.contains(property.name) {
      let place =
        origins.place(property.value)
        ?? JSONPointer(tokens: pointer.tokens + ["properties", property.name])
      var seen: Set<ObjectIdentifier> = []
      if acceptsNull(property.value, in: result, &seen) {
        note(.narrowed, place, "is required now; it may be null as before")
      } else {
        node["properties"]!.set(property.name, Self.nullable(property.value))
        note(
          .narrowed, place, "is required now")
        note(
          .lost, place,
          "may be null instead of missing: leave such members out before validating the answer")
      }
    }
    node.set("required", SchemaNode(.array(properties.map { .string($0.name) })))
  }

  /// Whether null is among what a schema accepts; false too where that is not plain to see.
  private func acceptsNull(
    _ schema: SchemaNode, in result: SchemaNode, _ seen: inout Set<ObjectIdentifier>
  ) -> Bool {
    guard schema.isObject else { return schema.isTrue }
    // Each is asked once: references may lead to it in many ways.
    guard seen.count < 64, seen.insert(ObjectIdentifier(schema)).inserted else { return false }
    if let target = schema["$ref"]?.text {
      // What stands beside the reference holds too.
      guard let target = result.resolve(target), acceptsNull(target, in: result, &seen) else {
        return false
      }
    }
    if let values = schema["enum"], !values.items.contains(where: { $0.isNull }) { return false }
    if let value = schema["const"], !value.isNull { return false }
    if let type = schema["type"], !type.typeNames.contains("null") { return false }
    if schema["allOf"] != nil || schema["not"] != nil || schema["if"] != nil
      || schema["oneOf"] != nil
    {
      return false
    }
    for branch in schema["anyOf"]?.items ?? [] where acceptsNull(branch, in: result, &seen) {
      return true
    }
    return schema["anyOf"] == nil
  }

  /// The schema with null permitted beside what it permits.
  private static func nullable(_ schema: SchemaNode) -> SchemaNode {
    let plain = !["anyOf", "oneOf", "allOf", "not", "if", "const", "$ref"]
      .contains { schema[$0] != nil }
    if plain, let type = schema["type"] {
      let names = type.typeNames
      if !names.contains("null") {
        schema.set("type", SchemaNode(.array((names + ["null"]).map { .string($0) })))
      }
      if let values = schema["enum"] {
        schema.set("enum", SchemaNode(.array(values.items + [.literal("null")])))
      }
      return schema
    }
    let null = SchemaNode(.object([.init(name: "type", value: .string("null"))]))
    let asked = schema.members.filter { !SchemaNode.remarks.contains($0.name) }
    if asked.count == 1, let choice = schema["anyOf"] {
      schema.set("anyOf", SchemaNode(.array(choice.items + [null])))
      return schema
    }
    return SchemaNode(
      .object([.init(name: "anyOf", value: SchemaNode(.array([schema, null])))]))
  }
}
