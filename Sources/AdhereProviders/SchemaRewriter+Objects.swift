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
  ///
  /// - Returns: their names.
  mutating func dropRefusedProperties(_ node: SchemaNode, _ pointer: JSONPointer) -> Set<String> {
    guard profile.namesTypes else { return [] }
    for keyword in SchemaNode.definitions {
      guard let definitions = node[keyword] else { continue }
      definitions.content = .object(definitions.members.filter { !$0.value.isFalse })
    }
    guard let properties = node["properties"] else { return [] }
    let refused = Set(properties.members.filter(\.value.isFalse).map(\.name))
    guard !refused.isEmpty else { return [] }
    for member in properties.members where member.value.isFalse {
      let place = pointer.appending("properties").appending(member.name)
      if profile.closing == .false || node["additionalProperties"]?.isFalse == true {
        note(.reworded, place, "is left out; the object is closed")
      } else {
        note(.lost, place, "is no longer refused")
      }
    }
    properties.content = .object(properties.members.filter { !$0.value.isFalse })
    return refused
  }

  /// Closes the object, as far as the provider wants that.
  ///
  /// - Parameters:
  ///   - refused: properties to which nothing conformed.
  ///   - patterns: what the names of other properties could match.
  mutating func shapeObject(
    _ node: SchemaNode, _ pointer: JSONPointer, _ refused: Set<String>, _ patterns: [String]
  ) {
    let additional = node["additionalProperties"]
    let place = pointer.appending("additionalProperties")
    switch profile.closing {
    case .false:
      listRequired(node, additional, pointer, refused)
      guard additional?.isFalse != true else {
        if !patterns.isEmpty {
          note(
            .narrowed, pointer.appending("patternProperties"),
            "properties that only a pattern names are refused now")
        }
        break
      }
      node.set("additionalProperties", .literal("false"))
      let names = node["properties"]?.members.count ?? 0
      note(
        .narrowed, place,
        names == 0
          ? "is false now: the object can only be empty"
          : "is false now: properties that are not listed are refused")
    case .explicit where additional == nil:
      if node["unevaluatedProperties"] != nil,
        !SchemaNode.inPlace.union(["$ref"]).contains(where: { node[$0] != nil })
      {
        // Only the object's own properties are evaluated, so it says the same.
        node.rename("unevaluatedProperties", to: "additionalProperties")
        note(
          .reworded, pointer.appending("unevaluatedProperties"), "is additionalProperties now")
      } else {
        // By this all properties are evaluated.
        reshape(node)
        node.set("additionalProperties", .literal("true"))
        note(.reworded, place, "is written out: true")
      }
    default: break
    }
  }

  /// What is required of a closed object has to be one of its properties.
  private mutating func listRequired(
    _ node: SchemaNode, _ additional: SchemaNode?, _ pointer: JSONPointer, _ refused: Set<String>
  ) {
    // Where what is refused is required nothing conforms, and that is how it stays.
    let known = refused.union(node.propertyNames)
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
}
