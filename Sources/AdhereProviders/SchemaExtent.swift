internal import AdhereJSON

/// Sums over a whole schema that providers bound.
struct SchemaExtent {
  var properties = 0
  var optionalProperties = 0
  /// Objects within objects.
  var depth = 0
  /// Characters of property names, definition names, and values of enum and const.
  var nameCharacters = 0
  var enumValues = 0
  /// Schemas with a choice of types.
  var unions = 0
  var maxItemsSum = 0
  /// Characters of the longest enum of strings, among those of more values than asked for.
  var longEnumCharacters = 0

  init(_ root: SchemaNode, longEnumValues: Int) {
    var work: [(node: SchemaNode, depth: Int)] = [(root, 0)]
    while let (node, outer) = work.popLast() {
      let inner = outer + (node.describesObjects ? 1 : 0)
      depth = max(depth, inner)
      add(node, longEnumValues)
      for schema in node.subschemas { work.append((schema.node, inner)) }
    }
  }

  private mutating func add(_ node: SchemaNode, _ longEnumValues: Int) {
    let names = node["properties"]?.members.map(\.name) ?? []
    let required = Set(node["required"]?.texts ?? [])
    properties += names.count
    optionalProperties += names.count { !required.contains($0) }
    for name in names { nameCharacters += name.unicodeScalars.count }
    for definitions in [node["$defs"], node["definitions"]] {
      for member in definitions?.members ?? [] {
        nameCharacters += member.name.unicodeScalars.count
      }
    }
    let values = node["enum"]?.items ?? []
    enumValues += values.count
    let characters = values.reduce(0) { $0 + Self.characters($1) }
    nameCharacters += characters + (node["const"].map(Self.characters) ?? 0)
    if values.count > longEnumValues { longEnumCharacters = max(longEnumCharacters, characters) }
    if node["anyOf"] != nil || node["oneOf"] != nil || node["type"]?.isArray == true { unions += 1 }
    if let bound = node["maxItems"]?.integer {
      maxItemsSum = maxItemsSum.addingReportingOverflow(bound).overflow ? .max : maxItemsSum + bound
    }
  }

  private static func characters(_ value: SchemaNode) -> Int {
    value.text?.unicodeScalars.count ?? value.compact.count
  }
}

extension ProviderLintPass {
  /// Compares the schema's sums with the provider's limits.
  mutating func checkLimits(_ root: SchemaNode) {
    let extent = SchemaExtent(root, longEnumValues: profile.limits["longEnumValues"] ?? .max)
    for (name, value, noun) in [
      ("properties", extent.properties, "properties in all"),
      ("optionalProperties", extent.optionalProperties, "optional properties in all"),
      ("depth", extent.depth, "objects within each other"),
      (
        "nameCharacters", extent.nameCharacters,
        "characters in the names of properties and definitions and in the values of enum and const"
      ),
      ("enumValues", extent.enumValues, "values of enum in all"),
      ("unions", extent.unions, "schemas with a choice of types"),
      ("maxItemsSum", extent.maxItemsSum, "as the sum of all maxItems"),
      ("longEnumCharacters", extent.longEnumCharacters, "characters in one long enum"),
    ] {
      guard let limit = profile.limits[name], value > limit else { continue }
      report(
        .rejected, JSONPointer(), root,
        "the schema has \(value) \(noun), the limit is \(limit): split it, or leave something out")
    }
  }
}
