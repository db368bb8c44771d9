extension PatternParser {
  /// `[…]` at `position`.
  mutating func characterClass() throws(PatternError) {
    let offset = position
    position += 1
    let negated = accept("^")
    var ranges: [CodePointSet.Range] = []
    var properties: [CharacterClass.Property] = []

    func add(_ item: Escaped) {
      switch item {
      case .scalar(let scalar): ranges.append(.init(lower: scalar, upper: scalar))
      case .set(let set):
        ranges += set.points.ranges
        properties += set.properties
      }
    }

    while position < source.count {
      if accept("]") {
        appendSet(
          CharacterClass(points: CodePointSet(ranges), properties: properties, negated: negated))
        return
      }
      let start = position
      let lower = try classAtom()
      guard peek() == UInt8(ascii: "-"), let after = peek(1), after != UInt8(ascii: "]") else {
        add(lower)
        continue
      }
      position += 1
      let upper = try classAtom()
      if case .scalar(let low) = lower, case .scalar(let high) = upper {
        if low > high { throw PatternError("a range's ends are out of order", at: start) }
        ranges.append(.init(lower: low, upper: high))
      } else {
        if unicode {
          throw PatternError("a range's end must be one character, not a class", at: start)
        }
        add(lower)
        add(.scalar(0x2D))
        add(upper)
      }
    }
    throw PatternError("a character class is not closed: ] is missing", at: offset)
  }

  /// One character or escape inside a class.
  private mutating func classAtom() throws(PatternError) -> Escaped {
    guard peek() == UInt8(ascii: "\\") else { return .scalar(try codePoint()) }
    let offset = position
    position += 1
    switch peek() {
    case UInt8(ascii: "b"):
      position += 1
      return .scalar(0x08)
    case UInt8(ascii: "-") where unicode:
      position += 1
      return .scalar(0x2D)
    default:
      return try characterEscape(offset: offset)
    }
  }
}
