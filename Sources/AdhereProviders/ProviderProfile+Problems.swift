extension ProviderProfile {
  /// Why the value of an enforced keyword is refused all the same; nil where it is not.
  func problem(_ keyword: String, _ value: SchemaNode) -> String? {
    switch keyword {
    case "format":
      guard let formats, let name = value.text, !formats.contains(name) else { return nil }
      return "format \"\(name)\" is not supported, only \(formats.joined(separator: ", ")): "
        + "leave it out, and validate the answer against this schema"
    case "pattern":
      guard let pattern = value.text else { return nil }
      let used = PatternConstructs.used(in: pattern).intersection(forbiddenConstructs)
      guard !used.isEmpty else { return nil }
      let names = used.sorted().map { $0 == "wordBoundary" ? "word boundaries" : $0 + "s" }
      return "patterns may not use \(names.joined(separator: ", ")): write it without them"
    case "enum", "const":
      let values = keyword == "enum" ? value.items : [value]
      guard primitiveConstants, values.contains(where: { $0.isObject || $0.isArray }) else {
        return nil
      }
      return "\(keyword) may hold strings, numbers, booleans and null only"
    case "allOf":
      if let most = allOfBranches, value.items.count > most {
        return "allOf may have \(most) branch only: merge the branches"
      }
      if !allowsReferencesInAllOf, value.items.contains(where: { $0["$ref"] != nil }) {
        return "allOf may not hold $ref: write the schema it leads to in its place"
      }
      return nil
    case "minItems":
      guard let most = maximumMinItems, let bound = value.integer, bound > most else { return nil }
      return "minItems may be \(most) at most"
    case "$ref":
      guard !allowsExternalReferences, let reference = value.text, !reference.hasPrefix("#") else {
        return nil
      }
      return "references may not leave the schema: copy what \"\(reference)\" leads to under $defs"
    default: return nil
    }
  }
}
