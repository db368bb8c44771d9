internal import AdhereJSON

extension SchemaRewriter {
  /// Closes the object and requires its properties, as far as the provider wants that.
  mutating func shapeObject(_ node: SchemaNode, _ pointer: JSONPointer) {
    let additional = node["additionalProperties"]
    let place = pointer.appending("additionalProperties")
    switch profile.closing {
    case .false where additional?.isFalse != true:
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
    if profile.requiresAll { requireAll(node, pointer) }
  }

  private mutating func requireAll(_ node: SchemaNode, _ pointer: JSONPointer) {
    let properties = node["properties"]?.members ?? []
    let required = node["required"]?.texts ?? []
    let known = Set(properties.map(\.name))
    for name in required where !known.contains(name) {
      note(
        .lost, pointer.appending("required"),
        "no longer names \"\(name)\", which is not under properties")
    }
    guard node["properties"] != nil else {
      node.remove("required")
      return
    }
    let wanted = Set(required)
    for property in properties where !wanted.contains(property.name) {
      let place =
        origin(property.value)
        ?? JSONPointer(tokens: pointer.tokens + ["properties", property.name])
      if Self.acceptsNull(property.value) {
        note(.narrowed, place, "is required now; it may be null as before")
      } else {
        node["properties"]!.set(property.name, Self.nullable(property.value))
        note(
          .lost, place,
          "is required now and may be null instead of missing: leave such members out before "
            + "validating the answer")
      }
    }
    node.set("required", SchemaNode(.array(properties.map { .string($0.name) })))
  }

  private static func acceptsNull(_ schema: SchemaNode) -> Bool {
    guard schema.isObject else { return schema.isTrue }
    if let values = schema["enum"] { return values.items.contains { $0.isNull } }
    guard let type = schema["type"] else { return schema.members.isEmpty }
    let others = ["anyOf", "oneOf", "allOf", "not", "if", "const", "$ref"]
    return (type.text == "null" || type.texts.contains("null"))
      && !others.contains { schema[$0] != nil }
  }

  /// The schema with null permitted beside what it permits.
  private static func nullable(_ schema: SchemaNode) -> SchemaNode {
    let plain = !["anyOf", "oneOf", "allOf", "not", "if", "const", "$ref"]
      .contains { schema[$0] != nil }
    if plain, let type = schema["type"] {
      let names = type.text.map { [$0] } ?? type.texts
      if !names.contains("null") {
        schema.set("type", SchemaNode(.array((names + ["null"]).map { .string($0) })))
      }
      if let values = schema["enum"] {
        schema.set("enum", SchemaNode(.array(values.items + [.literal("null")])))
      }
      return schema
    }
    let null = SchemaNode(.object([.init(name: "type", value: .string("null"))]))
    if schema.members.count == 1, let choice = schema["anyOf"] {
      schema.set("anyOf", SchemaNode(.array(choice.items + [null])))
      return schema
    }
    return SchemaNode(
      .object([.init(name: "anyOf", value: SchemaNode(.array([schema, null])))]))
  }

  // MARK: - The root

  /// A root that the provider takes: the referenced object in place of a reference, or an
  /// object around anything else.
  mutating func shapeRoot() -> SchemaNode {
    let definitions: Set<String> = ["$defs", "definitions"]
    if profile.rootType != nil, root["type"] == nil, let reference = root["$ref"]?.text,
      let target = root.resolve(reference), target !== root, target["$ref"] == nil,
      root.members.allSatisfy({ definitions.contains($0.name) || Self.isRemark($0.name) })
    {
      root.remove("$ref")
      for member in target.copy().members where root[member.name] == nil {
        root.set(member.name, member.value)
      }
      note(.reworded, JSONPointer(tokens: ["$ref"]), "the root holds what it led to now")
    }
    let fits = profile.rootType == nil || root["type"]?.text == profile.rootType
    guard !fits || !profile.allowsRootChoice && root["anyOf"] != nil else { return root }
    let outside = root.members.filter { definitions.contains($0.name) }
    root.content = .object(root.members.filter { !definitions.contains($0.name) })
    redirect(root)
    for definition in outside { redirect(definition.value) }
    note(
      .narrowed, JSONPointer(),
      "stands under the property \"value\" of an object now: take it out before validating the "
        + "answer")
    return SchemaNode(
      .object(
        [
          .init(name: "type", value: .string("object")),
          .init(
            name: "properties",
            value: SchemaNode(.object([.init(name: "value", value: root)]))),
          .init(name: "required", value: SchemaNode(.array([.string("value")]))),
          .init(name: "additionalProperties", value: .literal("false")),
        ] + outside))
  }

  private static func isRemark(_ name: String) -> Bool {
    ["$schema", "$id", "id", "$comment", "title", "description", "$ref"].contains(name)
  }

  /// Lets references follow the root to its new place.
  private func redirect(_ start: SchemaNode) {
    var work = [start]
    while let node = work.popLast() {
      if let reference = node["$ref"]?.text, reference == "#" || reference.hasPrefix("#/"),
        !reference.hasPrefix("#/$defs/"), !reference.hasPrefix("#/definitions/")
      {
        node.set("$ref", .string("#/properties/value" + reference.dropFirst()))
      }
      switch node.content {
      case .object(let members): work += members.map(\.value)
      case .array(let items): work += items
      case .scalar: break
      }
    }
  }
}
