internal import AdhereJSON

extension SchemaEmptiness {
  /// Keywords whose schemas describe a value inside the one that the schema is applied to, or any value
  /// at all. An empty branch of a choice is no loss, and `false` is meant.
  private static let ofValues: Set<String> = [
    "properties", "patternProperties", "additionalProperties", "items", "prefixItems",
    "additionalItems", "$defs", "definitions",
  ]

  /// Schemas that what they hold is tested against otherwise than to conform.
  private static let ofTests: Set<String> = ["not", "if", "contains", "propertyNames"]

  /// Members, elements and definitions that nothing conforms to, without those that are so because of
  /// one within them, and without `false`.
  static func emptyParts(_ root: SchemaNode) -> [(node: SchemaNode, pointer: JSONPointer)] {
    struct Part {
      var node: SchemaNode
      var pointer: JSONPointer
      var outer: Int?
      var isValue: Bool
      var holdsEmpty = false
    }
    var parts: [Part] = []
    var work = [Part(node: root, pointer: JSONPointer(), outer: nil, isValue: false)]
    while let part = work.popLast() {
      for inner in part.node.subschemas.reversed()
      where !ofTests.contains(inner.keyword) && inner.node.isObject {
        work.append(
          Part(
            node: inner.node, pointer: JSONPointer(tokens: part.pointer.tokens + inner.tokens),
            outer: parts.count, isValue: ofValues.contains(inner.keyword)))
      }
      parts.append(part)
    }
    var search = SchemaEmptiness(root)
    var found: [(node: SchemaNode, pointer: JSONPointer)] = []
    // From within, as what holds an empty schema is empty by that.
    for index in parts.indices.reversed() {
      let part = parts[index]
      let isEmpty = part.isValue && !part.holdsEmpty && search.isEmpty(part.node)
      if isEmpty { found.append((part.node, part.pointer)) }
      if isEmpty || part.holdsEmpty, let outer = part.outer { parts[outer].holdsEmpty = true }
    }
    return found.reversed()
  }
}
