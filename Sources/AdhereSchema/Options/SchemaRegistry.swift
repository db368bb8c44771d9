public import AdhereJSON

/// Schemas by URI, for references that leave a document. Nothing is ever fetched: what is not
/// registered does not exist.
///
///     var registry = SchemaRegistry()
///     registry.add(try JSONDocument(bytes), at: "https://example.com/person.json")
public struct SchemaRegistry: Sendable {
  private(set) var documents: [String: JSONDocument] = [:]

  /// No documents.
  public init() {}

  /// Registers a document under an absolute URI; a fragment is cut off. The last one wins.
  public mutating func add(_ document: JSONDocument, at uri: String) {
    documents[String(uri.prefix { $0 != "#" })] = document
  }

  /// A reference as a whole URI (RFC 3986 section 5.2).
  package static func resolved(_ reference: String, against base: String) -> String {
    URIReference(reference).resolved(against: base)
  }

  /// Number of documents.
  public var count: Int { documents.count }

  func document(at uri: String) -> JSONDocument? { documents[uri] }
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
