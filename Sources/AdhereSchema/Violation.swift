public import AdhereJSON

/// One way in which a value breaks its schema. `instancePath`, `schemaPath`, `keyword`, `params`
/// and `message` are Ajv's, in name, wording and content.
///
/// Texts are made when they are asked for: a violation that is only counted costs little.
public struct Violation: Sendable {
  /// JSON Pointer (RFC 6901) of the value, from the value that was validated.
  public var instancePath: String
  /// Tape index of the offending value. Of the key for additionalProperties,
  /// unevaluatedProperties and propertyNames; of the object for required.
  public var instanceNode: Int
  /// anyOf and oneOf: the violations of each branch, in order. Else empty.
  public var branches: [[Violation]]
  let content: Content

  enum Content: Sendable {
    /// Found by a schema.
    case found(Finding, CompiledSchema)
    /// Said by somebody else.
    case told(Told)
  }

  /// Texts that were given.
  final class Told: Sendable {
    let schemaPath: String
    let keyword: String
    let params: [UInt8]
    let message: String
    let schemaNode: Int
    let schemaObject: Int
    let schemaDocument: JSONDocument

    init(
      _ schemaPath: String, _ keyword: String, _ params: [UInt8], _ message: String,
      _ schemaNode: Int, _ schemaObject: Int, _ schemaDocument: JSONDocument
    ) {
      self.schemaPath = schemaPath
      self.keyword = keyword
      self.params = params
      self.message = message
      self.schemaNode = schemaNode
      self.schemaObject = schemaObject
      self.schemaDocument = schemaDocument
    }
  }

  /// A violation that no schema found: what else a caller has to say about a value.
  public init(
    instancePath: String, schemaPath: String, keyword: String, params: [UInt8], message: String,
    instanceNode: Int, schemaNode: Int, schemaObject: Int, schemaDocument: JSONDocument,
    branches: [[Violation]]
  ) {
    self.instancePath = instancePath
    self.instanceNode = instanceNode
    self.branches = branches
    content = .told(
      Told(schemaPath, keyword, params, message, schemaNode, schemaObject, schemaDocument))
  }

  init(
    _ finding: Finding, _ schema: CompiledSchema, instancePath: String, instanceNode: Int,
    branches: [[Violation]]
  ) {
    self.instancePath = instancePath
    self.instanceNode = instanceNode
    self.branches = branches
    content = .found(finding, schema)
  }

  /// The keyword that is broken, such as `type`; `false schema` where the schema is `false`.
  public var keyword: String {
    switch content {
    case .found(let finding, _): finding.keywordText
    case .told(let told): told.keyword
    }
  }

  /// Place of the keyword in its schema document: `#/properties/a/type`; with the document's URI
  /// in front where that is not the schema that was compiled.
  public var schemaPath: String {
    switch content {
    case .found(let finding, let schema): finding.place(in: schema)
    case .told(let told): told.schemaPath
    }
  }

  /// JSON text of an object, such as `{"type":"integer"}` or `{"missingProperty":"x"}`.
  public var params: [UInt8] {
    switch content {
    case .found(let finding, let schema): finding.params(in: schema)
    case .told(let told): told.params
    }
  }

  /// What is wrong, in words: `must be integer`.
  public var message: String {
    switch content {
    case .found(let finding, let schema): finding.message(in: schema)
    case .told(let told): told.message
    }
  }

  /// Index of the keyword's value on the tape of ``schemaDocument``.
  public var schemaNode: Int {
    switch content {
    case .found(let finding, let schema): finding.valueNode(in: schema)
    case .told(let told): told.schemaNode
    }
  }

  /// Index of the schema object that holds the keyword.
  public var schemaObject: Int {
    switch content {
    case .found(let finding, let schema): Int(finding.resolvedOrigin(in: schema).object)
    case .told(let told): told.schemaObject
    }
  }

  public var schemaDocument: JSONDocument {
    switch content {
    case .found(let finding, let schema): schema.sources[Int(finding.origin.source)].document
    case .told(let told): told.schemaDocument
    }
  }
}
