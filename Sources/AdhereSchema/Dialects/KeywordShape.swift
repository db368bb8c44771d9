/// What a keyword's value must be: what the metaschema of its draft says about it, and where
/// schemas are in it.
enum Shape: UInt8 {
  /// The draft does not define the keyword.
  case unknown
  case any, string, boolean, array, number, positiveNumber, nonNegativeInteger
  /// Not a keyword of the draft, but a place where schemas are kept all the same.
  case looseSchemaMap
  case schema, schemaOrBoolean, schemaArray, schemaMap, patternMap, schemaOrArray
  case strings, someStrings, stringListMap, dependencies, schemaMapMap
  case types, typesOrSchemas, enumeration, anchor, identifier, vocabulary
}

/// The drafts that define a keyword, and the shape of its value in each.
///
///     KeywordShape(.boolean, to: .draft4).then(.number)     // exclusiveMinimum
struct KeywordShape {
  private var shapes = [Shape](repeating: .unknown, count: Dialect.allCases.count)
  private var last = Dialect.draft3

  init(_ shape: Shape, from first: Dialect = .draft3, to last: Dialect = .v1) {
    set(shape, first, last)
  }

  /// Another shape from the draft that follows, or from `first`.
  func then(_ shape: Shape, from first: Dialect? = nil, to last: Dialect = .v1) -> KeywordShape {
    var result = self
    let next = Dialect.allCases.first { $0 > self.last } ?? .v1
    result.set(shape, first ?? next, last)
    return result
  }

  private mutating func set(_ shape: Shape, _ first: Dialect, _ last: Dialect) {
    for (i, dialect) in Dialect.allCases.enumerated() where dialect >= first && dialect <= last {
      shapes[i] = shape
    }
    self.last = last
  }

  subscript(dialect: Dialect) -> Shape { shapes[Dialect.allCases.firstIndex(of: dialect)!] }
}
