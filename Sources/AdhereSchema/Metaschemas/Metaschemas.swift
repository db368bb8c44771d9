public import AdhereJSON

/// The metaschemas of all drafts, by their identifiers. Parsed when the first one is asked for.
enum Metaschemas {
  private static let documents: [String: JSONDocument] = {
    var documents: [String: JSONDocument] = [:]
    for text in draft3 + draft4 + draft6 + draft7 + draft2019 + draft2020 + v1 {
      guard let document = try? JSONDocument(Array(text.utf8)) else { continue }
      let tape = document.tape
      guard let id = tape.member("$id", of: 0) ?? tape.member("id", of: 0) else { continue }
      let uri = String(decoding: StringText.decode(tape, id), as: UTF8.self)
      documents[String(uri.prefix { $0 != "#" })] = document
    }
    documents[Dialect.v1.rawValue] = documents[Dialect.v1.rawValue + "/2026"]
    return documents
  }()

  /// The metaschema with this URI (without fragment).
  static func document(at uri: String) -> JSONDocument? { documents[uri] }

  /// All of them.
  static var all: [String: JSONDocument] { documents }
}

extension SchemaRegistry {
  /// The built-in metaschema of a draft.
  public static func metaschema(of dialect: Dialect) -> JSONDocument? {
    Metaschemas.document(at: dialect.rawValue)
  }

  /// The built-in metaschema with this URI, those of the vocabularies of 2019-09 and 2020-12
  /// included: `https://json-schema.org/draft/2020-12/meta/core`.
  public static func metaschema(at uri: String) -> JSONDocument? {
    Metaschemas.document(at: String(uri.prefix { $0 != "#" }))
  }
}
