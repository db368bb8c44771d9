internal import AdhereJSON

/// What hangs on other schemas otherwise than by being accepted where they are.
extension SchemaRewriter {
  /// What turns the verdict of a schema round would make of what is accepted in addition something
  /// that is refused, and the other way round: where such a schema was altered after all, or leads to
  /// one that was, it is left out, and `oneOf` is `anyOf`. What is evaluated is another thing where
  /// schemas were rewritten, so that keywords that ask for it are left out there.
  mutating func settleAltered(_ result: SchemaNode) {
    var known = -1
    // Leaving out is altering.
    while known != altered.count + reshaped.count {
      known = altered.count + reshaped.count
      let all = places(result)
      settleUnevaluated(result, all)
      settleReversed(result, all)
    }
  }

  /// All schemas, and where they stood in the original.
  private func places(_ result: SchemaNode) -> [(node: SchemaNode, pointer: JSONPointer)] {
    var all: [(node: SchemaNode, pointer: JSONPointer)] = []
    var work = [(result, JSONPointer())]
    while let (node, above) = work.popLast() {
      let pointer = origins.place(node) ?? above
      all.append((node, pointer))
      for inner in node.subschemas { work.append((inner.node, pointer)) }
    }
    return all.reversed()
  }

  private mutating func settleUnevaluated(
    _ result: SchemaNode, _ all: [(node: SchemaNode, pointer: JSONPointer)]
  ) {
    for (node, pointer) in all {
      for keyword in SchemaNode.unevaluated where node[keyword] != nil {
        guard
          node.reachedInPlace(in: result).contains(where: { reshaped[ObjectIdentifier($0)] != nil })
        else { continue }
        node.remove(keyword)
        alter(node)
        note(
          .lost, pointer.appending(keyword),
          "is no longer enforced: what counts as evaluated was rewritten")
      }
    }
  }

  private mutating func settleReversed(
    _ result: SchemaNode, _ all: [(node: SchemaNode, pointer: JSONPointer)]
  ) {
    let reached = reachingAltered(result, all.map(\.node))
    func isReached(_ node: SchemaNode) -> Bool { reached.contains(ObjectIdentifier(node)) }
    for (node, pointer) in all {
      if let choice = node["oneOf"], choice.items.contains(where: isReached), node["anyOf"] == nil {
        node.rename("oneOf", to: "anyOf")
        loosen(node)
        note(
          .lost, pointer.appending("oneOf"),
          "is anyOf now: values that match several branches are accepted")
      }
      for keyword in ["not", "if", "contains", "oneOf"] {
        guard let inner = node[keyword], ([inner] + inner.items).contains(where: isReached) else {
          continue
        }
        dropNegated(node, keyword, pointer)
        loosen(node)
      }
    }
  }

  private mutating func loosen(_ node: SchemaNode) {
    alter(node)
    reshape(node)
  }

  /// The schemas that were altered, and those that lead to one.
  private func reachingAltered(
    _ result: SchemaNode, _ all: [SchemaNode]
  ) -> Set<ObjectIdentifier> {
    var users: [ObjectIdentifier: [SchemaNode]] = [:]
    var reached = Set(altered.keys)
    for node in all {
      if let target = node["$ref"]?.text.flatMap({ result.resolve($0) }) {
        users[ObjectIdentifier(target), default: []].append(node)
      }
      for inner in node.subschemas { users[ObjectIdentifier(inner.node), default: []].append(node) }
      if update.loosensIntegers, node["type"]?.typeNames.contains("integer") == true {
        reached.insert(ObjectIdentifier(node))
      }
    }
    var rest = Array(reached)
    while let id = rest.popLast() {
      for user in users[id] ?? [] where reached.insert(ObjectIdentifier(user)).inserted {
        rest.append(ObjectIdentifier(user))
      }
    }
    return reached
  }
}
