package import AdhereJSON

/// Something in a schema that a provider's structured outputs do not take as it stands.
package struct ProviderFinding: Sendable {
  package enum Severity: String, Sendable {
    /// The provider refuses the schema, or ignores this part of it.
    case rejected
    /// The provider does not say what becomes of it.
    case unstated
  }

  package var severity: Severity
  /// JSON Pointer of the value in the schema.
  package var pointer: String
  /// Byte offset of that value in the schema's text.
  package var offset: Int
  /// What is wrong, and what to do about it.
  package var message: String
}

/// Holds a schema against a provider's table.
///
///     let profile = ProviderProfile("openai")!
///     ProviderLint.findings(document, profile)[0].message   // "minLength is not supported: …"
package enum ProviderLint {
  /// Everything the provider does not take, in document order; keywords of which it says
  /// nothing once each.
  package static func findings(
    _ schema: JSONDocument, _ profile: ProviderProfile
  ) -> [ProviderFinding] {
    let root = schema.withTape { SchemaNode($0, 0) }
    var pass = ProviderLintPass(profile, root)
    pass.checkRoot(root)
    if !profile.allowsRecursion {
      let recursive = root.recursiveReferences()
      pass.endsRecursion = { recursive.contains(ObjectIdentifier($0)) }
    }
    pass.checkAll(root)
    for outlier in SchemaOutliers(root, SchemaUpdate.dialect(of: root)).outermost {
      pass.checkAll(outlier.node, outlier.pointer)
    }
    pass.checkLimits(root)
    return pass.findings.sorted { $0.offset < $1.offset }
  }
}
