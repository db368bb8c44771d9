internal import AdhereJSON

extension SchemaRewriter {
  /// What turns the verdict of a schema round would make of what is accepted in addition something
  /// that is refused, and the other way round: where such a schema was altered after all, or leads to
  /// one that was, it is left out, and `oneOf` is `anyOf`.
  mutating func settleAltered(_ result: SchemaNode) {
    var users: [ObjectIdentifier: [SchemaNode]] = [:]
    var all: [(node: SchemaNode, pointer: JSONPointer)] = []
    var work = [(result, JSONPointer())]
    while let (node, above) = work.popLast() {
      let pointer = origins.place(node) ?? above
      all.append((node, pointer))
      if let target = node["$ref"]?.text.flatMap({ result.resolve($0) }) {
        users[ObjectIdentifier(target), default: []].append(node)
      }
      for inner in node.subschemas {
        users[ObjectIdentifier(inner.node), default: []].append(node)
        work.append((inner.node, pointer))
      }
    }
    var reached = Set(altered.keys)
    var rest = Array(reached)
    while let id = rest.popLast() {
      for user in users[id] ?? [] where reached.insert(ObjectIdentifier(user)).inserted {
        rest.append(ObjectIdentifier(user))
      }
    }
    func isReached(_ node: SchemaNode) -> Bool { reached.contains(ObjectIdentifier(node)) }
    for (node, pointer) in all.reversed() {
      if let choice = node["oneOf"], choice.items.contains(where: isReached), node["anyOf"] == nil {
        node.rename("oneOf", to: "anyOf")
        note(
          .lost, pointer.appending("oneOf"),
          "is anyOf now: values that match several branches are accepted")
      }
      for keyword in ["not", "if", "contains", "oneOf"] {
        guard let inner = node[keyword], ([inner] + inner.items).contains(where: isReached) else {
          continue
        }
        dropNegated(node, keyword, pointer)
      }
    }
  }
}
