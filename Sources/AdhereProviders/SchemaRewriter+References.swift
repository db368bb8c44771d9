internal import AdhereJSON

extension SchemaRewriter {
  mutating func cutRecursion(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard origins.endsRecursion(node), let reference = node["$ref"]?.text else { return }
    node.remove("$ref")
    note(
      .lost, pointer.appending("$ref"), "recursion is cut: values from here on are not checked")
    // The kind of value is all that is kept.
    if profile.namesTypes, node["type"] == nil,
      let type = origins.original.resolve(reference)?["type"]
    {
      node.set("type", origins.copy(type))
    }
  }

  /// A reference that may have nothing beside it takes what stands there into itself.
  mutating func foldReference(_ node: SchemaNode, _ pointer: JSONPointer) {
    guard node["$ref"] != nil, profile.referencesAlone || profile.closing == .false else { return }
    let around = Set(["$ref", "$schema", "$id", "id"]).union(SchemaNode.definitions)
    let beside = node.members.filter { !around.contains($0.name) }
    let asked = beside.filter { !SchemaNode.remarks.contains($0.name) }
    if asked.isEmpty || isBeforeSiblings {
      guard profile.referencesAlone || !asked.isEmpty else { return }
      for member in beside {
        node.remove(member.name)
        note(
          .reworded, pointer.appending(member.name),
          "is left out beside $ref; it enforces nothing")
      }
      return
    }
    let place = pointer.appending("$ref")
    let rest = SchemaNode(.object(beside))
    if let target = origins.target(of: node),
      let merged = SchemaMerge(origins: origins).merged(rest, target), merged.isObject
    {
      node.content = .object(
        node.members.filter { $0.name != "$ref" && around.contains($0.name) } + merged.members)
      note(.reworded, place, "what it leads to is written in its place, with what stands beside it")
      // What was led to may be a reference itself.
      if node["$ref"] != nil { foldReference(node, pointer) }
      return
    }
    for member in beside {
      node.remove(member.name)
      note(
        .lost, pointer.appending(member.name),
        "is no longer enforced beside $ref: \(Self.shown(member.value))")
    }
  }

  /// Before 2019-09 `$ref` silences what stands beside it.
  private var isBeforeSiblings: Bool {
    guard let draft = root["$schema"]?.text else { return false }
    return draft.contains("/draft-0") || draft.hasSuffix("json-schema.org/schema#")
  }

  /// Moves what references lead to under `$defs`, where it is not there.
  mutating func moveTargets(_ result: SchemaNode) {
    var moved: [ObjectIdentifier: String] = [:]
    var work = [result]
    while let node = work.popLast() {
      if let reference = node["$ref"]?.text, reference.hasPrefix("#/"),
        !SchemaReferences.isDefinition(reference), let target = result.resolve(reference),
        target.isObject
      {
        let id = ObjectIdentifier(target)
        if moved[id] == nil {
          let name = freeName(reference, result)
          let held = SchemaNode(target.content)
          work.append(held)
          target.content = .object([.init(name: "$ref", value: .string("#/$defs/\(name)"))])
          let definitions = result["$defs"] ?? SchemaNode(.object([]))
          definitions.set(name, held)
          result.set("$defs", definitions)
          moved[id] = name
          note(
            .reworded, origins.place(target) ?? JSONPointer(),
            "stands under $defs now, where references lead")
        }
        if node !== target, let name = moved[id] { node.set("$ref", .string("#/$defs/\(name)")) }
      }
      work += node.subschemas.map(\.node)
    }
  }

  /// A name for a definition: the last part of a reference, with a number where it is taken.
  func freeName(_ reference: String, _ result: SchemaNode) -> String {
    let last = reference.split(separator: "/").last.map(String.init) ?? "root"
    let letters = last.filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
    }
    let stem = letters.isEmpty ? "part" : letters
    var name = stem
    var number = 2
    while result["$defs"]?[name] != nil || result["definitions"]?[name] != nil {
      name = "\(stem)\(number)"
      number += 1
    }
    return name
  }

  /// A reference into a part that is no longer there cannot be followed.
  mutating func dropDanglingReferences(_ result: SchemaNode) {
    var work: [(SchemaNode, JSONPointer)] = [(result, JSONPointer())]
    while let (node, pointer) = work.popLast() {
      if let reference = node["$ref"]?.text, reference == "#" || reference.hasPrefix("#/"),
        result.resolve(reference) == nil
      {
        node.remove("$ref")
        note(
          .lost, pointer.appending("$ref"),
          "is no longer enforced: \"\(reference)\" was rewritten; move its target under $defs")
        nameType(node, pointer)
      }
      for inner in node.subschemas {
        work.append((inner.node, origins.place(inner.node) ?? pointer))
      }
    }
  }
}

/// References within one document.
enum SchemaReferences {
  /// Whether a reference leads to a definition of the root, or to the root itself.
  static func isDefinition(_ reference: String) -> Bool {
    if reference == "#" { return true }
    let tokens = reference.split(separator: "/", omittingEmptySubsequences: false)
    return tokens.count == 3 && tokens[0] == "#"
      && (tokens[1] == "$defs" || tokens[1] == "definitions")
  }

  /// Writes references by anchor or by the schema's own identifiers as pointers, which lead to the
  /// same place wherever the schema is moved.
  static func localise(_ root: SchemaNode) {
    var places: [String: JSONPointer] = [:]
    var bases: [ObjectIdentifier: (uri: String, pointer: JSONPointer)] = [:]
    var work: [(node: SchemaNode, pointer: JSONPointer, base: String, start: JSONPointer)] = [
      (root, JSONPointer(), "", JSONPointer())
    ]
    var all: [SchemaNode] = []
    while let (node, pointer, above, begun) = work.popLast() {
      var (base, start) = (above, begun)
      if let id = (node["$id"] ?? node["id"])?.text {
        let (uri, fragment) = split(id)
        if !uri.isEmpty {
          base = joined(uri, base)
          start = pointer
          if places[base] == nil { places[base] = pointer }
        }
        if !fragment.isEmpty { places[base + "#" + fragment] = pointer }
      }
      for keyword in ["$anchor", "$dynamicAnchor"] {
        if let anchor = node[keyword]?.text { places[base + "#" + anchor] = pointer }
      }
      bases[ObjectIdentifier(node)] = (base, start)
      all.append(node)
      for inner in node.subschemas.reversed() {
        work.append((inner.node, JSONPointer(tokens: pointer.tokens + inner.tokens), base, start))
      }
    }
    for node in all {
      guard let reference = node["$ref"]?.text, let (base, start) = bases[ObjectIdentifier(node)]
      else { continue }
      let (uri, fragment) = split(reference)
      let resource = uri.isEmpty ? start : places[joined(uri, base)]
      var target: JSONPointer?
      if fragment.isEmpty || fragment.hasPrefix("/") {
        if let resource, uri.isEmpty == false || !start.tokens.isEmpty {
          target = JSONPointer(SchemaNode.percentDecoded(fragment)).map {
            JSONPointer(tokens: resource.tokens + $0.tokens)
          }
        }
      } else {
        target = places[(uri.isEmpty ? base : joined(uri, base)) + "#" + fragment]
      }
      if let target { node.set("$ref", .string("#" + encoded(target.description))) }
    }
  }

  /// A reference to `false` is `false`, and so is what asks for it among others.
  static func foldFalse(_ root: SchemaNode) {
    var isDone = false
    while !isDone {
      isDone = true
      var work = [root]
      while let node = work.popLast() {
        let isRefused =
          node["$ref"]?.text.flatMap { root.resolve($0) }?.isFalse == true
          || node["allOf"]?.items.contains(where: \.isFalse) == true
          || ["anyOf", "oneOf"].contains {
            node[$0]?.isArray == true && node[$0]!.items.allSatisfy(\.isFalse)
          }
        if isRefused, node !== root {
          node.content = SchemaNode.literal("false").content
          isDone = false
        }
        work += node.subschemas.map(\.node)
      }
    }
  }

  private static func split(_ reference: String) -> (uri: String, fragment: String) {
    guard let mark = reference.firstIndex(of: "#") else { return (reference, "") }
    return (String(reference[..<mark]), String(reference[reference.index(after: mark)...]))
  }

  /// A reference against a base, as far as identifiers of schemas need it: a whole URI, a path from
  /// the host on, or a name in the same folder.
  private static func joined(_ uri: String, _ base: String) -> String {
    if uri.contains(":") || base.isEmpty { return uri }
    if uri.hasPrefix("/") {
      guard let host = base.firstRange(of: "://") else { return uri }
      let end = base[host.upperBound...].firstIndex(of: "/") ?? base.endIndex
      return base[..<end] + uri
    }
    guard let slash = base.lastIndex(of: "/") else { return uri }
    return base[...slash] + uri
  }

  /// A pointer in a fragment: the characters a URI may not hold are written by their bytes.
  private static func encoded(_ pointer: String) -> String {
    var out = ""
    for byte in pointer.utf8 {
      if byte > 0x20, byte < 0x7F, !#""<>\^`{|}%#"#.utf8.contains(byte) {
        out.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        out += "%" + (digits.count == 1 ? "0" + digits : digits)
      }
    }
    return out
  }
}
