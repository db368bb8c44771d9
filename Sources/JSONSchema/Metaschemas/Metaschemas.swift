internal import JSONText

/// The metaschemas of all drafts, by their URIs.
enum Metaschemas {
  static func document(at uri: String) -> JSONDocument? { nil }
}
