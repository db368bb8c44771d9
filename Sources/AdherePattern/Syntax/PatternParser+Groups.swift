internal import AdhereBytes

extension PatternParser {
  /// `(`, with what follows it up to the body of the group.
  mutating func openGroup() throws(PatternError) {
    let offset = position
    position += 1
    let group: Pattern.Group
    if accept("?") {
      switch peek() {
      case UInt8(ascii: ":"):
        position += 1
        group = .plain
      case UInt8(ascii: "="):
        position += 1
        group = .lookahead(negated: false)
      case UInt8(ascii: "!"):
        position += 1
        group = .lookahead(negated: true)
      case UInt8(ascii: "<"):
        position += 1
        if accept("=") {
          group = .lookbehind(negated: false)
        } else if accept("!") {
          group = .lookbehind(negated: true)
        } else {
          let name = try groupName()
          guard names[name] == nil else {
            throw PatternError("two groups have the same name", at: offset)
          }
          pattern.captureCount += 1
          names[name] = pattern.captureCount
          group = .capture(pattern.captureCount)
        }
      default:
        throw PatternError(
          "(? must be followed by :, =, !, <=, <! or <name>; ECMA-262 has no other kind of group",
          at: offset)
      }
    } else {
      pattern.captureCount += 1
      group = .capture(pattern.captureCount)
    }
    frames.append(Frame(open: pattern.elements.count, group: group, offset: offset))
    pattern.depth = max(pattern.depth, frames.count)
    pattern.elements.append(.open(group, close: 0))
  }

  /// `)`, with the quantifier after it.
  mutating func closeGroup() throws(PatternError) {
    guard let frame = frames.popLast() else {
      throw PatternError(") closes no group", at: position)
    }
    position += 1
    pattern.elements[frame.open] = .open(frame.group, close: pattern.elements.count)
    pattern.elements.append(.close(open: frame.open))
    switch frame.group {
    case .plain, .capture:
      try quantifier(atom: frame.open)
    case .lookahead where !unicode:
      try quantifier(atom: frame.open)
    case .lookahead, .lookbehind:
      // The next term finds the quantifier and says that there is nothing to repeat.
      break
    }
  }

  /// `name>` after `(?<` or `\k<`; the name in UTF-8.
  mutating func groupName() throws(PatternError) -> [UInt8] {
    let offset = position
    var name: [UInt8] = []
    while position < source.count {
      if accept(">") {
        if name.isEmpty { throw PatternError("a group name is empty", at: offset) }
        return name
      }
      let scalar: UInt32
      if accept("\\") {
        guard accept("u"), let escaped = unicodeEscape() else {
          throw PatternError("a group name has an escape other than \\u", at: position)
        }
        scalar = escaped
      } else {
        scalar = try codePoint()
      }
      guard Self.isIdentifier(scalar, first: name.isEmpty) else {
        throw PatternError("a group name must be an identifier", at: offset)
      }
      UTF8Sequence.append(scalar, to: &name)
    }
    throw PatternError("a group name is not closed: > is missing", at: offset)
  }

  /// Whether `scalar` may stand in an identifier (ECMA-262 IdentifierName).
  private static func isIdentifier(_ scalar: UInt32, first: Bool) -> Bool {
    switch scalar {
    case 0x24, 0x5F, 0x41...0x5A, 0x61...0x7A: return true
    case 0x30...0x39: return !first
    case 0..<0x80: return false
    case 0x200C, 0x200D: return !first
    default:
      guard let properties = Unicode.Scalar(scalar)?.properties else { return false }
      return first ? properties.isIDStart : properties.isIDContinue
    }
  }

  /// The capturing groups of the whole pattern, and whether any has a name.
  mutating func groupCensus() -> (captures: Int, named: Bool) {
    if let census { return census }
    var captures = 0
    var named = false
    var inClass = false
    var index = 0
    while index < source.count {
      switch source[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "["): inClass = true
      case UInt8(ascii: "]"): inClass = false
      case UInt8(ascii: "(") where !inClass:
        if index + 1 < source.count, source[index + 1] == UInt8(ascii: "?") {
          if index + 3 < source.count, source[index + 2] == UInt8(ascii: "<"),
            source[index + 3] != UInt8(ascii: "="), source[index + 3] != UInt8(ascii: "!")
          {
            captures += 1
            named = true
          }
        } else {
          captures += 1
        }
      default: break
      }
      index += 1
    }
    census = (captures, named)
    return (captures, named)
  }
}
