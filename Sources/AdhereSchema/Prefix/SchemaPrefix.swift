public import AdhereJSON

/// Follows a value while it arrives and says as soon as possible that it cannot conform any
/// more, whatever comes.
///
///     var stream = StreamParser()
///     var prefix = SchemaPrefix(schema)
///     stream.append(piece)
///     let violation = stream.withTape { prefix.advance($0) }
///
/// The answer may be late, never wrong: what a schema says about a value as a whole (`not`, `if`,
/// `contains`, `uniqueItems`, `unevaluatedProperties`, values of `enum` that are containers) is
/// left to the judgement at the end. Followed are types, finished scalars, keys, sizes and required
/// names, through references, `allOf`, `anyOf` and `oneOf` (dead only with their last branch), and
/// all that applies schemas to members and elements.
///
/// Each node is looked at once, and nothing depends on how the text was split. There is no
/// recursion on the value's depth.
public struct SchemaPrefix: ~Copyable {
  let schema: CompiledSchema
  /// What could still be repaired; nil where nothing may.
  let repairs: (any PossibleRepairs)?
  var pending = PendingSchemas()
  var frames: [Frame] = []
  /// The first node that was not looked at yet.
  private var next = 0
  /// The string that is open: where it begins, how far it was counted, and its code points.
  var open = (start: -1, end: -1, count: 0)
  /// Why the value cannot conform; nil as long as it may.
  public internal(set) var violation: PrefixViolation?
  /// By the index of the ``ObjectPlan``.
  var names: [Int: ObjectNames] = [:]
  /// The schemas of the value at hand, and the items that want it to satisfy them.
  var targets: [(item: Int, block: UInt32)] = []

  /// An object or array that is open.
  struct Frame {
    var node: Int
    var isObject: Bool
    /// Its items.
    var items: Range<Int>
    /// Members or elements that have begun.
    var count = 0
    /// Those that are not null.
    var nonNullCount = 0
    /// The last key, or -1.
    var key = -1
    /// The last key is declared wherever names are, so that its value stays where it is.
    var isKeySettled = true
    /// Some item's schema has no place for the last key.
    var isKeyStray = false
  }

  /// Follows a value that will not be repaired.
  public init(_ schema: CompiledSchema) { self.init(schema, repairs: nil) }

  /// - Parameter repairs: what could still be repaired; nil where nothing may.
  package init(_ schema: CompiledSchema, repairs: (any PossibleRepairs)?) {
    self.schema = schema
    self.repairs = repairs
  }

  /// There is a ``violation``. Asked for every value, and so no comparison of that.
  var isDead: Bool { pending.isDead }

  var program: Program { schema.storage.program }

  /// Looks at what has been read since the last time.
  ///
  /// - Parameters:
  ///   - tape: of the text so far; its containers may be open.
  ///   - openString: the inside of the string that the text ends in, see
  ///     `StreamParser.openString`.
  /// - Returns: ``violation``.
  public mutating func advance(_ tape: Tape, openString: Range<Int>? = nil) -> PrefixViolation? {
    while !isDead, next < tape.count {
      close(before: next, tape)
      guard !isDead, isSettled(next, tape) else { return violation }
      if tape.kind(next) == .key { key(next, tape) } else { value(next, tape) }
      next += 1
    }
    if !isDead, next == tape.count { close(before: tape.count, tape) }
    if !isDead, let openString { look(at: openString, tape) }
    return isDead ? violation : nil
  }

  /// A tolerant reader may see the end of a string elsewhere than a strict one. What may be repaired
  /// is looked at once something follows it that a strict reader accepted.
  private func isSettled(_ node: Int, _ tape: Tape) -> Bool {
    guard repairs != nil, !tape[node].isContainer, node + 1 == tape.count else { return true }
    guard let frame = frames.last else { return false }
    return tape.isClosed(frame.node)
  }

  // MARK: - Containers

  /// Closes what ended before the node.
  private mutating func close(before node: Int, _ tape: Tape) {
    while let frame = frames.last, tape.isClosed(frame.node), Int(tape[frame.node].link) <= node {
      if repairs == nil {
        for item in frame.items where !pending[item].isDead { checkEnd(item, frame, tape) }
      }
      frames.removeLast()
      pending.truncate(to: frame.items.lowerBound)
    }
  }

  func isLive(_ item: Int) -> Bool {
    !pending[item].isDead && pending[item].block != Instruction.none
  }

  /// The item cannot be satisfied any more.
  mutating func fail(_ item: Int, _ keyword: String, _ tape: Tape, inMember: Bool) {
    if item < 0 { pending.killAll() } else { pending.kill(item) }
    guard pending.isDead, violation == nil else { return }
    violation = PrefixViolation(instancePath: path(tape, inMember: inMember), keyword: keyword)
  }

  /// The pointer to the value at hand, or to the innermost open container.
  private func path(_ tape: Tape, inMember: Bool) -> String {
    var out: [UInt8] = []
    for (depth, frame) in frames.enumerated() {
      guard inMember || depth + 1 < frames.count else { break }
      if frame.isObject {
        PointerText.append(tape, key: frame.key, to: &out)
      } else {
        PointerText.append(position: frame.count - 1, to: &out)
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

extension Tape {
  /// Whether the container has its end: while it is open its link points back.
  fileprivate func isClosed(_ container: Int) -> Bool {
    Int(Int32(bitPattern: nodes[container].link)) > container
  }
}
