/// A draft of JSON Schema. Later drafts will be added: switch over it with a default.
#if hasAttribute(nonexhaustive)
  @nonexhaustive
#endif
public enum Dialect: String, Sendable, CaseIterable {
  /// Draft 3.
  case draft3 = "http://json-schema.org/draft-03/schema"
  /// Draft 4.
  case draft4 = "http://json-schema.org/draft-04/schema"
  /// Draft 6.
  case draft6 = "http://json-schema.org/draft-06/schema"
  /// Draft 7.
  case draft7 = "http://json-schema.org/draft-07/schema"
  /// Draft 2019-09.
  case draft2019 = "https://json-schema.org/draft/2019-09/schema"
  /// Draft 2020-12.
  case draft2020 = "https://json-schema.org/draft/2020-12/schema"
  /// The coming stable release.
  case v1 = "https://json-schema.org/v1"

  /// The draft that a `$schema` value names. An empty fragment makes no difference, nor does `http`
  /// in the place of `https` or the other way round; `http://json-schema.org/schema` was the name of
  /// the latest draft.
  public init?(uri: String) {
    var uri = Substring(uri)
    if uri.utf8.last == UInt8(ascii: "#") { uri = uri.dropLast() }
    for scheme in ["https://", "http://"] where uri.hasPrefix(scheme) {
      let name = uri.dropFirst(scheme.utf8.count)
      switch name {
      case "json-schema.org/v1/2026": self = .v1
      case "json-schema.org/schema": self = .draft2020
      default:
        let known = Dialect.allCases.first {
          $0.rawValue == "http://" + name || $0.rawValue == "https://" + name
        }
        guard let known else { return nil }
        self = known
      }
      return
    }
    return nil
  }

  /// Position in time, for "from draft N on".
  var age: Int {
    switch self {
    case .draft3: 3
    case .draft4: 4
    case .draft6: 6
    case .draft7: 7
    case .draft2019: 8
    case .draft2020: 9
    case .v1: 10
    }
  }
}

extension Dialect: Comparable {
  /// Whether `a` was published before `b`.
  public static func < (a: Dialect, b: Dialect) -> Bool { a.age < b.age }
}

extension Dialect {
  /// Whether the draft gives a keyword a meaning; nil for what no draft calls a keyword.
  package func defines(_ name: String) -> Bool? {
    Keyword(rawValue: name).map { KeywordShape.table(of: self)[$0.index] != .unknown }
  }
}
