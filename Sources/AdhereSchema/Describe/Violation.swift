package import AdhereJSON

/// One way in which a value breaks its schema. ``instancePath``, ``schemaPath``, ``keyword``,
/// ``params`` and ``message`` are Ajv's, in name, wording and content.
///
/// Texts are made when they are asked for: a violation that is only counted costs little.
public struct Violation: Sendable, CustomStringConvertible {
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
    case found(ViolationDetail, CompiledSchema)
    /// Made by ``Violation/init(instancePath:schemaPath:keyword:params:message:)``.
    case given(Given)
  }

  /// Texts that were given.
  final class Given: Sendable {
    let schemaPath: String
    let keyword: String
    let params: [UInt8]
    let message: String

    init(_ schemaPath: String, _ keyword: String, _ params: [UInt8], _ message: String) {
      self.schemaPath = schemaPath
      self.keyword = keyword
      self.params = params
      self.message = message
    }
  }

  /// What the schema of a violation that no schema found is taken for.
  private static let noSchema = try! JSONDocument(Array("{}".utf8))

  /// A violation that no schema found: what else a caller has against a value. It concerns the
  /// value as a whole; its schema is empty.
  package init(
    instancePath: String, schemaPath: String, keyword: String, params: [UInt8], message: String
  ) {
    self.instancePath = instancePath
    instanceNode = 0
    branches = []
    content = .given(Given(schemaPath, keyword, params, message))
  }

  init(
    _ detail: ViolationDetail, _ schema: CompiledSchema, instancePath: String, instanceNode: Int,
    branches: [[Violation]]
  ) {
    self.instancePath = instancePath
    self.instanceNode = instanceNode
    self.branches = branches
    content = .found(detail, schema)
  }

  /// The keyword that is broken, such as `type`; `false schema` where the schema is `false`.
  public var keyword: String {
    switch content {
    case .found(let detail, _): detail.keywordText
    case .given(let given): given.keyword
    }
  }

  /// Place of the keyword in its schema document: `#/properties/a/type`; with the document's URI
  /// in front where that is not the schema that was compiled.
  public var schemaPath: String {
    switch content {
    case .found(let detail, let schema): detail.place(in: schema)
    case .given(let given): given.schemaPath
    }
  }

  /// JSON text of an object, such as `{"type":"integer"}` or `{"missingProperty":"x"}`.
  public var params: [UInt8] {
    switch content {
    case .found(let detail, let schema): detail.params(in: schema)
    case .given(let given): given.params
    }
  }

  /// What is wrong, in words: `must be integer`.
  public var message: String {
    switch content {
    case .found(let detail, let schema): detail.message(in: schema)
    case .given(let given): given.message
    }
  }

  /// Where, and what is wrong: `/age must be integer`.
  public var description: String {
    "\(instancePath.isEmpty ? "the whole value" : instancePath) \(message)"
  }

  /// Whether a limit was met, so that the value may conform or not.
  package var isUndecided: Bool {
    guard case .found(let detail, _) = content else { return false }
    return detail.cause.isUndecided
  }

  /// The types that the value may have, as the message names them: `string,null`; nil where the
  /// violation is not about types.
  var expectedTypes: String? {
    guard case .found(let detail, let schema) = content else { return nil }
    return detail.expectedTypes(in: schema)
  }
}

/// Where the keyword stands, for rooms that look into its schema.
extension Violation {
  /// Index of the keyword's value on the tape of ``schemaDocument``.
  package var schemaNode: Int {
    guard case .found(let detail, let schema) = content else { return 0 }
    return Int(detail.resolvedOrigin(in: schema).value)
  }

  /// Index of the schema object that holds the keyword.
  package var schemaObject: Int {
    guard case .found(let detail, let schema) = content else { return 0 }
    return Int(detail.resolvedOrigin(in: schema).object)
  }

  /// The document that the keyword's schema is in.
  package var schemaDocument: JSONDocument {
    guard case .found(let detail, let schema) = content else { return Self.noSchema }
    return schema.sources[Int(detail.origin.source)].document
  }
}
