internal import AdhereJSON

extension SchemaRewriter {
  /// A root that the provider takes: the referenced object in place of a reference, or an
  /// object around anything else.
  mutating func shapeRoot() -> SchemaNode {
    if profile.rootType != nil, root["type"] == nil, let reference = root["$ref"]?.text,
      let target = root.resolve(reference), target !== root, target["$ref"] == nil,
      root.members.allSatisfy({ $0.name == "$ref" || SchemaNode.remarks.contains($0.name) })
    {
      root.remove("$ref")
      for member in origins.copy(target).members where root[member.name] == nil {
        root.set(member.name, member.value)
      }
      note(.reworded, JSONPointer(tokens: ["$ref"]), "the root holds what it led to now")
    }
    let fits = profile.rootType == nil || root["type"]?.text == profile.rootType
    let isChoice = profile.rootWithout.contains {
      SchemaNode.choices.contains($0) && root[$0] != nil
    }
    guard !fits || isChoice else {
      listProperties()
      return root
    }
    return wrapped()
  }

  /// Leaves out what the root may not have, but for choices.
  mutating func dropFromRoot(_ node: SchemaNode) {
    for keyword in profile.rootWithout where !SchemaNode.choices.contains(keyword) {
      guard let value = node[keyword], profile.status(keyword) != .unsupported else { continue }
      node.remove(keyword)
      note(
        .lost, JSONPointer(tokens: [keyword]), "is no longer enforced: \(Self.shown(value))")
    }
  }

  private mutating func listProperties() {
    guard profile.rootListsProperties, root["required"] != nil, root["properties"] == nil else {
      return
    }
    root.set("properties", SchemaNode(.object([])))
    note(.reworded, JSONPointer(), "has an empty list of properties now")
  }

  private mutating func wrapped() -> SchemaNode {
    let outside = root.members.filter { SchemaNode.ofDocument.contains($0.name) }
    let result = SchemaNode(.object(outside))
    let inner = successor(
      root.members.filter { !SchemaNode.ofDocument.contains($0.name) }, of: root)
    // References to the root or into it follow it: the root becomes a definition.
    var numbers: [String: Int] = [:]
    let name = SchemaReferences.freeName("root", result, &numbers)
    var isReferred = false
    var work = [inner, result]
    while let node = work.popLast() {
      if let reference = node["$ref"]?.text, reference == "#" || reference.hasPrefix("#/"),
        !reference.hasPrefix("#/$defs/"), !reference.hasPrefix("#/definitions/")
      {
        node.set("$ref", .string("#/$defs/\(name)" + reference.dropFirst()))
        isReferred = true
      }
      work += node.subschemas.map(\.node)
    }
    var value = inner
    if isReferred {
      let definitions = result["$defs"] ?? SchemaNode(.object([]))
      definitions.set(name, inner)
      result.set("$defs", definitions)
      value = SchemaNode(.object([.init(name: "$ref", value: .string("#/$defs/\(name)"))]))
    }
    note(
      .narrowed, JSONPointer(),
      "stands under the property \"value\" of an object now: take it out before validating the "
        + "answer")
    result.content = .object(
      [
        .init(name: "type", value: .string("object")),
        .init(
          name: "properties",
          value: SchemaNode(.object([.init(name: "value", value: value)]))),
        .init(name: "required", value: SchemaNode(.array([.string("value")]))),
      ]
        + (profile.status("additionalProperties") == .unsupported
          ? [] : [.init(name: "additionalProperties", value: .literal("false"))])
        + result.members)
    return result
  }
}
