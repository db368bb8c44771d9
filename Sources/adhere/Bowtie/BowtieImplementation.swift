import AdhereSchema
import AdhereJSON

/// What the harness says about itself in its answer to `start`.
enum BowtieImplementation {
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
