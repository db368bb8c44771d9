public import AdhereJSON
internal import Synchronization

/// A JSON Schema, compiled. Immutable; used from any number of threads at once.
///
///     let schema = try CompiledSchema(JSONDocument(Array(#"{"type":"integer"}"#.utf8)))
///     let value = try JSONDocument(Array("1.5".utf8))
///     schema.isValid(value.tape)                     // false
///     schema.violations(value.tape)[0].message       // "must be integer"
public final class CompiledSchema: Sendable {
  /// The document that holds the schema.
  public let document: JSONDocument
  /// Index of the schema in the document.
  public let root: Int
  /// Every document that takes part, ``document`` first, with the URI it is known by.
  let sources: [(document: JSONDocument, uri: String, root: Int)]
  let storage: ProgramStorage
  let blockOrigins: [Origin]
  let entry: UInt32
  let options: SchemaOptions
  private let names: NamePool
  /// What is wrong with keywords that decide nothing, such as a `title` that is no string.
  public let warnings: [SchemaError]
  /// Blocks that apply themselves to the same value for ever.
  let endless: Set<UInt32>
  /// The resources, and the one each block's schema lies in; empty unless compiled for output.
  let resources: [Resource]
  let resourceOfBlock: [UInt32]
  /// The same schema, compiled for output when the first output is asked for.
  private let forOutput = Mutex<CompiledSchema?>(nil)

  /// Compiles the schema at node `root` of the document.
  ///
  /// References that begin with `#/` are looked up from `root`, and from the document's root
  /// where there is nothing.
  ///
  /// - Throws: ``SchemaError`` with the place, the cause and how to correct it.
  public init(
    _ document: JSONDocument, at root: Int = 0, options: SchemaOptions = SchemaOptions()
  ) throws(SchemaError) {
    var compiler = Compiler(options: options)
    entry = try compiler.compile(document, root)
    try MetaschemaCheck(compiler: compiler).run()
    try compiler.link(entry)
    self.document = document
    self.root = root
    self.options = options
    names = compiler.names
    warnings = compiler.warnings.sorted { $0.offset < $1.offset }
    endless = compiler.endless
    sources = compiler.sources.map { ($0.document, $0.uri, $0.root) }
    blockOrigins = compiler.blockOrigins
    resources = options.keepsEverySchema ? compiler.resources : []
    resourceOfBlock = compiler.resourceOfBlock
    storage = ProgramStorage(compiler.parts, documents: compiler.sources.map(\.document))
  }

  /// Whether the value at `node` conforms. Allocates nothing, but for arrays of more than some
  /// hundred elements under uniqueItems, strings with escapes under pattern, and the like.
  public func isValid(_ tape: Tape, at node: Int = 0) -> Bool {
    var evaluator = Evaluator(
      storage.program, tape, maximumDepth: min(options.maximumDepth, DeepStack.shallow),
      maximumSteps: maximumSteps(tape), maximumPatternWork: maximumPatternWork(tape))
    let isValid = evaluator.run(entry, node, nil) && !evaluator.isUndecided
    if evaluator.isTooDeep, options.maximumDepth > DeepStack.shallow {
      return isValidDeep(tape, node)
    }
    return isValid
  }

  /// Once more, on a stack that is large enough.
  @inline(never)
  private func isValidDeep(_ tape: Tape, _ node: Int) -> Bool {
    DeepStack.run(depth: options.maximumDepth) { depth in
      var evaluator = Evaluator(
        storage.program, tape, maximumDepth: depth, maximumSteps: maximumSteps(tape),
        maximumPatternWork: maximumPatternWork(tape))
      return evaluator.run(entry, node, nil) && !evaluator.isUndecided
    } ?? false
  }

  /// The schema with every subschema as a step of its own. Compiling it anew cannot fail: the
  /// document and the options are those of the first time.
  func keepingEverySchema() -> CompiledSchema {
    if options.keepsEverySchema { return self }
    return forOutput.withLock { known in
      if let known { return known }
      var options = options
      options.keepsEverySchema = true
      options.maximumProgramSize = .max
      options.checksMetaschemas = false
      let schema = (try? CompiledSchema(document, at: root, options: options)) ?? self
      known = schema
      return schema
    }
  }

  func maximumSteps(_ tape: Tape) -> Int {
    let (steps, overflow) = options.stepsPerNode.multipliedReportingOverflow(by: tape.count)
    return overflow ? .max : options.maximumSteps.limit(with: steps)
  }

  /// A match counts as one at least, so that each node may be matched some times more.
  func maximumPatternWork(_ tape: Tape) -> Int {
    options.maximumPatternWork.limit(with: tape.count &<< 6)
  }
}

extension Int {
  /// The sum, or the largest number: `.max` is no limit, and more is none either.
  fileprivate func limit(with other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    return overflow ? .max : sum
  }
}
