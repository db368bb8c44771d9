internal import AdhereJSON

extension SchemaRewriter {
  /// Writes the branches of allOf into the schema around them, where that means the same.
  mutating func mergeAllOf(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let all = node["allOf"] else { return }
    let mustGo = profile.status("allOf") == .unsupported || profile.problem("allOf", all) != nil
    // Branches that each have to be closed would refuse each other's properties.
    let clashes = profile.closing == .false && all.items.contains { $0.describesObjects }
    guard mustGo || clashes else { return }
    guard let merged = merged(node, all.items) else { return }
    node.content = .object(merged)
    note(.reworded, pointer.appending("allOf"), "its branches are part of the schema around it now")
  }

  /// The members of the schema and its branches together; nil where they cannot be put side by
  /// side without changing what they mean.
  private func merged(_ node: SchemaNode, _ branches: [SchemaNode]) -> [SchemaNode.Member]? {
    let result = SchemaNode(.object(node.members.filter { $0.name != "allOf" }))
    for branch in branches.flatMap(flattened) {
      guard branch.isObject else { return nil }
      for member in branch.members {
        guard let present = result[member.name] else {
          if Self.lookAround.contains(member.name) { return nil }
          result.set(member.name, member.value)
          continue
        }
        switch member.name {
        case "title", "description", "$comment", "default", "examples": break
        case "required":
          let known = Set(present.texts)
          let added = member.value.items.filter { $0.text.map { !known.contains($0) } ?? false }
          result.set("required", SchemaNode(.array(present.items + added)))
        case "properties":
          let known = Set(present.members.map(\.name))
          guard member.value.members.allSatisfy({ !known.contains($0.name) }) else { return nil }
          result.set(
            "properties", SchemaNode(.object(present.members + member.value.members)))
        default: guard present.compact == member.value.compact else { return nil }
        }
      }
    }
    if let additional = result["additionalProperties"], !additional.isTrue { return nil }
    if Self.lookAround.contains(where: { $0 != "additionalProperties" && result[$0] != nil }) {
      return nil
    }
    return result.members
  }

  private func flattened(_ branch: SchemaNode) -> [SchemaNode] {
    guard let inner = branch["allOf"], inner.isArray else { return [branch] }
    let own = SchemaNode(.object(branch.members.filter { $0.name != "allOf" }))
    return [own] + inner.items.flatMap(flattened)
  }

  /// Keywords whose meaning depends on those beside them, and references, which before 2019-09
  /// silence those.
  private static let lookAround: Set<String> = [
    "additionalProperties", "patternProperties", "unevaluatedProperties", "unevaluatedItems",
    "items", "prefixItems", "additionalItems", "contains", "minContains", "maxContains", "if",
    "then", "else", "$ref", "$dynamicRef", "$recursiveRef", "$id", "id",
  ]
}
