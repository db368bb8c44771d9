internal import AdhereBytes

/// Reads a pattern as ECMA-262 writes it: the grammar of the `u` flag, or that with what Annex B
/// adds to it: `\_` and other escapes of what is no letter, brackets that stand alone, octal escapes,
/// counted lookaheads. What the `u` flag gives a meaning keeps it: `\p{L}` never is the letters p, L.
///
/// One pass from left to right with an explicit stack of open groups, so the time is linear and
/// nesting costs no call depth.
struct PatternParser {
  /// A group not yet closed.
  struct Frame {
    var open: Int
    var group: Pattern.Group
    var offset: Int
  }

  let source: UnsafeBufferPointer<UInt8>
  /// Whether the grammar is that of the `u` flag alone.
  let unicode: Bool
  var position = 0
  var pattern = Pattern()
  var frames: [Frame] = []
  var names: [[UInt8]: Int] = [:]
  var namedReferences: [(element: Int, name: [UInt8], offset: Int)] = []
  /// Largest `\N` seen and where; checked at the end, as a group may follow its reference.
  var largestReference: (number: Int, offset: Int) = (0, 0)
  /// Groups in the whole pattern, counted ahead when Annex B first needs to know.
  var census: (captures: Int, named: Bool)?

  private init(_ source: UnsafeBufferPointer<UInt8>, unicode: Bool) {
    self.source = source
    self.unicode = unicode
  }

  /// Parses with the grammar of the `u` flag, or with the additions of Annex B.
  static func parse(
    _ source: [UInt8], unicode: Bool
  ) throws(PatternError) -> Pattern {
    let result: Result<Pattern, PatternError> = source.withUnsafeBufferPointer { bytes in
      var parser = PatternParser(bytes, unicode: unicode)
      do throws(PatternError) {
        try parser.run()
        return .success(parser.pattern)
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  /// Parses as `u` first and with Annex B where that fails, which real schemas need for `\-` and `\_`.
  static func parse(_ source: [UInt8]) throws(PatternError) -> Pattern {
    do throws(PatternError) {
      return try parse(source, unicode: true)
    } catch {
      return try parse(source, unicode: false)
    }
  }

  private mutating func run() throws(PatternError) {
    pattern.elements.reserveCapacity(source.count)
    while position < source.count {
      try term()
    }
    if let frame = frames.last {
      throw PatternError("a group is not closed: ) is missing", at: frame.offset)
    }
    if largestReference.number > pattern.captureCount, unicode {
      throw PatternError(
        "\\\(largestReference.number) refers to a group that does not exist",
        at: largestReference.offset)
    }
    for reference in namedReferences {
      guard let number = names[reference.name] else {
        throw PatternError(
          "\\k refers to a group name that does not exist", at: reference.offset)
      }
      pattern.elements[reference.element] = .backreference(number)
    }
  }

  /// One character's worth: an assertion, an atom with its quantifier, a bracket or a bar.
  private mutating func term() throws(PatternError) {
    let offset = position
    let byte = source[position]
    switch byte {
    case UInt8(ascii: "^"):
      position += 1
      pattern.elements.append(.start)
    case UInt8(ascii: "$"):
      position += 1
      pattern.elements.append(.end)
    case UInt8(ascii: "("):
      try openGroup()
    case UInt8(ascii: ")"):
      try closeGroup()
    case UInt8(ascii: "|"):
      position += 1
      pattern.elements.append(.alternative)
    case UInt8(ascii: "."):
      position += 1
      appendSet(CharacterClass(points: .notLineTerminators))
      try quantifier(atom: pattern.elements.count - 1)
    case UInt8(ascii: "["):
      let atom = pattern.elements.count
      try characterClass()
      try quantifier(atom: atom)
    case UInt8(ascii: "\\"):
      let atom = pattern.elements.count
      if try escape() { try quantifier(atom: atom) }
    case UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "?"):
      throw PatternError("there is nothing to repeat before the quantifier", at: offset)
    case UInt8(ascii: "{"):
      if unicode { throw PatternError("{ must be written \\{", at: offset) }
      if try bracedQuantifier() != nil {
        throw PatternError("there is nothing to repeat before the quantifier", at: offset)
      }
      try literal()
    case UInt8(ascii: "}"), UInt8(ascii: "]"):
      if unicode {
        let character = byte == UInt8(ascii: "}") ? "}" : "]"
        throw PatternError("\(character) must be written \\\(character)", at: offset)
      }
      try literal()
    default:
      try literal()
    }
  }

  /// The code point at `position`, as itself.
  private mutating func literal() throws(PatternError) {
    let scalar = try codePoint()
    pattern.elements.append(.literal(scalar))
    try quantifier(atom: pattern.elements.count - 1)
  }

  mutating func appendSet(_ set: CharacterClass) {
    if set.isPlain, let single = set.points.single {
      pattern.elements.append(.literal(single))
      return
    }
    // Patterns repeat themselves; a few look-backs keep the list short at constant cost.
    for index in pattern.classes.indices.suffix(4) where pattern.classes[index] == set {
      pattern.elements.append(.set(index))
      return
    }
    pattern.classes.append(set)
    pattern.elements.append(.set(pattern.classes.count - 1))
  }

  /// Reads the code point at `position` and steps over it. Surrogates in three bytes are let
  /// through, as a JSON string may hold a lone one.
  mutating func codePoint() throws(PatternError) -> UInt32 {
    let first = source[position]
    if first < 0x80 {
      position += 1
      return UInt32(first)
    }
    guard let (scalar, length) = UTF8Sequence.decode(source, at: position) else {
      throw PatternError("the pattern is not UTF-8", at: position)
    }
    position += length
    return scalar
  }

  /// The byte `ahead` of `position`, or nil past the end.
  func peek(_ ahead: Int = 0) -> UInt8? {
    position + ahead < source.count ? source[position + ahead] : nil
  }

  mutating func accept(_ byte: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: byte) else { return false }
    position += 1
    return true
  }
}
