internal import AdhereJSON

/// A document that takes part in a compilation.
struct Source {
  let document: JSONDocument
  let tape: Tape
  /// The schema inside the document.
  let root: Int
  /// URI the document is known by.
  let uri: String
  /// One bit for each node that was surveyed as a schema.
  var surveyed: [UInt64] = []

  mutating func markSurveyed(_ node: Int) -> Bool {
    if surveyed.isEmpty { surveyed = [UInt64](repeating: 0, count: (tape.count + 63) / 64) }
    let bit: UInt64 = 1 << UInt64(node & 63)
    defer { surveyed[node >> 6] |= bit }
    return surveyed[node >> 6] & bit == 0
  }
}

/// A schema resource (2020-12 core, section 4.3.5): a schema with an identifier of its own and
/// everything in it down to the next one.
struct Resource {
  var source: Int
  var node: Int
  /// Absolute where the schema says so; empty for a schema that was given without a URI.
  var uri: String
  var rules: DialectRules
  var anchors: [String: Int] = [:]
  var dynamicAnchors: [String: Int] = [:]
  /// `$recursiveAnchor: true` at its root (2019-09).
  var isRecursive = false
}

/// Which keywords count in a resource.
struct DialectRules {
  var dialect: Dialect
  /// Shapes by ``Keyword/index``; `.unknown` for keywords the dialect does not have.
  var shapes: [Shape]
  var assertsFormats: Bool

  init(_ dialect: Dialect, _ options: SchemaOptions) {
    self.dialect = dialect
    shapes = KeywordShape.table(of: dialect)
    assertsFormats = (options.assertFormats || dialect == .v1) && !options.annotateFormats
  }
}

/// A schema object in some document.
struct SchemaPlace: Hashable {
  var source: Int
  var node: Int
}

/// A schema resource and the metaschema of the caller's that it names.
struct MetaschemaUse: Hashable {
  var uri: String
  var place: SchemaPlace
}
