internal import AdhereJSON

extension SchemaRewriter {
  /// Branches of allOf that are nothing but a reference which the provider refuses ask nothing once it
  /// is gone.
  mutating func dropRefusedBranches(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let all = node["allOf"], all.isArray else { return }
    var kept: [SchemaNode] = []
    for (index, branch) in all.items.enumerated() {
      guard let reference = branch["$ref"], profile.problem("$ref", reference) != nil,
        branch.members.allSatisfy({ $0.name == "$ref" || SchemaNode.remarks.contains($0.name) })
      else {
        kept.append(branch)
        continue
      }
      note(
        .lost, pointer.appending("allOf").appending(String(index)).appending("$ref"),
        "is no longer enforced: \(Self.shown(reference))")
    }
    guard kept.count < all.items.count else { return }
    if kept.isEmpty { node.remove("allOf") } else { all.content = .array(kept) }
  }

  /// Writes the branches of allOf into the schema around them, where the provider wants that.
  mutating func mergeAllOf(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard let all = node["allOf"], all.isArray else { return }
    let mustGo =
      profile.status("allOf") == .unsupported || profile.problem("allOf", all) != nil
      || node === root && profile.rootWithout.contains("allOf")
    // Branches that each have to be closed would refuse each other's properties.
    let clashes =
      profile.closing == .false
      && (node.describesObjects || all.items.contains { describesObjects($0) })
    guard mustGo || clashes else { return }
    let merge = SchemaMerge(origins: origins)
    node.remove("allOf")
    // What the branches evaluate counts for the schema around them, and will from its side. That of
    // a branch evaluates all there is.
    let last = node.members.filter { SchemaNode.unevaluated.contains($0.name) }
    for member in last { node.remove(member.name) }
    let place = pointer.appending("allOf")
    for (index, branch) in all.items.enumerated() {
      // A reference that becomes the node's own would not be known as one that ends a recursion.
      cutRecursion(branch, origins.place(branch) ?? place.appending(String(index)))
      let outside = node.members.filter { SchemaNode.definitions.contains($0.name) }
      let own = SchemaNode(
        .object(node.members.filter { !SchemaNode.definitions.contains($0.name) }))
      guard let merged = merge.merged(own, branch), merged.isObject else {
        note(
          .lost, place.appending(String(index)), "is no longer enforced: \(Self.shown(branch))")
        continue
      }
      node.content = .object(merged.members + outside)
      note(.reworded, place, "its branches are part of the schema around it now")
    }
    for member in last where node[member.name] == nil { node.set(member.name, member.value) }
    // A branch may have had branches of its own, or be a reference with something beside it now.
    foldReference(node, pointer)
    mergeAllOf(node, pointer)
  }

  /// Whether a schema describes objects, or one of those that it is made up of.
  private func describesObjects(_ start: SchemaNode) -> Bool {
    var seen: Set<ObjectIdentifier> = []
    var work = [start]
    while let node = work.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if node.describesObjects || node.listedValues.contains(where: { $0.holds(\.isObject) }) {
        return true
      }
      if let target = node["$ref"]?.text.flatMap({ origins.original.resolve($0) }) {
        work.append(target)
      }
      for keyword in ["allOf", "anyOf", "oneOf"] { work += node[keyword]?.items ?? [] }
    }
    return false
  }

  /// A choice beside other keywords: each branch is written as a schema of its own, with what stands
  /// around it.
  mutating func spreadChoice(_ node: SchemaNode, _ pointer: JSONPointer) {
    let mayBeNone = node === root && !profile.allowsRootChoice
    guard profile.choicesAlone || mayBeNone,
      let keyword = ["anyOf", "oneOf"].first(where: {
        node[$0]?.isArray == true && profile.status($0) != .unsupported
      }), let choice = node[keyword]
    else { return }
    let place = pointer.appending(keyword)
    if choice.items.contains(where: \.isFalse) {
      choice.content = .array(choice.items.filter { !$0.isFalse })
      note(.reworded, place, "branches to which nothing conforms are left out")
    }
    let around = node.members.filter {
      $0.name != keyword && !SchemaNode.remarks.contains($0.name)
    }
    if mayBeNone, fitsOneObject(choice.items, around) {
      unite(node, keyword, pointer)
      return spreadChoice(node, pointer)
    }
    guard profile.choicesAlone, !around.isEmpty else { return }
    guard choice.items.count <= 256 else { return unite(node, keyword, pointer) }
    let outer = SchemaNode(.object(around))
    let merge = SchemaMerge(origins: origins)
    var branches: [SchemaNode] = []
    for (index, branch) in choice.items.enumerated() {
      cutRecursion(branch, origins.place(branch) ?? place.appending(String(index)))
      guard let merged = merge.merged(origins.copy(outer), branch)
      else { return unite(node, keyword, pointer) }
      if !merged.isFalse { branches.append(merged) }
    }
    guard !branches.isEmpty else { return unite(node, keyword, pointer) }
    let remarks = node.members.filter { SchemaNode.remarks.contains($0.name) }
    if branches.count == 1, keyword == "anyOf" {
      node.content = .object(
        remarks
          + branches[0].members.filter { member in !remarks.contains { $0.name == member.name } })
      note(.reworded, place, "its only branch is part of the schema around it now")
      return gather(node, pointer)
    }
    node.content = .object(
      remarks + [.init(name: keyword, value: SchemaNode(.array(branches)))])
    note(.reworded, place, "each branch holds what stands around it now")
  }

  /// Whether the root has to stay the object that it is: it has properties of its own, or it is the
  /// parameters of a tool, and no branch is anything but an object.
  private func fitsOneObject(_ branches: [SchemaNode], _ around: [SchemaNode.Member]) -> Bool {
    let own = SchemaNode(.object(around))
    guard own.describesObjects || profile.surface == .tools else { return false }
    return branches.allSatisfy { own["type"]?.text == "object" || describesObjects($0) }
  }

  /// One object with the properties of all branches, which are no longer told apart.
  private mutating func unite(_ node: SchemaNode, _ keyword: String, _ pointer: JSONPointer) {
    let branches = node[keyword]?.items ?? []
    node.remove(keyword)
    note(
      .lost, pointer.appending(keyword),
      "is no longer enforced: the properties of all branches are listed together")
    var names: [String] = []
    var schemas: [String: (all: [SchemaNode], known: Set<[UInt8]>)] = [:]
    var required: [String]?
    var areObjects = true
    for branch in branches {
      let whole = branch["$ref"] != nil ? origins.target(of: branch) ?? branch : branch
      areObjects = areObjects && whole["type"]?.text == "object"
      for member in whole["properties"]?.members ?? [] where node["properties"]?[member.name] == nil
      {
        if schemas[member.name] == nil { names.append(member.name) }
        if schemas[member.name, default: ([], [])].known.insert(member.value.compact).inserted {
          schemas[member.name]!.all.append(member.value)
        }
      }
      let wanted = Set(whole["required"]?.texts ?? [])
      required = required?.filter(wanted.contains) ?? whole["required"]?.texts ?? []
    }
    if !names.isEmpty {
      note(
        .narrowed, pointer.appending("properties"),
        "holds the properties of all branches: each is checked whichever branch was meant")
      let properties = node["properties"] ?? SchemaNode(.object([]))
      for name in names {
        let choice = schemas[name]?.all ?? []
        properties.set(
          name,
          choice.count == 1
            ? choice[0]
            : SchemaNode(.object([.init(name: "anyOf", value: SchemaNode(.array(choice)))])))
      }
      node.set("properties", properties)
    }
    let own = node["required"]?.items ?? []
    let known = Set(own.compactMap(\.text))
    let added = (required ?? []).filter { !known.contains($0) }
    if !added.isEmpty {
      node.set("required", SchemaNode(.array(own + added.map { .string($0) })))
    }
    if node["type"] == nil, node["properties"] != nil || node["required"] != nil {
      node.set("type", .string("object"))
      if !areObjects { note(.narrowed, pointer, "has the type object now") }
    }
  }
}
