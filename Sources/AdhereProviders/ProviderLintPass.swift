internal import AdhereJSON

/// One walk over a schema.
struct ProviderLintPass {
  let profile: ProviderProfile
  var findings: [ProviderFinding] = []
  var recursive: Set<ObjectIdentifier> = []
  private var noted: Set<String> = []

  init(_ profile: ProviderProfile) { self.profile = profile }

  mutating func checkAll(_ root: SchemaNode) {
    var work: [(node: SchemaNode, pointer: JSONPointer)] = [(root, JSONPointer())]
    while let (node, pointer) = work.popLast() {
      check(node, pointer)
      for inner in node.subschemas {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens)))
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
    if !profile.allowsRootChoice, let choice = root["anyOf"] {
      report(
        .rejected, JSONPointer(tokens: ["anyOf"]), choice,
        "the root may not be a choice: put the schema under a property of an object")
    }
  }

  private mutating func check(_ node: SchemaNode, _ pointer: JSONPointer) {
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
        } else if keyword == "$ref", recursive.contains(ObjectIdentifier(node)) {
          report(
            .rejected, place, member.value,
            "recursion is not supported: write the nesting out to the depth that is needed")
        }
      }
    }
    if node.describesObjects { checkObject(node, pointer) }
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

extension ProviderProfile {
  /// Why the value of an enforced keyword is refused all the same; nil where it is not.
  func problem(_ keyword: String, _ value: SchemaNode) -> String? {
    switch keyword {
    case "format":
      guard let formats, let name = value.text, !formats.contains(name) else { return nil }
      return "format \"\(name)\" is not supported, only \(formats.joined(separator: ", ")): "
        + "leave it out, and validate the answer against this schema"
    case "pattern":
      guard let pattern = value.text else { return nil }
      let used = PatternConstructs.used(in: pattern).intersection(forbiddenConstructs)
      guard !used.isEmpty else { return nil }
      let names = used.sorted().map { $0 == "wordBoundary" ? "word boundaries" : $0 + "s" }
      return "patterns may not use \(names.joined(separator: ", ")): write it without them"
    case "enum", "const":
      let values = keyword == "enum" ? value.items : [value]
      guard primitiveConstants, values.contains(where: { $0.isObject || $0.isArray }) else {
        return nil
      }
      return "\(keyword) may hold strings, numbers, booleans and null only"
    case "allOf":
      if let most = allOfBranches, value.items.count > most {
        return "allOf may have \(most) branch only: merge the branches"
      }
      if !allowsReferencesInAllOf, value.items.contains(where: { $0["$ref"] != nil }) {
        return "allOf may not hold $ref: write the schema it leads to in its place"
      }
      return nil
    case "minItems":
      guard let most = maximumMinItems, let bound = value.integer, bound > most else { return nil }
      return "minItems may be \(most) at most"
    case "$ref":
      guard !allowsExternalReferences, let reference = value.text, !reference.hasPrefix("#") else {
        return nil
      }
      return "references may not leave the schema: copy what \"\(reference)\" leads to under $defs"
    default: return nil
    }
  }
}
