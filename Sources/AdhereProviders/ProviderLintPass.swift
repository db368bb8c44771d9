internal import AdhereJSON

/// One walk over a schema.
struct ProviderLintPass {
  let profile: ProviderProfile
  var findings: [ProviderFinding] = []
  let root: SchemaNode
  /// Whether a schema's reference leads back to where it comes from.
  var endsRecursion: (SchemaNode) -> Bool = { _ in false }
  private var noted: Set<String> = []

  init(_ profile: ProviderProfile, _ root: SchemaNode) {
    self.profile = profile
    self.root = root
  }

  mutating func checkAll(_ start: SchemaNode, _ pointer: JSONPointer = JSONPointer()) {
    var work: [(node: SchemaNode, pointer: JSONPointer, isPart: Bool)] = [(start, pointer, false)]
    while let (node, pointer, isPart) = work.popLast() {
      check(node, pointer, isPart)
      let keyword = node.dividedChoice(profile)
      // What stands under a keyword that has to go need not be mended.
      for inner in node.subschemas
      where profile.status(inner.keyword) != .unsupported || inner.keyword == "oneOf"
        || inner.keyword == "allOf"
      {
        if !inner.node.isObject, inner.saysWhatIsOpen { continue }
        work.append(
          (
            inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens),
            inner.keyword == keyword || inner.keyword == "allOf"
          ))
      }
    }
  }

  mutating func report(
    _ severity: ProviderFinding.Severity, _ pointer: JSONPointer, _ node: SchemaNode,
    _ message: String
  ) {
    findings.append(
      ProviderFinding(
        severity: severity, pointer: pointer.description, offset: node.offset ?? 0,
        message: message))
  }

  mutating func checkRoot(_ root: SchemaNode) {
    if let type = profile.rootType, root["type"]?.text != type {
      report(
        .rejected, JSONPointer(), root,
        "the root has to name \"type\": \"\(type)\": put the schema under a property of an object")
    }
    if profile.rootListsProperties, root["required"] != nil, root["properties"] == nil {
      report(
        .rejected, JSONPointer(), root,
        "a root that requires properties has to list them: write properties")
    }
    for keyword in profile.rootWithout where profile.status(keyword) != .unsupported {
      guard let value = root[keyword] else { continue }
      report(
        .rejected, JSONPointer(tokens: [keyword]), value,
        !SchemaNode.choices.contains(keyword)
          ? "the root may not have \(keyword): leave it out, and validate the answer against this schema"
          : root.describesObjects
            ? "the root may not be a choice: list the properties of all branches in one object"
            : "the root may not be a choice: put the schema under a property of an object")
    }
  }

  /// - Parameter isPart: the schema is a branch that says a part of what the schema around it says.
  private mutating func check(_ node: SchemaNode, _ pointer: JSONPointer, _ isPart: Bool) {
    checkShape(node, pointer, isPart)
    checkPatterns(node, pointer)
    checkDefinitions(node, pointer)
    for member in node.members {
      let place = pointer.appending(member.name)
      // An array form of items is what prefixItems became.
      let keyword =
        member.name == "items" && member.value.isArray ? "prefixItems" : member.name
      switch profile.status(keyword) {
      case .unsupported:
        report(
          .rejected, place, member.value, "\(keyword) is not supported: \(remedy(keyword))")
      case .unstated:
        if noted.insert(keyword).inserted {
          report(
            .unstated, place, member.value,
            SchemaNode.remarks.contains(keyword)
              ? "the vendor does not say whether \(keyword) is accepted"
              : "the vendor does not say whether \(keyword) is enforced: validate the answer "
                + "against this schema")
        }
      case .enforced:
        if let problem = profile.problem(keyword, member.value) {
          report(.rejected, place, member.value, problem)
        } else if keyword == "$ref", endsRecursion(node) {
          report(
            .rejected, place, member.value,
            "recursion is not supported: write the nesting out to the depth that is needed")
        }
      }
    }
    if node.describesObjects, !isPart { checkObject(node, pointer) }
  }

  private func remedy(_ keyword: String) -> String {
    switch profile.rewrites[keyword] {
    case "anyOf": "write anyOf"
    case "enum": "write enum with this one value"
    case "merge": "merge the branches into the schema around them"
    default: "leave it out, and validate the answer against this schema"
    }
  }

  private mutating func checkObject(_ node: SchemaNode, _ pointer: JSONPointer) {
    let additional = node["additionalProperties"]
    let place = additional.map { _ in pointer.appending("additionalProperties") } ?? pointer
    switch profile.closing {
    case .false where additional?.isFalse != true:
      report(
        .rejected, place, additional ?? node,
        "objects have to be closed: write \"additionalProperties\": false")
    case .explicit where additional == nil:
      report(
        .rejected, place, node,
        "left out, additionalProperties means false here: write it, true or false")
    case .any where profile.closesObjects && additional?.isFalse != true:
      if noted.insert("closed").inserted {
        report(.unstated, place, additional ?? node, "objects are closed whatever the schema says")
      }
    default: break
    }
    guard profile.requiresAll, let properties = node["properties"] else { return }
    let required = Set(node["required"]?.texts ?? [])
    let optional = properties.members.map(\.name).filter { !required.contains($0) }
    if !optional.isEmpty {
      report(
        .rejected, pointer.appending("required"), node["required"] ?? node,
        "every property has to be required, these are not: \(optional.joined(separator: ", ")). "
          + "List them, and let their types be null where they may be missing")
    }
    let unknown = required.subtracting(properties.members.map(\.name)).sorted()
    if !unknown.isEmpty {
      report(
        .rejected, pointer.appending("required"), node["required"] ?? node,
        "required names what is not under properties: \(unknown.joined(separator: ", "))")
    }
  }
}
