internal import AdhereJSON

/// The metaschemas of all drafts, by their identifiers. The files of `schemas/metaschemas` are
/// embedded when the package is built; they are parsed when the first one is asked for.
enum Metaschemas {
  private static var texts: [[UInt8]] {
    [
      PackageResources.draft_03_json,
      PackageResources.draft_04_json,
      PackageResources.draft_06_json,
      PackageResources.draft_07_json,
      PackageResources.draft2019_09_json,
      PackageResources.draft2019_09_applicator_json,
      PackageResources.draft2019_09_content_json,
      PackageResources.draft2019_09_core_json,
      PackageResources.draft2019_09_format_json,
      PackageResources.draft2019_09_meta_data_json,
      PackageResources.draft2019_09_validation_json,
      PackageResources.draft2020_12_json,
      PackageResources.draft2020_12_applicator_json,
      PackageResources.draft2020_12_content_json,
      PackageResources.draft2020_12_core_json,
      PackageResources.draft2020_12_format_annotation_json,
      PackageResources.draft2020_12_format_assertion_json,
      PackageResources.draft2020_12_meta_data_json,
      PackageResources.draft2020_12_unevaluated_json,
      PackageResources.draft2020_12_validation_json,
      PackageResources.v1_json,
    ]
  }

  private static let documents: [String: JSONDocument] = {
    var documents: [String: JSONDocument] = [:]
    for text in texts {
      guard let document = try? JSONDocument(text) else { continue }
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
}
