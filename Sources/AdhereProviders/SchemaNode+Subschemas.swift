internal import AdhereJSON
internal import AdhereSchema

extension SchemaNode {
  /// A schema inside a schema, and the reference tokens that lead to it.
  struct Subschema {
    var tokens: [String]
    var node: SchemaNode
    /// The keyword it belongs to.
    var keyword: String { tokens[0] }
    /// With true and false it says which other members or elements there may be.
    var saysWhatIsOpen: Bool {
      ["additionalProperties", "additionalItems", "patternProperties"].contains(keyword)
        || SchemaNode.unevaluated.contains(keyword)
    }
  }

  /// The schemas directly inside this one.
  var subschemas: [Subschema] {
    var found: [Subschema] = []
    for member in members {
      switch member.name {
      case "properties", "patternProperties", "$defs", "definitions", "dependentSchemas",
        "dependencies":
        for inner in member.value.members where inner.value.isSchema {
          found.append(Subschema(tokens: [member.name, inner.name], node: inner.value))
        }
      case "items", "anyOf", "oneOf", "allOf", "prefixItems", "extends", "additionalItems",
        "contains", "not", "if", "then", "else", "additionalProperties", "propertyNames",
        "unevaluatedItems", "unevaluatedProperties", "contentSchema":
        if member.value.isSchema {
          found.append(Subschema(tokens: [member.name], node: member.value))
        }
        for (index, inner) in member.value.items.enumerated() where inner.isSchema {
          found.append(Subschema(tokens: [member.name, String(index)], node: inner))
        }
      default: break
      }
    }
    return found
  }

  /// The schemas directly inside this one, without those that its `$ref` silences in older drafts.
  func applied(_ dialect: Dialect) -> [Subschema] {
    let isSilent = dialect > .draft3 && dialect < .draft2019 && self["$ref"]?.text != nil
    return isSilent ? subschemas.filter { Self.definitions.contains($0.keyword) } : subschemas
  }

  /// Keywords whose schemas are applied to the same value, so that what these evaluate counts.
  static let inPlace: Set<String> = [
    "allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas",
  ]

  static let unevaluated = ["unevaluatedProperties", "unevaluatedItems"]

  /// This schema, and all that it applies to the same value.
  func reachedInPlace(in root: SchemaNode) -> [SchemaNode] {
    var seen: Set<ObjectIdentifier> = []
    var found: [SchemaNode] = []
    var work = [self]
    while let node = work.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      found.append(node)
      if let target = node["$ref"]?.text.flatMap({ root.resolve($0) }) { work.append(target) }
      for inner in node.subschemas where Self.inPlace.contains(inner.keyword) {
        work.append(inner.node)
      }
    }
    return found
  }

  var isSchema: Bool { isObject || isTrue || isFalse }

  /// Keywords that no instance can break.
  static let remarks: Set<String> = [
    "default", "title", "description", "examples", "deprecated", "readOnly", "writeOnly",
    "$comment", "$schema", "$id", "id", "$anchor", "$dynamicAnchor", "$recursiveAnchor",
    "$vocabulary", "$defs", "definitions", "contentSchema",
  ]

  /// Describes objects, as far as it says anything about a kind of value.
  var describesObjects: Bool {
    if let type = self["type"] { return type.text == "object" || type.texts.contains("object") }
    return ["properties", "additionalProperties", "patternProperties", "required"]
      .contains { self[$0] != nil }
  }

  /// The value that a pointer in a local reference (`#`, `#/$defs/a`) leads to.
  func resolve(_ reference: String) -> SchemaNode? {
    guard reference.hasPrefix("#"), let pointer = JSONPointer(fragment: reference.dropFirst())
    else { return nil }
    return step(through: pointer)
  }

  /// The value that a pointer leads to.
  func step(through pointer: JSONPointer) -> SchemaNode? {
    var node = self
    for token in pointer.tokens {
      guard let inner = node.step(token) else { return nil }
      node = inner
    }
    return node
  }

  /// The member or element that a token of a pointer leads to.
  func step(_ token: String) -> SchemaNode? {
    if let member = self[token] { return member }
    guard let index = JSONPointer.arrayIndex(token), items.indices.contains(index) else {
      return nil
    }
    return items[index]
  }

  /// Schemas whose `$ref` leads back to a schema they are part of, directly or through other
  /// references: cutting these leaves no recursion. Without recursion of its own.
  func recursiveReferences() -> Set<ObjectIdentifier> {
    enum Step {
      case enter(SchemaNode)
      case leave(SchemaNode)
    }
    var isOpen: [ObjectIdentifier: Bool] = [:]
    var found: Set<ObjectIdentifier> = []
    var work: [Step] = [.enter(self)]
    while let step = work.popLast() {
      switch step {
      case .leave(let node): isOpen[ObjectIdentifier(node)] = false
      case .enter(let node):
        let id = ObjectIdentifier(node)
        guard isOpen[id] == nil else { continue }
        isOpen[id] = true
        work.append(.leave(node))
        if let target = node["$ref"]?.text.flatMap({ resolve($0) }) {
          if isOpen[ObjectIdentifier(target)] == true {
            found.insert(id)
          } else {
            work.append(.enter(target))
          }
        }
        for inner in node.subschemas.reversed() { work.append(.enter(inner.node)) }
      }
    }
    return found
  }
}

extension JSONPointer {
  /// The pointer that a fragment holds; nil where it is none.
  init?(fragment: Substring) {
    guard let bytes = URIReference.decodeFragment(fragment) else { return nil }
    self.init(String(decoding: bytes, as: UTF8.self))
  }
}
