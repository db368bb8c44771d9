internal import AdhereJSON

/// Turns a schema document into a program.
///
/// Each schema object becomes a block. Schemas that a block needs are reserved and put on a
/// list, so compiling uses no stack, however deep or long the schema's references go, and a
/// schema that is referred to a thousand times is compiled once.
struct Compiler {
  let options: SchemaOptions
  let keywords = KeywordTable.shared
  var sources: [Source] = []
  var resources: [Resource] = []
  var resourceAt: [SchemaPlace: Int] = [:]
  var resourceByURI: [String: Int] = [:]
  /// The document has references or identifiers; without them none of the tables is needed.
  var needsIdentifiers = false
  /// Resources that name a metaschema which is not built in.
  var metaschemaUses: [MetaschemaUse] = []
  var parts = ProgramParts()
  var blockOrigins: [Origin] = []
  /// The resource each block's schema lies in; only under ``SchemaOptions/keepsEverySchema``.
  var resourceOfBlock: [UInt32] = []
  var pending: [Work] = []
  var memo: [MemoKey: UInt32] = [:]
  /// The dynamic scopes that occur: for each name of a `$dynamicAnchor` the outermost resource
  /// that has it. What `$dynamicRef` leads to is therefore known when compiling, and a schema
  /// that is reached under two scopes is compiled twice.
  var scopes: [[String: Target]] = [[:]]
  /// What is wrong with keywords that decide nothing.
  var warnings: [SchemaError] = []
  /// What is wrong with the document that is being surveyed.
  var errors: [SchemaError] = []
  /// Most errors that are told beside the first.
  static let maximumErrors = 99
  /// Blocks that apply themselves to the same value for ever, where a value reaches them.
  var endless: Set<UInt32> = []
  /// Blocks that dependencies need, put aside until the block at hand is written.
  var deferred: [DeferredBlock] = []
  let names = NamePool()
  /// Keys of large objects by their hash, for references into them.
  var memberIndices: [SchemaPlace: [UInt32: [Int]]] = [:]
  var patternIndices: [[UInt8]: UInt32] = [:]
  /// Nodes of the values of the keywords of the object at hand, by ``Keyword/index``.
  var values = [Int32](repeating: -1, count: Keyword.id.index)

  /// A block that is reserved and not yet written.
  struct Work {
    var source: Int
    var node: Int
    var resource: Int
    var scope: Int
    var block: UInt32
  }

  struct MemoKey: Hashable {
    var place: SchemaPlace
    var scope: Int
  }

  init(options: SchemaOptions) { self.options = options }

  /// Writes the blocks of the schema at `root` of `document` and of all it refers to. ``link()`` is
  /// still to follow.
  mutating func compile(_ document: JSONDocument, _ root: Int) throws(SchemaError) -> UInt32 {
    let tape = document.tape
    sources.append(Source(document: document, tape: tape, root: root, uri: options.baseURI))
    needsIdentifiers = mentionsIdentifiers(tape, root)
    let base = DialectRules(options.defaultDialect, options)
    let resource = try addRoot(0, base)
    try survey(0, root, resource: resource)
    reserve(tape.next(after: root) - root)
    let block = try block(0, root, resource, 0)
    while let work = pending.popLast() {
      try write(work)
      if !deferred.isEmpty { writeDeferred() }
    }
    return block
  }

  private mutating func reserve(_ nodes: Int) {
    let schemas = min(nodes / 4 + 4, 1 << 16)
    parts.blocks.reserveCapacity(schemas)
    blockOrigins.reserveCapacity(schemas)
    parts.code.reserveCapacity(schemas)
    parts.origins.reserveCapacity(schemas)
    parts.entries.reserveCapacity(schemas)
    parts.slots.reserveCapacity(schemas * 4)
    pending.reserveCapacity(schemas)
  }

  /// Whether a key begins with `$`, other than those that change nothing by themselves.
  private func mentionsIdentifiers(_ tape: Tape, _ root: Int) -> Bool {
    let end = tape.next(after: root)
    var node = root
    while node < end {
      if tape.kind(node) == .key {
        let text = tape.text(node)
        if let first = text.first {
          if first == UInt8(ascii: "\\") { return true }
          if first == UInt8(ascii: "$") {
            switch keywords.find(tape, node) {
            case .defs, .comment, nil: break
            case .schema where node == root + 1 || tape.member("$schema", of: root) == node + 1:
              break
            default: return true
            }
          }
        }
      }
      node += 1
    }
    return false
  }

  /// Registers the resource at a source's root.
  mutating func addRoot(_ source: Int, _ base: DialectRules) throws(SchemaError) -> Int {
    let root = sources[source].root
    let tape = sources[source].tape
    let rules = try rules(source, root, default: base)
    var uri = sources[source].uri
    let retrieval = uri
    if needsIdentifiers {
      let name: StaticString = rules.dialect <= .draft4 ? "id" : "$id"
      if let id = string(source, tape.member(name, of: root)) {
        let reference = URIReference(id)
        let hidden =
          rules.dialect <= .draft7 && string(source, tape.member("$ref", of: root)) != nil
        if !hidden, id.utf8.first != UInt8(ascii: "#") { uri = reference.resolved(against: uri) }
      }
      let index = try addResource(
        Resource(source: source, node: root, uri: uri, rules: rules),
        aliases: retrieval == uri ? [] : [retrieval])
      if rules.dialect <= .draft7, let id = string(source, tape.member(name, of: root)),
        let fragment = URIReference(id).fragment, !fragment.isEmpty
      {
        resources[index].anchors[String(fragment)] = root
      }
      return index
    }
    resources.append(Resource(source: source, node: root, uri: uri, rules: rules))
    return 0
  }

  /// The rules that `$schema` at `node` calls for.
  mutating func rules(
    _ source: Int, _ node: Int, default base: DialectRules
  ) throws(SchemaError) -> DialectRules {
    let tape = sources[source].tape
    guard let member = tape.member("$schema", of: node), let uri = string(source, member) else {
      return base
    }
    if let dialect = Dialect(uri: uri) {
      if dialect == base.dialect { return base }
      return DialectRules(dialect, options)
    }
    let custom = try customRules(uri, source, member)
    let use = MetaschemaUse(
      uri: String(uri.prefix { $0 != "#" }), place: SchemaPlace(source: source, node: node))
    if !metaschemaUses.contains(use) { metaschemaUses.append(use) }
    return custom
  }

  func error(
    _ kind: SchemaError.Kind, _ source: Int, _ node: Int, _ message: String
  ) -> SchemaError {
    let tape = sources[source].tape
    return SchemaError(
      kind: kind, pointer: tape.pointer(to: node).description, offset: tape.span(node).lowerBound,
      uri: sources[source].uri, message: message)
  }

  // MARK: - Blocks

  /// A block that requires some names and nothing else.
  struct DeferredBlock {
    var block: UInt32
    /// Index of its ``ObjectPlan``.
    var plan: UInt32
    var origin: Origin
  }

  /// The block of the schema at `node`, which lies in `resource` or begins one of its own.
  mutating func block(
    _ source: Int, _ node: Int, _ enclosing: Int, _ outer: Int
  ) throws(SchemaError) -> UInt32 {
    var resource = enclosing
    var scope = outer
    if needsIdentifiers {
      let place = SchemaPlace(source: source, node: node)
      resource = resourceAt[place] ?? enclosing
      scope = extend(outer, resource)
      let key = MemoKey(place: place, scope: scope)
      if let known = memo[key] { return known }
      let block = try newBlock(source, node)
      memo[key] = block
      pending.append(
        Work(source: source, node: node, resource: resource, scope: scope, block: block))
      return block
    }
    let block = try newBlock(source, node)
    pending.append(
      Work(source: source, node: node, resource: resource, scope: scope, block: block))
    return block
  }

  mutating func newBlock(_ source: Int, _ node: Int) throws(SchemaError) -> UInt32 {
    guard parts.blocks.count < options.maximumProgramSize else {
      throw error(
        .tooLarge, source, node,
        "the schema needs more than \(options.maximumProgramSize) compiled schemas: raise SchemaOptions.maximumProgramSize or simplify it"
      )
    }
    parts.blocks.append(Block())
    blockOrigins.append(
      Origin(source: UInt32(source), object: UInt32(node), value: UInt32(node)))
    return UInt32(parts.blocks.count - 1)
  }

  private mutating func extend(_ scope: Int, _ resource: Int) -> Int {
    let own = resources[resource]
    if own.dynamicAnchors.isEmpty, !own.isRecursive { return scope }
    var extended = scopes[scope]
    for (name, node) in own.dynamicAnchors where extended[name] == nil {
      extended[name] = Target(
        place: SchemaPlace(source: own.source, node: node), resource: resource)
    }
    if own.isRecursive, extended[""] == nil {
      extended[""] = Target(
        place: SchemaPlace(source: own.source, node: own.node), resource: resource)
    }
    if let known = scopes.firstIndex(of: extended) { return known }
    scopes.append(extended)
    return scopes.count - 1
  }

  /// Appends an instruction to the block at hand.
  mutating func emit(_ instruction: Instruction, _ work: Work, _ value: Int) {
    parts.code.append(instruction)
    parts.origins.append(
      Origin(source: UInt32(work.source), object: UInt32(work.node), value: UInt32(value)))
  }

  /// Compiles the members of an array as schemas; their blocks become operands.
  mutating func schemaList(
    _ array: Int, _ work: Work
  ) throws(SchemaError) -> Instruction.Branches {
    var blocks: [UInt32] = []
    for child in sources[work.source].tape.children(of: array) {
      blocks.append(try block(at: child, work))
    }
    return operands(blocks)
  }

  mutating func operands(_ blocks: [UInt32]) -> Instruction.Branches {
    let first = UInt32(parts.operands.count)
    parts.operands.append(contentsOf: blocks)
    return Instruction.Branches(first: first, count: UInt32(blocks.count))
  }

  /// The block of a schema inside the one at hand.
  mutating func block(at node: Int, _ work: Work) throws(SchemaError) -> UInt32 {
    try block(work.source, node, work.resource, work.scope)
  }

  /// The value of a keyword in the schema at hand.
  func value(_ keyword: Keyword) -> Int? {
    let node = values[keyword.index]
    return node < 0 ? nil : Int(node)
  }
}
