public import JSONText

/// One way in which a value breaks its schema. The first five fields are Ajv's, in name,
/// wording and content.
public struct Violation: Sendable {
  /// JSON Pointer (RFC 6901) of the value, from the value that was validated.
  public var instancePath: String
  /// Place of the keyword in its schema document: `#/properties/a/type`; with the document's URI
  /// in front where that is not the schema that was compiled.
  public var schemaPath: String
  public var keyword: String
  /// JSON text of an object, such as `{"type":"integer"}` or `{"missingProperty":"x"}`.
  public var params: [UInt8]
  public var message: String
  /// Tape index of the offending value. Of the key for additionalProperties,
  /// unevaluatedProperties and propertyNames; of the object for required.
  public var instanceNode: Int
  /// Index of the keyword's value on the tape of ``schemaDocument``.
  public var schemaNode: Int
  /// Index of the schema object that holds the keyword.
  public var schemaObject: Int
  public var schemaDocument: JSONDocument
  /// anyOf and oneOf: the violations of each branch, in order. Else empty.
  public var branches: [[Violation]]

  public init(
    instancePath: String, schemaPath: String, keyword: String, params: [UInt8], message: String,
    instanceNode: Int, schemaNode: Int, schemaObject: Int, schemaDocument: JSONDocument,
    branches: [[Violation]]
  ) {
    self.instancePath = instancePath
    self.schemaPath = schemaPath
    self.keyword = keyword
    self.params = params
    self.message = message
    self.instanceNode = instanceNode
    self.schemaNode = schemaNode
    self.schemaObject = schemaObject
    self.schemaDocument = schemaDocument
    self.branches = branches
  }
}
