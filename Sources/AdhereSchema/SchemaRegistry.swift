public import AdhereJSON

/// Schemas by URI, for references that leave a document. Nothing is ever fetched: what is not
/// registered does not exist.
///
///     var registry = SchemaRegistry()
///     registry.add(try JSONDocument(bytes), at: "https://example.com/person.json")
public struct SchemaRegistry: Sendable {
  private(set) var documents: [String: JSONDocument] = [:]

  public init() {}

  /// Registers a document under an absolute URI; a fragment is cut off. The last one wins.
  public mutating func add(_ document: JSONDocument, at uri: String) {
    documents[String(uri.prefix { $0 != "#" })] = document
  }

  /// Number of documents.
  public var count: Int { documents.count }

  func document(at uri: String) -> JSONDocument? { documents[uri] }
}
