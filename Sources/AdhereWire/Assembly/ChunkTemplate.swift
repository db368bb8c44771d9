internal import AdhereJSON
internal import AdherePlatform

/// A chunk that brought more of one text and nothing else, with that text left open.
///
/// The chunks of a stream differ in little more than their text. One that has the same bytes
/// around it does the same, and need not be parsed: only its text is read, as strictly as any
/// string. Members that mean nothing to an ``Assembly`` and change from chunk to chunk
/// (`created`, `obfuscation`, `sequence_number`, `token_id` and the like) are left open too.
final class ChunkTemplate {
  let target: Assembly.Target
  /// The calls' version the template was made for, see ``CallIdentity/version``.
  let version: Int
  /// The name of the event that the chunk came under; empty where it had none.
  private let event: [UInt8]
  /// The text between the open places, one after the other.
  private let literals: UnsafeMutablePointer<UInt8>
  private let pieces: UnsafeMutableBufferPointer<Piece>

  private struct Piece {
    /// Bytes of the literal.
    var count: Int
    var then: Opening
  }

  /// What follows a literal.
  private enum Opening {
    /// The inside of the string that is the text.
    case text
    /// Any string, number or literal.
    case scalar
    /// Blanks, or none.
    case blanks
    case end
  }

  /// Longest template, in bytes.
  static let longest = 4_096

  /// - Parameters:
  ///   - text: the node of the text, a string.
  ///   - isPadded: blanks may stand before the last brace. The Messages API writes another number of
  ///     them into each chunk, so that no one can tell from its size what it says.
  init?(
    _ tape: Tape, count: Int, text: Int, target: Assembly.Target, version: Int, event: String?,
    isPadded: Bool
  ) {
    guard tape.kind(text) == .string, count - tape.text(text).count <= Self.longest else {
      return nil
    }
    let span = tape.span(text)
    var open = Self.openNodes(tape, besides: text).map { (tape.span($0), Opening.scalar) }
    open.append((span.lowerBound + 1..<span.upperBound - 1, .text))
    if isPadded, tape.bytes[count - 1] == UInt8(ascii: "}") {
      var blanks = count - 1
      while tape.bytes[blanks - 1] == 0x20 { blanks -= 1 }
      open.append((blanks..<count - 1, .blanks))
    }
    open.sort { $0.0.lowerBound < $1.0.lowerBound }
    var literals: [UInt8] = []
    var pieces: [Piece] = []
    var start = 0
    for (place, opening) in open + [(count..<count, .end)] {
      // Escaped keys and the like could make places overlap only if the tape were wrong.
      guard place.lowerBound >= start else { return nil }
      literals += UnsafeBufferPointer(
        start: tape.bytes + start, count: place.lowerBound - start)
      pieces.append(Piece(count: place.lowerBound - start, then: opening))
      start = place.upperBound
    }
    let bytes = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: literals.count)
    _ = bytes.initialize(from: literals)
    self.literals = bytes.baseAddress!
    self.pieces = .allocate(capacity: pieces.count)
    _ = self.pieces.initialize(from: pieces)
    self.target = target
    self.version = version
    self.event = event.map { Array($0.utf8) } ?? []
  }

  deinit {
    literals.deallocate()
    pieces.deallocate()
  }

  /// The inside of the text's string where the chunk looks like this; nil where it does not.
  ///
  /// - Parameters:
  ///   - data: padded for a JSON reader.
  ///   - event: the name that it came under.
  func match(
    _ data: UnsafeBufferPointer<UInt8>, event: UnsafeBufferPointer<UInt8>
  ) -> (text: Range<Int>, hasEscapes: Bool)? {
    guard self.event.withUnsafeBufferPointer({ event.isSame(as: $0) }) else { return nil }
    let base = data.baseAddress!
    var literal = literals
    var p = 0
    var found: (text: Range<Int>, hasEscapes: Bool)?
    for piece in pieces {
      guard piece.count <= data.count - p, memcmp(base + p, literal, piece.count) == 0 else {
        return nil
      }
      p += piece.count
      literal += piece.count
      switch piece.then {
      case .text:
        guard let end = TokenScan.stringEnd(padded: base, from: p) else { return nil }
        found = (p..<end.quote, end.hasEscapes)
        p = end.quote
      case .scalar:
        guard let end = TokenScan.scalarEnd(padded: base, from: p) else { return nil }
        p = end
      case .blanks: while p < data.count, base[p] == 0x20 { p += 1 }
      case .end:
        guard p == data.count else { return nil }
      }
    }
    return found
  }

  // MARK: - What may change

  /// Scalars without a meaning, under names that are known for changing.
  private static func openNodes(_ tape: Tape, besides text: Int) -> [Int] {
    var out: [Int] = []
    func look(_ object: Int, _ names: [StaticString]) {
      for key in tape.children(of: object) where tape[key + 1].isContainer == false {
        if key + 1 != text, names.contains(where: { tape.isText(key, $0) }) { out.append(key + 1) }
      }
    }
    look(0, ["created", "obfuscation", "sequence_number", "logprobs"])
    guard let choices = tape.member("choices", of: 0) else { return out }
    for choice in tape.children(of: choices) where tape.kind(choice) == .object {
      look(choice, ["seed", "logprobs", "token_id"])
      guard let delta = tape.field("delta", of: choice), tape.kind(delta) == .object else {
        continue
      }
      // together.ai's copy of the text.
      look(choice, ["text"])
      look(delta, ["token_id"])
    }
    return out
  }
}

/// The templates of one stream: a few, for streams of several choices or calls.
struct ChunkTemplates {
  private var known: [ChunkTemplate] = []
  /// Templates made since one was of use. A stream whose chunks never look alike stops paying
  /// for them.
  private var unused = 0
  private static let most = 4
  private static let patience = 16

  /// - Returns: the template that the chunk looks like, and where its text is.
  @inline(__always)
  mutating func match(
    _ data: UnsafeBufferPointer<UInt8>, event: UnsafeBufferPointer<UInt8>
  ) -> (template: ChunkTemplate, text: Range<Int>, hasEscapes: Bool)? {
    var i = known.count
    while i > 0 {
      i -= 1
      guard let found = known[i].match(data, event: event) else { continue }
      unused = 0
      return (known[i], found.text, found.hasEscapes)
    }
    return nil
  }

  /// Whether making another one is worth it.
  mutating func wantsAnother() -> Bool {
    unused += 1
    return unused <= Self.patience || unused & 31 == 0
  }

  mutating func add(_ template: ChunkTemplate) {
    if known.count == Self.most { known.removeFirst() }
    known.append(template)
  }

  /// Forgets a template that does not hold any more.
  mutating func remove(_ template: ChunkTemplate) { known.removeAll { $0 === template } }
}
