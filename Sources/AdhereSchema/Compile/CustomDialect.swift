internal import AdhereJSON

/// `$schema` with a metaschema of the caller's: its `$vocabulary` says which keywords count.
extension Compiler {
  func customRules(
    _ uri: String, _ source: Int, _ node: Int, depth: Int = 0
  ) throws(SchemaError) -> DialectRules {
    let plain = String(uri.prefix { $0 != "#" })
    guard let document = document(at: plain) else {
      throw error(
        .unknownDialect, source, node,
        "\"$schema\" names \(uri), which is neither a draft nor registered: use \"\(Dialect.draft2020.rawValue)\", or add the metaschema to the SchemaRegistry"
      )
    }
    // The document lives in the registry, and so outlives this call.
    let tape = document.tape
    var dialect = options.defaultDialect
    if let member = tape.member("$schema", of: 0), tape.kind(member) == .string {
      let parent = String(decoding: StringText.decode(tape, member), as: UTF8.self)
      if let known = Dialect(uri: parent) {
        dialect = known
      } else if parent != uri, depth < 8 {
        dialect = try customRules(parent, source, node, depth: depth + 1).dialect
      }
    }
    var rules = DialectRules(dialect, options)
    guard dialect >= .draft2019, dialect <= .draft2020,
      let vocabularies = tape.member("$vocabulary", of: 0)
    else { return rules }
    var enabled = Set<Vocabulary>([.core])
    for key in tape.children(of: vocabularies) {
      let name = String(decoding: StringText.decode(tape, key), as: UTF8.self)
      if let vocabulary = Vocabulary(uri: name) {
        enabled.insert(vocabulary)
        if vocabulary == .formatAssertion { rules.assertsFormats = true }
      } else if tape.kind(key + 1) == .true {
        throw error(
          .unknownVocabulary, source, node,
          "the metaschema \(uri) requires the vocabulary \(name), which is not supported: make it optional (false) there"
        )
      }
    }
    for keyword in Keyword.allCases
    where !enabled.contains(where: { $0.holds(keyword, dialect) }) {
      rules.shapes[keyword.index] = .unknown
    }
    return rules
  }
}
