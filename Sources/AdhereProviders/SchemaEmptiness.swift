/// Whether nothing conforms to a schema, as far as that can be seen without a search: names that are
/// required and refused, bounds that exclude each other, values of no permitted type.
struct SchemaEmptiness {
  private let root: SchemaNode
  /// Questions that are being answered: a value that needs another of its own kind does not end.
  private var open: Set<[ObjectIdentifier]> = []
  private var inhabited: Set<[ObjectIdentifier]> = []
  /// Schemas without one of their keywords. They are kept: a question is known by the identities of
  /// its schemas, and what is freed hands its identity on to another.
  private var parts: [Part: SchemaNode] = [:]
  /// Keywords that may still be looked at; after them nothing is certain.
  private var work = 200_000

  private struct Part: Hashable {
    let schema: ObjectIdentifier
    let without: String
  }

  init(_ root: SchemaNode) { self.root = root }

  /// Whether it is certain that nothing conforms to the whole.
  static func isEmpty(_ root: SchemaNode) -> Bool {
    var search = SchemaEmptiness(root)
    return search.isEmpty([root])
  }

  /// Whether it is certain that nothing conforms to a schema inside the whole.
  mutating func isEmpty(_ schema: SchemaNode) -> Bool { isEmpty([schema]) }

  /// Whether no value conforms to all of these.
  private mutating func isEmpty(_ schemas: [SchemaNode]) -> Bool {
    // However small, a question is one.
    work -= 1
    if work < 0 { return false }
    // The same schema beside another is another question; beside itself it is not.
    let question = Set(schemas.map(ObjectIdentifier.init)).sorted()
    if inhabited.contains(question) { return false }
    guard open.insert(question).inserted else { return true }
    defer { open.remove(question) }
    var parts: [SchemaNode] = []
    var entered: Set<ObjectIdentifier> = []
    var rest = schemas
    while let schema = rest.popLast() {
      guard entered.insert(ObjectIdentifier(schema)).inserted else { continue }
      work -= 1 + schema.members.count
      if work < 0 { return false }
      if schema.isFalse { return true }
      if let all = schema["allOf"], all.isArray {
        // Written side by side, so that none is looked at twice.
        rest += all.items
        rest.append(part(of: schema, without: "allOf"))
        continue
      }
      parts.append(part(of: schema, without: "$ref"))
      if let target = schema["$ref"]?.text.flatMap({ root.resolve($0) }) { rest.append(target) }
    }
    let isEmpty = isEmptyTogether(parts)
    if !isEmpty { inhabited.insert(question) }
    return isEmpty
  }

  private mutating func isEmptyTogether(_ parts: [SchemaNode]) -> Bool {
    for (index, part) in parts.enumerated() {
      for keyword in ["anyOf", "oneOf"] {
        guard let choice = part[keyword], choice.isArray else { continue }
        var others = parts
        others[index] = self.part(of: part, without: keyword)
        for branch in choice.items where !isEmpty(others + [branch]) { return false }
        return true
      }
    }
    return Self.types(parts).allSatisfy { isEmpty(type: $0, parts) }
  }

  private mutating func part(of schema: SchemaNode, without keyword: String) -> SchemaNode {
    guard schema[keyword] != nil else { return schema }
    let part = Part(schema: ObjectIdentifier(schema), without: keyword)
    if let known = parts[part] { return known }
    let made = SchemaNode(.object(schema.members.filter { $0.name != keyword }))
    parts[part] = made
    return made
  }

  /// The types that all of them permit.
  private static func types(_ parts: [SchemaNode]) -> [String] {
    var types = ["object", "array", "string", "number", "boolean", "null"]
    for part in parts {
      if let names = part["type"]?.typeNames {
        types = types.filter { names.contains($0) || $0 == "number" && names.contains("integer") }
      }
      if let values = part["enum"]?.items ?? part["const"].map({ [$0] }) {
        let kinds = Set(values.map { $0.typeOfValue == "integer" ? "number" : $0.typeOfValue })
        types = types.filter { kinds.contains($0) }
      }
    }
    return types
  }

  private mutating func isEmpty(type: String, _ parts: [SchemaNode]) -> Bool {
    switch type {
    case "object": return isEmptyObject(parts)
    case "array":
      let least = Self.largest("minItems", parts) ?? 0
      if let most = Self.smallest("maxItems", parts), most < least { return true }
      guard least > 0 else { return false }
      let items = parts.compactMap { $0["prefixItems"] == nil ? $0["items"] : nil }
        .filter { !$0.isArray }
      return !items.isEmpty && isEmpty(items)
    case "string":
      guard let most = Self.smallest("maxLength", parts) else { return false }
      return most < Self.largest("minLength", parts) ?? 0
    case "number": return isEmptyNumber(parts)
    default: return false
    }
  }

  private mutating func isEmptyObject(_ parts: [SchemaNode]) -> Bool {
    // In the order of the text, as the work that is left may end the search.
    var asked: Set<String> = []
    for name in parts.flatMap({ $0["required"]?.texts ?? [] }) where asked.insert(name).inserted {
      var schemas: [SchemaNode] = []
      for part in parts {
        if let property = part["properties"]?[name] {
          schemas.append(property)
        } else if part["patternProperties"] == nil, let additional = part["additionalProperties"] {
          schemas.append(additional)
        }
      }
      if !schemas.isEmpty, isEmpty(schemas) { return true }
    }
    return false
  }

  private func isEmptyNumber(_ parts: [SchemaNode]) -> Bool {
    for (low, isOpen) in [("minimum", false), ("exclusiveMinimum", true)] {
      for (high, isOpenToo) in [("maximum", false), ("exclusiveMaximum", true)] {
        for least in parts.compactMap({ $0[low] }) {
          for most in parts.compactMap({ $0[high] }) {
            guard let order = most.compared(to: least) else { continue }
            if order < 0 || order == 0 && (isOpen || isOpenToo) { return true }
          }
        }
      }
    }
    return false
  }

  private static func largest(_ keyword: String, _ parts: [SchemaNode]) -> Int? {
    parts.compactMap { $0[keyword]?.integer }.max()
  }

  private static func smallest(_ keyword: String, _ parts: [SchemaNode]) -> Int? {
    parts.compactMap { $0[keyword]?.integer }.min()
  }
}
