internal import AdhereJSON

/// A schema whose `$schema` names a metaschema of the caller's is an instance of that metaschema
/// (2020-12 core, section 8.1.1) and has to conform to it. The metaschemas that are built in need
/// no such check: the survey demands what they demand.
struct MetaschemaCheck {
  let compiler: Compiler

  /// Holds every such resource against its metaschema.
  func run() throws(SchemaError) {
    guard compiler.options.checksMetaschemas, !compiler.metaschemaUses.isEmpty else { return }
    var compiled: [String: CompiledSchema] = [:]
    for use in compiler.metaschemaUses {
      if compiled[use.uri] == nil { compiled[use.uri] = try metaschema(use.uri) }
      guard let metaschema = compiled[use.uri] else { continue }
      try check(use, metaschema)
    }
  }

  private func metaschema(_ uri: String) throws(SchemaError) -> CompiledSchema? {
    guard let document = compiler.document(at: uri) else { return nil }
    var options = compiler.options
    options.baseURI = uri
    options.keepsEverySchema = false
    // A metaschema may name itself; formats in it are annotations, as in the built-in ones.
    options.checksMetaschemas = false
    options.assertFormats = false
    return try CompiledSchema(document, options: options)
  }

  private func check(
    _ use: MetaschemaUse, _ metaschema: CompiledSchema
  ) throws(SchemaError) {
    let source = use.place.source
    let tape = compiler.sources[source].tape
    // Resources inside this one that name a metaschema themselves answer to that one.
    let others = compiler.resources.filter {
      $0.source == source && $0.node > use.place.node && $0.node < tape.next(after: use.place.node)
        && tape.member("$schema", of: $0.node) != nil
    }.map { $0.node..<tape.next(after: $0.node) }
    for violation in metaschema.violations(tape, at: use.place.node) {
      var node = violation.instanceNode
      if others.contains(where: { $0.contains(node) }) { continue }
      let explanation = violation.explanations(on: tape).first
      if let path = explanation?.path, path.hasPrefix(violation.instancePath + "/"),
        let pointer = JSONPointer(String(path.dropFirst(violation.instancePath.utf8.count))),
        let inner = tape.resolve(pointer, from: node)
      {
        node = inner
      }
      throw compiler.error(
        .invalidKeyword, source, node,
        "the metaschema \(use.uri) does not allow this: \(explanation?.line ?? violation.message): correct it, or name another metaschema in \"$schema\""
      )
    }
  }
}
