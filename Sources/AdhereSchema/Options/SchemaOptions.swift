/// How a schema is read and how far its evaluation may go.
public struct SchemaOptions: Sendable {
  /// The draft of schemas without `$schema`.
  public var defaultDialect: Dialect
  /// Whether `format` is asserted in drafts where it need not be. Draft v1 and schemas whose
  /// metaschema requires the format-assertion vocabulary assert it in any case.
  public var assertFormats: Bool
  /// Whether `format` is an annotation even in draft v1.
  public var annotateFormats: Bool
  /// Whether `contentEncoding` and `contentMediaType` are asserted. Nil: in draft 7 only, which
  /// is the draft that allows it.
  public var assertContent: Bool?
  /// Whether draft v1 accepts unknown keywords, unknown formats and `dependencies` as the earlier
  /// drafts do.
  public var lenient: Bool
  /// Whether the proposal `propertyDependencies` is applied (draft v1).
  public var propertyDependencies: Bool
  /// Schemas that references may lead to, beside the metaschemas, which are built in.
  public var registry: SchemaRegistry?
  /// URI the schema was loaded from; relative references resolve against it.
  public var baseURI: String
  /// Deepest nesting of schema applications during one evaluation. An instance that needs more
  /// does not conform; the violation has `params.limit`.
  public var maximumDepth: Int
  /// Most schema applications during one evaluation, beside ``stepsPerNode`` for each node of the
  /// instance. Guards against schemas that apply themselves exponentially often. An application to
  /// a large value counts as several: one more for each 16 nodes or 256 bytes of it.
  public var maximumSteps: Int
  /// Schema applications that each node of the instance adds to ``maximumSteps``.
  public var stepsPerNode: Int
  /// Most work that the matches of all patterns may make during one evaluation, in steps of about a
  /// microsecond; each node of the instance adds a few. A match of a few bytes counts as one, or as
  /// a sixteenth where the pattern is a plain one.
  public var maximumPatternWork: Int
  /// Most schema objects that may be compiled.
  public var maximumProgramSize: Int

  /// Whether every schema is a step of its own, also one that is nothing but a reference or that
  /// every value satisfies: output formats and annotations name the path through them.
  var keepsEverySchema = false

  /// Whether schemas are held against metaschemas of the caller's. Off for those themselves.
  var checksMetaschemas = true

  /// Options as the properties of the same names describe them.
  public init(
    defaultDialect: Dialect = .draft2020, assertFormats: Bool = false,
    annotateFormats: Bool = false,
    assertContent: Bool? = nil, lenient: Bool = false, propertyDependencies: Bool = true,
    registry: SchemaRegistry? = nil, baseURI: String = "", maximumDepth: Int = 4_096,
    maximumSteps: Int = 1 << 24, stepsPerNode: Int = 1 << 10,
    maximumPatternWork: Int = 1 << 23, maximumProgramSize: Int = 1 << 22
  ) {
    self.defaultDialect = defaultDialect
    self.assertFormats = assertFormats
    self.annotateFormats = annotateFormats
    self.assertContent = assertContent
    self.lenient = lenient
    self.propertyDependencies = propertyDependencies
    self.registry = registry
    self.baseURI = baseURI
    self.maximumDepth = maximumDepth
    self.maximumSteps = maximumSteps
    self.stepsPerNode = stepsPerNode
    self.maximumPatternWork = maximumPatternWork
    self.maximumProgramSize = maximumProgramSize
  }
}
