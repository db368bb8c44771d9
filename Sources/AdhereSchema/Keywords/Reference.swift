extension KeywordShape {
  static let ref = KeywordShape(.string)
  static let dynamicRef = KeywordShape(.string, from: .draft2020)
  static let recursiveRef = KeywordShape(.string, from: .draft2019, to: .draft2020)
}

/// `$ref`, `$dynamicRef` (2020-12 core, section 8.2.3) and `$recursiveRef` (2019-09 core, section
/// 8.2.4.2). What they lead to is known when a schema is compiled; describing and output follow
/// the `call` instruction.
extension Compiler {
  mutating func writeReferences(_ work: Work, _ rules: DialectRules) throws(SchemaError) {
    if let node = value(.dynamicRef) {
      let target = try dynamicTarget(work, node, rules)
      emit(Instruction(.call, .dynamicRef, block: try block(target, work)), work, node)
    }
    if let node = value(.recursiveRef), rules.dialect == .draft2019 {
      var target = try resolve("#", work.source, work.resource, node)
      let resource = target.resource
      if resources[resource].isRecursive, resources[resource].node == target.place.node,
        let outermost = scopes[work.scope][""]
      {
        target = outermost
      }
      emit(Instruction(.call, .recursiveRef, block: try block(target, work)), work, node)
    }
    if let node = value(.ref), let text = string(work.source, node) {
      let target = try resolve(text, work.source, work.resource, node)
      emit(Instruction(.call, .ref, block: try block(target, work)), work, node)
    }
  }

  private mutating func block(_ target: Target, _ work: Work) throws(SchemaError) -> UInt32 {
    try block(target.place.source, target.place.node, target.resource, work.scope)
  }

  private mutating func dynamicTarget(
    _ work: Work, _ node: Int, _ rules: DialectRules
  ) throws(SchemaError) -> Target {
    let text = string(work.source, node)!
    if rules.dialect == .v1 {
      // A plain name; the fragment form of 2020-12 is taken for the same.
      let name = text.utf8.first == UInt8(ascii: "#") ? String(text.dropFirst()) : text
      guard let target = scopes[work.scope][name] else {
        throw error(
          .unresolvedReference, work.source, node,
          "no schema around this one has \"$dynamicAnchor\": \"\(text)\"")
      }
      return target
    }
    let target = try resolve(text, work.source, work.resource, node)
    // Only a reference whose first target is a $dynamicAnchor looks into the dynamic scope.
    if let fragment = URIReference(text).fragment,
      let name = URIReference.decodeFragment(fragment).map({ String(decoding: $0, as: UTF8.self) }),
      resources[target.resource].dynamicAnchors[name] == target.place.node,
      let outermost = scopes[work.scope][name]
    {
      return outermost
    }
    return target
  }
}

extension OutputWalk {
  mutating func reference(
    _ keyword: Keyword, _ place: Place, _ value: Int, _ node: Int
  ) -> Bool {
    guard let pc = instruction(place, value) else { return true }
    let unit = open(keyword, place, value)
    let ok = apply(program.code[pc].block, node, place.marks, isReferred: true)
    close(unit, ok)
    return ok
  }
}
