internal import AdhereJSON
internal import AdhereSchema

extension SchemaNode {
  static let definitions: Set<String> = ["$defs", "definitions"]

  /// What belongs to the document and not to the schema at its root.
  static let ofDocument = definitions.union(["$schema", "$id", "id"])

  /// A choice and a reference name no type of their own.
  static let applicators: Set<String> = ["anyOf", "oneOf", "allOf", "$ref"]

  static let choices: Set<String> = ["anyOf", "oneOf", "allOf"]

  /// The names of `type`.
  var typeNames: [String] { text.map { [$0] } ?? texts }

  var propertyNames: [String] { self["properties"]?.members.map(\.name) ?? [] }

  /// Everything conforms.
  var isAnything: Bool {
    isTrue || isObject && members.allSatisfy { Self.remarks.contains($0.name) }
  }

  /// A reference, and beside it only what no value can break.
  var isBareReference: Bool {
    self["$ref"] != nil
      && members.allSatisfy { $0.name == "$ref" || Self.remarks.contains($0.name) }
  }

  /// It is the same value as another, as JSON Schema compares: `1` and `1.0` are.
  func isEqual(to other: SchemaNode) -> Bool { canonical == other.canonical }

  /// The bytes that are the same for all ways to write a value.
  var canonical: [UInt8] { Canonical.form(of: compact) }

  /// Negative, zero or positive as a number is less than, equal to or greater than another; nil where
  /// one of them is no number.
  func compared(to other: SchemaNode) -> Int? {
    guard case .scalar(let a) = content, case .scalar(let b) = other.content,
      a.isNumber, b.isNumber
    else { return nil }
    return a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { NumberText.compare(NumberText(a), NumberText($0)) }
    }
  }

  /// The kinds of values that a keyword looks at.
  private static let kinds: [String: String] = {
    var kinds: [String: String] = [:]
    for name in [
      "properties", "required", "additionalProperties", "patternProperties", "propertyNames",
      "minProperties", "maxProperties", "unevaluatedProperties", "dependentRequired",
      "dependentSchemas", "dependencies",
    ] { kinds[name] = "object" }
    for name in [
      "items", "prefixItems", "additionalItems", "minItems", "maxItems", "uniqueItems", "contains",
      "unevaluatedItems", "minContains", "maxContains",
    ] { kinds[name] = "array" }
    for name in [
      "minLength", "maxLength", "pattern", "format", "contentEncoding", "contentMediaType",
    ] { kinds[name] = "string" }
    for name in ["minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"] {
      kinds[name] = "number"
    }
    return kinds
  }()

  /// The type that a keyword is about; nil where it is about all.
  static func kind(of keyword: String) -> String? { kinds[keyword] }

  /// The type of a JSON value.
  var typeOfValue: String {
    switch content {
    case .object: "object"
    case .array: "array"
    case .scalar(let bytes):
      switch bytes.first {
      case UInt8(ascii: "\""): "string"
      case UInt8(ascii: "t"), UInt8(ascii: "f"): "boolean"
      case UInt8(ascii: "n"): "null"
      default: bytes.allSatisfy { $0 == 0x2D || $0 >= 0x30 && $0 <= 0x39 } ? "integer" : "number"
      }
    }
  }
}

extension [UInt8] {
  /// The text of a JSON value is that of a number.
  fileprivate var isNumber: Bool {
    first.map { $0 == UInt8(ascii: "-") || $0 >= 0x30 && $0 <= 0x39 } ?? false
  }
}
