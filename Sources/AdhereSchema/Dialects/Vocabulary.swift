/// The vocabularies of 2019-09 and 2020-12 (core, section 8.1).
enum Vocabulary: String {
  case core, applicator, unevaluated, validation
  case metaData = "meta-data"
  case format
  case formatAnnotation = "format-annotation"
  case formatAssertion = "format-assertion"
  case content

  init?(uri: String) {
    for base in [
      "https://json-schema.org/draft/2019-09/", "https://json-schema.org/draft/2020-12/",
    ] {
      let prefix = base + "vocab/"
      guard uri.utf8.starts(with: prefix.utf8) else { continue }
      self.init(rawValue: String(uri.dropFirst(prefix.count)))
      return
    }
    return nil
  }

  /// Whether the keyword belongs to the vocabulary.
  func holds(_ keyword: Keyword, _ dialect: Dialect) -> Bool {
    switch keyword {
    case .ref, .dynamicRef, .recursiveRef, .id, .legacyID, .schema, .anchor, .dynamicAnchor,
      .recursiveAnchor, .vocabulary, .comment, .defs, .definitions:
      self == .core
    case .allOf, .anyOf, .oneOf, .not, .if, .then, .else, .dependentSchemas, .dependencies,
      .propertyDependencies, .properties, .patternProperties, .additionalProperties,
      .propertyNames, .items, .prefixItems, .additionalItems, .contains, .extends, .disallow:
      self == .applicator
    case .unevaluatedItems, .unevaluatedProperties:
      self == (dialect == .draft2019 ? .applicator : .unevaluated)
    case .type, .enumeration, .const, .multipleOf, .divisibleBy, .maximum, .exclusiveMaximum,
      .minimum, .exclusiveMinimum, .maxLength, .minLength, .pattern, .maxItems, .minItems,
      .uniqueItems, .maxProperties, .minProperties, .required, .dependentRequired, .minContains,
      .maxContains:
      self == .validation
    case .format: self == .format || self == .formatAnnotation || self == .formatAssertion
    case .contentEncoding, .contentMediaType, .contentSchema: self == .content
    case .title, .description, .default, .deprecated, .readOnly, .writeOnly, .examples:
      self == .metaData
    }
  }
}
