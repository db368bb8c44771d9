internal import AdhereJSON
internal import AdherePattern

extension ProviderLintPass {
  /// What the provider wants of a schema whatever keywords it has.
  mutating func checkShape(_ node: SchemaNode, _ pointer: JSONPointer, _ isPart: Bool) {
    if node.isTrue {
      guard profile.namesTypes else { return }
      return report(.rejected, pointer, node, Self.untyped)
    }
    if node.isFalse, profile.namesTypes {
      return report(
        .rejected, pointer, node,
        "false is no schema here: leave the property, the branch or the keyword out")
    }
    guard node.isObject else { return }
    if let keyword = node.dividedChoice(profile), let choice = node[keyword] {
      report(
        .rejected, pointer.appending(keyword), choice,
        "the branches of \(keyword) say a part only of what stands around them: write each as a whole "
          + "schema, with its type and all its properties")
    } else if profile.namesTypes, !isPart, node["type"] == nil,
      !SchemaNode.applicators.contains(where: { node[$0] != nil })
    {
      report(.rejected, pointer, node, Self.untyped)
    }
    if profile.singleTypes, let type = node["type"], type.isArray {
      report(
        .rejected, pointer.appending("type"), type,
        "a type is one name: write anyOf with a branch for each type")
    }
    if profile.stringEnums, let values = node["enum"],
      values.items.contains(where: { $0.typeOfValue != "string" })
    {
      report(
        .rejected, pointer.appending("enum"), values,
        "enum may hold strings only: leave it out, and validate the answer against this schema")
    }
    if profile.namesItems, node["items"] == nil, node["prefixItems"] == nil,
      node["type"]?.typeNames.contains("array") == true
    {
      report(.rejected, pointer, node, "an array has to say what it holds: write items")
    }
    checkReference(node, pointer)
  }

  private static let untyped =
    "every schema has to name its type: write \"type\", or a list of types where several will do"

  private mutating func checkReference(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let value = node["$ref"], let reference = value.text else { return }
    if profile.referencesAlone {
      let around = SchemaNode.ofDocument.union(["$ref"])
      let beside = node.members.map(\.name).filter { !around.contains($0) }
      if !beside.isEmpty {
        report(
          .rejected, pointer.appending("$ref"), value,
          "$ref may have nothing beside it, here are \(beside.joined(separator: ", ")): leave them out, "
            + "or write what it leads to in its place")
      }
    }
    if profile.targetsDefinitions, reference.hasPrefix("#/"),
      !SchemaReferences.isDefinition(reference)
    {
      report(
        .rejected, pointer.appending("$ref"), value,
        "references may lead to definitions of the root only: move what \"\(reference)\" leads to "
          + "under $defs")
    }
  }

  /// JSON Schema lets pass what no reference leads to; a provider reads all of it.
  mutating func checkDefinitions(_ node: SchemaNode, _ pointer: JSONPointer) {
    for keyword in SchemaNode.definitions.sorted() {
      for member in node[keyword]?.members ?? []
      where !member.value.isObject && !member.value.isTrue && !member.value.isFalse {
        report(
          .rejected, pointer.appending(keyword).appending(member.name), member.value,
          "is no schema: leave it out")
      }
    }
  }

  /// Patterns of another language than JSON Schema's, which a provider may well take.
  mutating func checkPatterns(_ node: SchemaNode, _ pointer: JSONPointer) {
    if let value = node["pattern"], let text = value.text {
      checkPattern(text, pointer.appending("pattern"), value)
    }
    for rule in node["patternProperties"]?.members ?? [] {
      checkPattern(
        rule.name, pointer.appending("patternProperties").appending(rule.name), rule.value)
    }
  }

  private mutating func checkPattern(_ text: String, _ pointer: JSONPointer, _ node: SchemaNode) {
    do throws(PatternError) {
      _ = try ECMARegex(Array(text.utf8))
    } catch {
      report(
        .unstated, pointer, node,
        "is no regular expression of ECMA-262, which JSON Schema asks for: \(error)")
    }
  }
}

extension SchemaNode {
  /// The choice whose branches say a part only of what the schema around them says, where the
  /// provider wants each to be a whole schema.
  func dividedChoice(_ profile: ProviderProfile) -> String? {
    guard profile.choicesAlone else { return nil }
    return ["anyOf", "oneOf"].first { keyword in
      guard let choice = self[keyword], choice.isArray else { return false }
      let hasOthers = members.contains { $0.name != keyword && !Self.remarks.contains($0.name) }
      return hasOthers
        && (describesObjects
          || choice.items.contains { branch in
            branch["type"] == nil && !Self.applicators.contains { branch[$0] != nil }
          })
    }
  }
}
