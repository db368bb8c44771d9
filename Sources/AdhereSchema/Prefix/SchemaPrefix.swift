public import AdhereJSON

/// Follows a value while it arrives and says as soon as possible that it cannot conform any
/// more, whatever comes.
///
///     var stream = StreamParser()
///     var prefix = SchemaPrefix(schema)
///     stream.append(piece)
///     let finding = stream.withTape { prefix.advance($0) }
///
/// A finding may be late, never wrong: what a schema says about a value as a whole (`not`, `if`,
/// `contains`, `uniqueItems`, `unevaluatedProperties`, values of `enum` that are containers) is
/// left to the judgement at the end. Followed are types, finished scalars, keys, sizes and required
/// names, through references, `allOf`, `anyOf` and `oneOf` (dead only with their last branch), and
/// all that applies schemas to members and elements.
///
/// Each node is looked at once, and nothing depends on how the text was split. There is no
/// recursion on the value's depth.
public struct SchemaPrefix: ~Copyable {
  let schema: CompiledSchema
  let mending: (any PrefixMending)?
  var obligations = Obligations()
  var frames: [Frame] = []
  /// The first node that was not looked at yet.
  private var next = 0
  /// The string that is open: where it begins, how far it was counted, and its code points.
  var open = (start: -1, end: -1, count: 0)
  /// Why the value cannot conform; nil as long as it may.
  public internal(set) var finding: PrefixFinding?
  /// What the mending wants to know about an object's schema, by the plan's index.
  var facts: [UInt32: ObjectFacts] = [:]
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
    var solid = 0
    /// The last key, or -1.
    var key = -1
    /// The last key is declared wherever names are, so that its value stays where it is.
    var isKeySettled = true
    /// The last key has no place, in the eyes of some item.
    var isKeyStray = false
  }

  /// - Parameter mending: what could still be repaired; nil where nothing may.
  public init(_ schema: CompiledSchema, mending: (any PrefixMending)? = nil) {
    self.schema = schema
    self.mending = mending
  }

  var program: Program { schema.storage.program }

  /// Looks at what has been read since the last time.
  ///
  /// - Parameters:
  ///   - tape: of the text so far; its containers may be open.
  ///   - openString: the inside of the string that the text ends in, see
  ///     `StreamParser.openString`.
  /// - Returns: ``finding``.
  public mutating func advance(_ tape: Tape, openString: Range<Int>? = nil) -> PrefixFinding? {
    while finding == nil, next < tape.count {
      close(before: next, tape)
      guard finding == nil, isSettled(next, tape) else { return finding }
      if tape.kind(next) == .key { key(next, tape) } else { value(next, tape) }
      next += 1
    }
    if finding == nil, next == tape.count { close(before: tape.count, tape) }
    if finding == nil, let openString { look(at: openString, tape) }
    return finding
  }

  /// A tolerant reader may see the end of a string elsewhere than a strict one. What is to be
  /// mended is looked at once something follows it that a strict reader accepted.
  private func isSettled(_ node: Int, _ tape: Tape) -> Bool {
    guard mending != nil, !tape[node].isContainer, node + 1 == tape.count else { return true }
    guard let frame = frames.last else { return false }
    return tape.isClosed(frame.node)
  }

  // MARK: - Containers

  /// Closes what ended before the node.
  private mutating func close(before node: Int, _ tape: Tape) {
    while let frame = frames.last, tape.isClosed(frame.node), Int(tape[frame.node].link) <= node {
      if mending == nil {
        for item in frame.items where !obligations[item].isDead { checkEnd(item, frame, tape) }
      }
      frames.removeLast()
      obligations.truncate(to: frame.items.lowerBound)
    }
  }

  func isLive(_ item: Int) -> Bool {
    !obligations[item].isDead && obligations[item].block != Instruction.none
  }

  /// The item cannot be satisfied any more.
  mutating func fail(_ item: Int, _ keyword: String, _ tape: Tape, inMember: Bool) {
    if item < 0 { obligations.killAll() } else { obligations.kill(item) }
    guard obligations.isDead, finding == nil else { return }
    finding = PrefixFinding(instancePath: path(tape, inMember: inMember), keyword: keyword)
  }

  /// The pointer to the value at hand, or to the innermost open container.
  private func path(_ tape: Tape, inMember: Bool) -> String {
    var out = ""
    for (depth, frame) in frames.enumerated() {
      guard inMember || depth + 1 < frames.count else { break }
      if frame.isObject {
        let name = String(decoding: StringText.decode(tape, frame.key), as: UTF8.self)
        out += "/"
        for letter in name.unicodeScalars {
          switch letter {
          case "~": out += "~0"
          case "/": out += "~1"
          default: out.unicodeScalars.append(letter)
          }
        }
      } else {
        out += "/\(frame.count - 1)"
      }
    }
    return out
  }
}

extension Tape {
  /// Whether the container has its end: while it is open its link points back.
  fileprivate func isClosed(_ container: Int) -> Bool {
    Int(Int32(bitPattern: nodes[container].link)) > container
  }
}
