package import AdhereJSON
internal import AdhereSchema

/// One difference between a schema and what was made of it for a provider.
package struct SchemaChange: Sendable {
  package enum Kind: String, Sendable {
    /// Values that the original refuses are accepted: they have to be found by validating the
    /// answer against the original.
    case lost
    /// Values that the original accepts are refused.
    case narrowed
    /// Written otherwise; the same values conform.
    case reworded
  }

  package var kind: Kind
  /// JSON Pointer of the place in the original.
  package var pointer: String
  package var message: String
}

/// A schema as a provider takes it, and the whole account of what that cost.
///
///     let rewrite = ProviderRewrite(document, for: ProviderProfile("openai")!)
///     rewrite.schema                 // the text
///     rewrite.changes                // what is no longer enforced, among others
///
/// An instance that the original refuses and the new schema accepts is due to a change of the kind
/// ``SchemaChange/Kind/lost``, and the other way round to one of the kind
/// ``SchemaChange/Kind/narrowed``. This is not proven: random schemas and instances look for others,
/// which cannot tell by which of several changes a difference comes. A schema inside the document that
/// names another draft is read by the draft of the root, and a metaschema of the caller's own as
/// 2020-12.
package struct ProviderRewrite: Sendable {
  /// The new schema, indented, without a line end after it.
  package let schema: [UInt8]
  package let changes: [SchemaChange]
  /// What the provider still refuses, such as a limit that is exceeded; pointers and offsets are
  /// of the new schema.
  package let remaining: [ProviderFinding]

  package init(_ original: JSONDocument, for profile: ProviderProfile) {
    let root = original.withTape { SchemaNode($0, 0) }
    var rewriter = SchemaRewriter(profile, root)
    let result = rewriter.run()
    var text: [UInt8] = []
    result.pretty(0, &text)
    schema = text
    changes = rewriter.changes
    // What the writer wrote can be read.
    remaining =
      (try? JSONDocument(text)).map {
        Self.remaining(in: $0, result, original, rewriter.origins, profile)
      } ?? []
  }

  /// What is wrong with the new schema: what the provider refuses, that it is no schema, or that
  /// nothing conforms to it.
  private static func remaining(
    in document: JSONDocument, _ result: SchemaNode, _ original: JSONDocument,
    _ origins: SchemaOrigins, _ profile: ProviderProfile
  ) -> [ProviderFinding] {
    var findings = ProviderLint.findings(document, profile).filter { $0.severity == .rejected }
    func report(_ pointer: String, _ offset: Int, _ message: String) {
      findings.append(
        ProviderFinding(severity: .rejected, pointer: pointer, offset: offset, message: message))
    }
    do throws(SchemaError) {
      _ = try CompiledSchema(document)
    } catch {
      // What is wrong with the original is not the rewrite's to say.
      if (try? CompiledSchema(original)) != nil {
        report(error.pointer, error.offset, "what was written is no schema: \(error.message)")
      }
    }
    let emptied = emptied(result, origins)
    if !emptied.isEmpty {
      let written = document.withTape { SchemaNode($0, 0) }
      for pointer in emptied {
        report(
          pointer.description, written.step(through: pointer)?.offset ?? 0,
          "nothing conforms to what was made of this schema: it has to be written otherwise")
      }
    }
    if SchemaEmptiness.isEmpty(result) {
      let wasEmpty = SchemaEmptiness.isEmpty(original.withTape { SchemaNode($0, 0) })
      report(
        "", 0,
        wasEmpty
          ? "nothing conforms to the schema, nor to what was made of it"
          : "nothing conforms to what was made of the schema: it has to be written otherwise")
    }
    return findings
  }
  /// Where in the new schema stand members, elements and definitions that nothing conforms to, though
  /// something did to what they were made of.
  private static func emptied(_ result: SchemaNode, _ origins: SchemaOrigins) -> [JSONPointer] {
    let parts = SchemaEmptiness.emptyParts(result)
    if parts.isEmpty { return [] }
    // In the form in which references are written as they are there.
    var search = SchemaEmptiness(origins.original)
    var sources: [String: SchemaNode] = [:]
    for (node, _) in SchemaUpdate.all(origins.original) {
      if let place = origins.place(node) { sources[place.description] = node }
    }
    return parts.compactMap { part in
      let source = origins.place(part.node).flatMap { sources[$0.description] }
      return source.map { search.isEmpty($0) ? nil : part.pointer } ?? nil
    }
  }
}
