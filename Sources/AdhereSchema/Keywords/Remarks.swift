extension KeywordShape {
  static let comment = KeywordShape(.string, from: .draft7)
  static let defs = KeywordShape(.schemaMap, from: .draft2019)
  static let definitions = KeywordShape(.looseSchemaMap, to: .draft3)
    .then(.schemaMap, to: .draft2020)
  static let text = KeywordShape(.string)
  static let `default` = KeywordShape(.any)
  static let deprecated = KeywordShape(.boolean, from: .draft2019)
  static let readOnly = KeywordShape(.boolean, from: .draft7)
  static let examples = KeywordShape(.array, from: .draft6)
}

extension Keyword {
  /// No instance can break what it holds, and only a reference leads there: what is no schema in it
  /// matters where one does.
  var holdsDefinitions: Bool { self == .definitions || self == .defs }

  /// No instance can break it, nor does it lead anywhere: a value it may not have is no reason to
  /// refuse a schema.
  var isRemark: Bool {
    switch self {
    case .title, .description, .deprecated, .readOnly, .writeOnly, .examples, .comment: true
    default: false
    }
  }
}

/// Keywords that no instance can break: `title`, `description`, `default`, `deprecated`,
/// `readOnly`, `writeOnly`, `examples` (2020-12 validation, section 9), which are annotations.
/// `$comment`, `$defs` and `definitions` are not even that.
extension OutputWalk {
  mutating func remark(_ keyword: Keyword, _ place: Place, _ value: Int) {
    annotate(place, value, token: "/" + keyword.rawValue)
  }
}
