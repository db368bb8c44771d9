internal import AdhereJSON
internal import AdhereSchema

/// References within one document.
enum SchemaReferences {
  /// Whether a reference leads to a definition of the root, or to the root itself.
  static func isDefinition(_ reference: String) -> Bool {
    if reference == "#" { return true }
    let tokens = reference.split(separator: "/", omittingEmptySubsequences: false)
    return tokens.count == 3 && tokens[0] == "#"
      && (tokens[1] == "$defs" || tokens[1] == "definitions")
  }

  /// A reference to `false` is `false`, and so is what asks for it among others.
  static func foldFalse(_ root: SchemaNode) {
    // What is false because something else is.
    var dependents: [ObjectIdentifier: [SchemaNode]] = [:]
    var targets: [ObjectIdentifier: SchemaNode] = [:]
    var refused: [SchemaNode] = []
    var work = [root]
    while let node = work.popLast() {
      if node.isFalse { refused.append(node) }
      let target = node["$ref"]?.text.flatMap { root.resolve($0) }
      targets[ObjectIdentifier(node)] = target
      for keyword in ["allOf", "anyOf", "oneOf"] {
        for branch in node[keyword]?.items ?? [] {
          dependents[ObjectIdentifier(branch), default: []].append(node)
        }
      }
      if let target { dependents[ObjectIdentifier(target), default: []].append(node) }
      work += node.subschemas.map(\.node)
    }
    while let node = refused.popLast() {
      for dependent in dependents[ObjectIdentifier(node)] ?? []
      where dependent !== root && !dependent.isFalse {
        let isRefused =
          targets[ObjectIdentifier(dependent)]?.isFalse == true
          || dependent["allOf"]?.items.contains(where: \.isFalse) == true
          || ["anyOf", "oneOf"].contains {
            dependent[$0]?.isArray == true && dependent[$0]!.items.allSatisfy(\.isFalse)
          }
        guard isRefused else { continue }
        dependent.content = SchemaNode.literal("false").content
        refused.append(dependent)
      }
    }
  }

  /// A name for a definition: the last token of the pointer to it, with a number where it is taken.
  ///
  /// - Parameter numbers: for each name the number to look on from, for those who give many.
  static func freeName(
    _ last: String?, _ root: SchemaNode, _ numbers: inout [String: Int]
  ) -> String {
    let letters = (last ?? "").filter {
      $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-")
    }
    let stem = letters.isEmpty ? "part" : letters
    var number = numbers[stem] ?? 1
    func name() -> String { number == 1 ? stem : "\(stem)\(number)" }
    while root["$defs"]?[name()] != nil || root["definitions"]?[name()] != nil { number += 1 }
    numbers[stem] = number
    return name()
  }

  /// A pointer in a fragment: the characters a URI may not hold are written by their bytes.
  static func encoded(_ pointer: String) -> String {
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
