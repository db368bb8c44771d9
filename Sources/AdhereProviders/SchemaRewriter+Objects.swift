internal import AdhereJSON

extension SchemaRewriter {
  /// Properties by pattern that are left out beside `additionalProperties`, which then would refuse
  /// them.
  mutating func loosenPatternProperties(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let rules = node["patternProperties"], !rules.members.isEmpty,
      profile.status("patternProperties") == .unsupported, profile.closing != .false,
      let additional = node["additionalProperties"], !additional.isAnything
    else { return }
    var branches: [SchemaNode] = []
    for schema in rules.members.map(\.value) + [additional]
    where !schema.isFalse && !branches.contains(where: { $0.compact == schema.compact }) {
      branches.append(schema)
    }
    node.remove("patternProperties")
    if branches.count == 1 {
      node.set("additionalProperties", branches[0])
    } else if branches.isEmpty {
      return
    } else {
      node.set(
        "additionalProperties",
        SchemaNode(.object([.init(name: "anyOf", value: SchemaNode(.array(branches)))])))
    }
    note(
      .lost, pointer.appending("patternProperties"),
      "is additionalProperties now: the names are no longer checked")
  }

  /// Properties that nothing conforms to have no type; a closed object refuses them by leaving them
  /// out.
  mutating func dropRefusedProperties(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard profile.namesTypes else { return }
    for keyword in SchemaNode.definitions {
      guard let definitions = node[keyword] else { continue }
      definitions.content = .object(definitions.members.filter { !$0.value.isFalse })
    }
    guard let properties = node["properties"],
      properties.members.contains(where: { $0.value.isFalse })
    else { return }
    for member in properties.members where member.value.isFalse {
      let place = pointer.appending("properties").appending(member.name)
      if profile.closing == .false || node["additionalProperties"]?.isFalse == true {
        note(.reworded, place, "is left out; the object is closed")
      } else {
        note(.lost, place, "is no longer refused")
      }
    }
    properties.content = .object(properties.members.filter { !$0.value.isFalse })
  }

  /// Closes the object and requires its properties, as far as the provider wants that.
  mutating func shapeObject(_ node: SchemaNode, _ pointer: JSONPointer) {
    let additional = node["additionalProperties"]
    let place = pointer.appending("additionalProperties")
    switch profile.closing {
    case .false:
      listRequired(node, additional, pointer)
      guard additional?.isFalse != true else { break }
      node.set("additionalProperties", .literal("false"))
      let names = node["properties"]?.members.count ?? 0
      note(
        .narrowed, place,
        names == 0
          ? "is false now: the object can only be empty"
          : "is false now: properties that are not listed are refused")
    case .explicit where additional == nil:
      node.set("additionalProperties", .literal("true"))
      note(.reworded, place, "is written out: true")
    default: break
    }
    if let patterns = origins.place(node).flatMap({ origins.original.resolve("#" + $0.description) }
    )?[
      "patternProperties"], profile.closing == .false, additional?.isFalse == true,
      !patterns.members.isEmpty
    {
      note(
        .narrowed, pointer.appending("patternProperties"),
        "properties that only a pattern names are refused now")
    }
    if profile.requiresAll { requireAll(node, pointer) }
  }

  /// What is required of a closed object has to be one of its properties.
  private mutating func listRequired(
    _ node: SchemaNode, _ additional: SchemaNode?, _ pointer: JSONPointer
  ) {
    let known = Set(node.propertyNames)
    let missing = (node["required"]?.texts ?? []).filter { !known.contains($0) }
    guard !missing.isEmpty, additional?.isFalse != true else { return }
    let properties = node["properties"] ?? SchemaNode(.object([]))
    for name in missing {
      let schema =
        additional.flatMap { $0.isAnything ? nil : origins.copy($0) } ?? SchemaNode(.object([]))
      nameType(schema, pointer.appending("required"))
      properties.set(name, schema)
      note(.reworded, pointer.appending("required"), "\"\(name)\" is listed under properties now")
    }
    node.set("properties", properties)
  }

  private mutating func requireAll(_ node: SchemaNode, _ pointer: JSONPointer) {
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
      if acceptsNull(property.value, 0) {
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

  private func acceptsNull(_ schema: SchemaNode, _ depth: Int) -> Bool {
    guard schema.isObject, depth < 16 else { return schema.isTrue }
    if let target = schema["$ref"]?.text {
      return origins.original.resolve(target).map { acceptsNull($0, depth + 1) } ?? false
    }
    if let values = schema["enum"], !values.items.contains(where: { $0.isNull }) { return false }
    if let value = schema["const"], !value.isNull { return false }
    if let type = schema["type"], !type.typeNames.contains("null") { return false }
    if schema["allOf"] != nil || schema["not"] != nil || schema["if"] != nil
      || schema["oneOf"] != nil
    {
      return false
    }
    if let choice = schema["anyOf"] { return choice.items.contains { acceptsNull($0, depth + 1) } }
    return true
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
