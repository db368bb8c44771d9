internal import AdhereJSON

/// The schema that holds where two schemas hold, written as one.
struct SchemaMerge {
  let origins: SchemaOrigins

  /// Nil where it cannot be written without an applicator; `false` where nothing conforms.
  func merged(_ a: SchemaNode, _ b: SchemaNode) -> SchemaNode? {
    guard !origins.isFull else { return nil }
    if a.isFalse || b.isFalse { return .literal("false") }
    if a.isTrue { return b }
    if b.isTrue { return a }
    guard a.isObject, b.isObject else { return nil }
    if a.compact == b.compact { return a }
    guard !Self.overlook(a, b), !Self.overlook(b, a) else { return nil }
    if a["$ref"] != nil || b["$ref"] != nil { return mergedReference(a, b) }
    let out = SchemaNode(.object([]))
    guard mergeObjects(a, b, out), mergeArrays(a, b, out) else { return nil }
    for member in a.members where out[member.name] == nil && b[member.name] == nil {
      if !Self.together.contains(member.name) { out.set(member.name, member.value) }
    }
    for member in b.members where !Self.together.contains(member.name) {
      guard let own = a[member.name] else {
        if !Self.identifiers.contains(member.name) { out.set(member.name, member.value) }
        continue
      }
      guard let value = both(member.name, own, member.value) else { return nil }
      if member.name == "type", value.isArray, value.items.isEmpty { return .literal("false") }
      out.set(member.name, value)
    }
    for group in [["contains", "minContains", "maxContains"], ["if", "then", "else"]]
    where group.contains(where: { a[$0] != nil }) && group.contains(where: { b[$0] != nil }) {
      return nil
    }
    return ordered(out, as: a)
  }

  /// Whether the first says something of what is not evaluated, and the second evaluates something,
  /// which does not count beside it and would count in it.
  private static func overlook(_ a: SchemaNode, _ b: SchemaNode) -> Bool {
    for (keyword, own) in [("unevaluatedProperties", ofObjects), ("unevaluatedItems", ofArrays)]
    where a[keyword] != nil {
      if b["$ref"] != nil || b["contains"] != nil && keyword == "unevaluatedItems" { return true }
      if (own + SchemaNode.inPlace).contains(where: { b[$0] != nil }) { return true }
    }
    return false
  }

  /// A reference stands by itself: what it leads to is written in its place, unless the other says
  /// nothing.
  private func mergedReference(_ a: SchemaNode, _ b: SchemaNode) -> SchemaNode? {
    for (one, other) in [(a, b), (b, a)] where one["$ref"] != nil {
      if other.isAnything, one.members.count == 1 || one.isBareReference {
        let out = SchemaNode(.object(one.members))
        for member in other.members where out[member.name] == nil {
          out.set(member.name, member.value)
        }
        return origins.inherit(out, from: one)
      }
      guard let target = origins.target(of: one) else { return nil }
      let rest = SchemaNode(.object(one.members.filter { $0.name != "$ref" }))
      guard let whole = merged(rest, target) else { return nil }
      return one === a ? merged(whole, other) : merged(other, whole)
    }
    return nil
  }

  /// The value that a keyword has where both have one.
  private func both(_ name: String, _ a: SchemaNode, _ b: SchemaNode) -> SchemaNode? {
    if a.compact == b.compact
      || SchemaNode.remarks.contains(name) && !SchemaNode.definitions.contains(name)
    {
      return a
    }
    switch name {
    case "type": return types(a, b)
    case "required":
      let known = Set(a.texts)
      return SchemaNode(
        .array(a.items + b.items.filter { $0.text.map { !known.contains($0) } ?? false }))
    case "enum":
      let known = Set(b.items.map(\.canonical))
      return SchemaNode(.array(a.items.filter { known.contains($0.canonical) }))
    case "const": return a.isEqual(to: b) ? a : nil
    case "minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties":
      return a.compared(to: b).map { $0 >= 0 ? a : b }
    case "maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties":
      return a.compared(to: b).map { $0 <= 0 ? a : b }
    case "allOf": return SchemaNode(.array(a.items + b.items))
    case "anyOf":
      guard a.items.count * b.items.count <= 64 else { return nil }
      var branches: [SchemaNode] = []
      for first in a.items {
        for second in b.items {
          guard let branch = merged(origins.copy(first), origins.copy(second)) else { return nil }
          if !branch.isFalse { branches.append(branch) }
        }
      }
      return SchemaNode(.array(branches))
    case "$defs", "definitions":
      let known = Set(a.members.map(\.name))
      return SchemaNode(.object(a.members + b.members.filter { !known.contains($0.name) }))
    case "uniqueItems": return a.isTrue ? a : b
    default: return nil
    }
  }

  private func types(_ a: SchemaNode, _ b: SchemaNode) -> SchemaNode {
    let (first, second) = (a.typeNames, b.typeNames)
    var names = first.filter { second.contains($0) || $0 == "integer" && second.contains("number") }
    if first.contains("number"), second.contains("integer"), !names.contains("integer") {
      names.append("integer")
    }
    return names.count == 1 ? .string(names[0]) : SchemaNode(.array(names.map { .string($0) }))
  }

  // MARK: - Members and elements

  /// Keywords that are merged together.
  private static let together = Set(ofObjects + ofArrays)
  private static let ofObjects = [
    "properties", "additionalProperties", "patternProperties", "unevaluatedProperties",
  ]
  private static let ofArrays = ["items", "prefixItems", "additionalItems", "unevaluatedItems"]
  private static let identifiers: Set<String> = [
    "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$schema",
  ]

  private func mergeObjects(_ a: SchemaNode, _ b: SchemaNode, _ out: SchemaNode) -> Bool {
    let keywords = Self.ofObjects
    let (inA, inB) = (keywords.filter { a[$0] != nil }, keywords.filter { b[$0] != nil })
    if inA.isEmpty || inB.isEmpty {
      for name in keywords {
        if let value = a[name] ?? b[name] { out.set(name, value) }
      }
      return true
    }
    guard a["unevaluatedProperties"] == nil, b["unevaluatedProperties"] == nil else { return false }
    let isOpen = [a, b].allSatisfy { $0["additionalProperties"].map(\.isAnything) ?? true }
    let patterns = (a["patternProperties"]?.members ?? []) + (b["patternProperties"]?.members ?? [])
    guard patterns.isEmpty || isOpen else { return false }
    var additional: SchemaNode?
    if let first = a["additionalProperties"], let second = b["additionalProperties"] {
      guard let merged = merged(first, second) else { return false }
      additional = merged
    } else {
      additional = a["additionalProperties"] ?? b["additionalProperties"]
    }
    var members: [SchemaNode.Member] = []
    for name in a.propertyNames + b.propertyNames.filter({ a["properties"]?[$0] == nil }) {
      let first = a["properties"]?[name] ?? a["additionalProperties"]
      let second = b["properties"]?[name] ?? b["additionalProperties"]
      let value: SchemaNode?
      if let first, let second {
        value = merged(origins.copy(first), origins.copy(second))
      } else {
        value = first ?? second
      }
      guard let value else { return false }
      // What a closed object does not list it refuses.
      if value.isFalse, additional?.isFalse == true { continue }
      members.append(.init(name: name, value: value))
    }
    if !members.isEmpty || a["properties"] != nil || b["properties"] != nil {
      out.set("properties", SchemaNode(.object(members)))
    }
    var rules: [SchemaNode.Member] = []
    for rule in patterns {
      if let index = rules.firstIndex(where: { $0.name == rule.name }) {
        guard let merged = merged(rules[index].value, rule.value) else { return false }
        rules[index].value = merged
      } else {
        rules.append(rule)
      }
    }
    if !rules.isEmpty { out.set("patternProperties", SchemaNode(.object(rules))) }
    if let additional { out.set("additionalProperties", additional) }
    return true
  }

  private func mergeArrays(_ a: SchemaNode, _ b: SchemaNode, _ out: SchemaNode) -> Bool {
    let keywords = Self.ofArrays
    let (inA, inB) = (keywords.filter { a[$0] != nil }, keywords.filter { b[$0] != nil })
    if inA == ["items"], inB == ["items"], let first = a["items"], let second = b["items"],
      !first.isArray, !second.isArray
    {
      guard let merged = merged(first, second) else { return false }
      out.set("items", merged)
      return true
    }
    guard inA.isEmpty || inB.isEmpty else { return false }
    for name in keywords {
      if let value = a[name] ?? b[name] { out.set(name, value) }
    }
    return true
  }

  /// The members in the order of the first schema, the others behind them.
  private func ordered(_ out: SchemaNode, as a: SchemaNode) -> SchemaNode {
    var members: [SchemaNode.Member] = []
    for member in a.members {
      if let value = out[member.name] { members.append(.init(name: member.name, value: value)) }
    }
    members += out.members.filter { a[$0.name] == nil }
    return origins.inherit(SchemaNode(.object(members)), from: a)
  }
}
