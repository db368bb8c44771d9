/// What a keyword's value must be: what the metaschema of its draft says about it, and where
/// schemas are in it.
enum Shape: UInt8 {
  /// The draft does not define the keyword.
  case unknown
  case any, string, boolean, array, number, positiveNumber, nonNegativeInteger
  /// Not a keyword of the draft, but a place where schemas are kept all the same.
  case looseSchemaMap
  case schema, schemaOrBoolean, schemaArray, schemaMap, patternMap, schemaOrArray
  case strings, someStrings, stringListMap, dependencies, schemaMapMap
  case types, typesOrSchemas, enumeration, anchor, identifier, vocabulary
}

/// The keywords of the drafts.
enum KeywordShapes {
  private static let tables: [[Shape]] = Dialect.allCases.map { dialect in
    Keyword.allCases.map { shape(of: $0, in: dialect) }
  }

  /// Shapes by ``Keyword/index``.
  static func table(of dialect: Dialect) -> [Shape] {
    tables[Dialect.allCases.firstIndex(of: dialect)!]
  }

  private static func shape(of keyword: Keyword, in dialect: Dialect) -> Shape {
    func from(_ first: Dialect, _ shape: Shape, to last: Dialect = .v1) -> Shape {
      dialect >= first && dialect <= last ? shape : .unknown
    }
    let schemas = dialect == .draft3 ? Shape.unknown : .schemaArray
    switch keyword {
    case .ref: return .string
    case .schema: return .string
    case .id: return from(.draft6, .identifier)
    case .legacyID: return from(.draft3, .string, to: .draft4)
    case .anchor: return from(.draft2019, .anchor)
    case .dynamicRef: return from(.draft2020, .string)
    case .dynamicAnchor: return from(.draft2020, .anchor)
    case .recursiveRef: return from(.draft2019, .string, to: .draft2020)
    case .recursiveAnchor:
      return dialect == .draft2019 ? .boolean : from(.draft2020, .anchor, to: .draft2020)
    case .vocabulary: return from(.draft2019, dialect == .v1 ? .any : .vocabulary)
    case .comment: return from(.draft7, .string)
    case .defs: return from(.draft2019, .schemaMap)
    case .definitions:
      return dialect == .draft3 ? .looseSchemaMap : from(.draft4, .schemaMap, to: .draft2020)
    case .allOf, .anyOf, .oneOf: return schemas
    case .not: return from(.draft4, .schema)
    case .if, .then, .else: return from(.draft7, .schema)
    case .dependentSchemas: return from(.draft2019, .schemaMap)
    case .dependentRequired: return from(.draft2019, .stringListMap)
    case .dependencies: return from(.draft3, .dependencies, to: .draft2020)
    case .propertyDependencies: return from(.v1, .schemaMapMap)
    case .properties: return .schemaMap
    case .patternProperties: return .patternMap
    case .additionalProperties: return .schemaOrBoolean
    case .propertyNames: return from(.draft6, .schema)
    case .items: return dialect >= .draft2020 ? .schema : .schemaOrArray
    case .prefixItems: return from(.draft2020, .schemaArray)
    case .additionalItems: return from(.draft3, .schemaOrBoolean, to: .draft2019)
    case .contains: return from(.draft6, .schema)
    case .minContains, .maxContains: return from(.draft2019, .nonNegativeInteger)
    case .unevaluatedItems, .unevaluatedProperties: return from(.draft2019, .schema)
    case .type: return dialect == .draft3 ? .typesOrSchemas : .types
    case .enumeration: return dialect >= .draft2019 ? .array : enumeration(dialect)
    case .const: return from(.draft6, .any)
    case .multipleOf: return from(.draft4, .positiveNumber)
    case .divisibleBy: return from(.draft3, .positiveNumber, to: .draft3)
    case .maximum, .minimum: return .number
    case .exclusiveMaximum, .exclusiveMinimum: return dialect <= .draft4 ? .boolean : .number
    case .maxLength, .minLength, .maxItems, .minItems: return .nonNegativeInteger
    case .maxProperties, .minProperties: return from(.draft4, .nonNegativeInteger)
    case .pattern: return .string
    case .uniqueItems: return .boolean
    case .required:
      return dialect == .draft3 ? .boolean : dialect == .draft4 ? .someStrings : .strings
    case .format, .title, .description: return .string
    case .contentEncoding, .contentMediaType: return from(.draft7, .string)
    case .contentSchema: return from(.draft2019, .schema)
    case .default: return .any
    case .deprecated: return from(.draft2019, .boolean)
    case .readOnly, .writeOnly: return from(.draft7, .boolean)
    case .examples: return from(.draft6, .array)
    case .extends: return from(.draft3, .schemaOrArray, to: .draft3)
    case .disallow: return from(.draft3, .typesOrSchemas, to: .draft3)
    }
  }

  private static func enumeration(_ dialect: Dialect) -> Shape {
    dialect >= .draft6 ? .array : .enumeration
  }
}
