import AdhereJSON
import AdhereSchema

/// The description of this implementation in the answer to `start`.
enum BowtieImplementation {
  /// Stands for the repository of a build whose publisher has not set one; the domain is reserved
  /// for examples (RFC 2606).
  static let exampleRepository = "https://adhere.example"

  /// Newest first, each as its metaschema's identifier is published: drafts 3 to 7 with an
  /// empty fragment.
  static let dialects: [String] = Dialect.allCases.sorted(by: >).map {
    $0 <= .draft7 ? $0.rawValue + "#" : $0.rawValue
  }

  static func write(version: String, repository: String, to writer: inout JSONWriter) {
    writer.beginObject()
    for (key, value) in [
      ("name", "adhere"), ("language", "swift"), ("version", version), ("homepage", repository),
      ("issues", repository + "/issues"), ("source", repository),
    ] {
      writer.member(key, value)
    }
    writer.array("dialects", of: dialects) { writer, dialect in writer.string(dialect) }
    writer.endObject()
  }
}
