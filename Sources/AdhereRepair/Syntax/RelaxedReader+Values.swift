import AdhereJSON

/// Values, in every notation that is read as one.
extension RelaxedReader {
  /// Reads a scalar, or opens a bracket and leaves its inside to the next steps.
  func readValue() -> Result {
    skipSpace()
    guard position < end else { return .truncated }
    if !isPartial || !mayBeCut() { openMember = nil }
    let b = text[position]
    switch b {
    case UInt8(ascii: "{"):
      guard push(.object, at: position) else { return .failed(.tooDeep) }
      position += 1
      return .complete
    case UInt8(ascii: "["):
      guard push(.array, at: position) else { return .failed(.tooDeep) }
      position += 1
      return .complete
    case UInt8(ascii: "("): return openParenthesis()
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"), 0xE2:
      return readQuoted(as: .value)
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."), 0x30...0x39:
      return readNumber()
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "_"), UInt8(ascii: "$"):
      return readWord()
    case UInt8(ascii: "<") where beginsFamilyQuotes():
      return readQuoted(as: .value)
    case UInt8(ascii: "/"):
      return readPattern() ? .complete : readBareText()
    default:
      return readBareText()
    }
  }

  /// `/b+/i`: a regular expression in one line, up to its second slash and flags.
  private func readPattern() -> Bool {
    guard !readsCalls, mends else { return false }
    var i = position + 1
    while i < end, text[i] != UInt8(ascii: "/"), text[i] >= 0x20 {
      i += text[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    guard i < end, text[i] == UInt8(ascii: "/"), i > position + 1 else { return false }
    let stop = wordEnd(i + 1)
    guard isDelimiter(peek(stop)) else { return false }
    var quoted: [UInt8] = []
    JSONWriter.append(
      quoted: UnsafeBufferPointer(start: text + position, count: stop - position), to: &quoted)
    change(position, stop, quoted, .regexLiteral)
    position = stop
    return true
  }

  /// Whether the value at ``position`` may be cut off before it means anything: a sign, a word.
  private func mayBeCut() -> Bool {
    let b = text[position]
    return b == UInt8(ascii: "-") || b == UInt8(ascii: "+") || b == UInt8(ascii: ".")
      || ByteClass.isWord(b)
  }

  /// `(1, 2)` is a tuple, `(1)` only a value in parentheses.
  private func openParenthesis() -> Result {
    let opener = changes.count
    change(position, position + 1, Text.openSquare, .tuple)
    guard push(.tuple, at: position, opener: opener) else { return .failed(.tooDeep) }
    position += 1
    return .complete
  }

  /// After a value inside an array or tuple: a comma, the end, or a comma that was lost.
  func stepArray() -> Result {
    skipSpace()
    guard position < end else { return .truncated }
    let top = frames.count - 1
    let b = text[position]
    let bracket = frames[top].bracket
    switch b {
    case UInt8(ascii: "]") where bracket == .array, UInt8(ascii: ")") where bracket == .tuple,
      UInt8(ascii: "}") where bracket == .set:
      let hadComma = frames[top].comma
      dropTrailingComma()
      if bracket == .tuple { closeTuple(hadComma) }
      if bracket == .set { change(position, position + 1, Text.closeSquare, .setLiteral) }
      position += 1
      pop()
      return .complete
    case UInt8(ascii: "]"), UInt8(ascii: ")"), UInt8(ascii: "}"):
      dropTrailingComma()
      return closeMismatched(b)
    case UInt8(ascii: ","):
      return readComma()
    case UInt8(ascii: "`") where endsFence(): return .truncated
    case UInt8(ascii: "\\") where position + 1 >= end:
      change(position, end, [], .closeTruncated)
      position = end
      return .truncated
    default:
      if b == UInt8(ascii: "."), byte(position + 1) == UInt8(ascii: "."),
        byte(position + 2) == UInt8(ascii: ".")
      {
        return mends ? dropEllipsis() : .failed(.syntax)
      }
      if frames[top].count > 0, !frames[top].comma {
        guard b != UInt8(ascii: ":"), b != UInt8(ascii: "=") else { return .failed(.syntax) }
        if readsCalls, joinsCalls(b) { return .complete }
        if RelaxedReader.isOperator(b) { return .failed(.expression) }
        // f(…)["x"] takes a part of the result.
        if b == UInt8(ascii: "["), position > 0, text[position - 1] == UInt8(ascii: ")") {
          return .failed(.expression)
        }
        guard mends else { return .failed(.syntax) }
        insertComma()
      }
      frames[top].count += 1
      frames[top].comma = false
      openMember = (position, changes.count)
      if bracket == .array, openForKey() { return .complete }
      return readValue()
    }
  }

  /// `f(a=1) + g(b=2)`: the calls count, not what is to be done with their results.
  private func joinsCalls(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "|"), UInt8(ascii: "-"),
      UInt8(ascii: "/"), UInt8(ascii: "&"):
      break
    default: return false
    }
    var before = position
    while before > 0, text[before - 1] <= 0x20 { before -= 1 }
    guard before > 0, text[before - 1] == UInt8(ascii: ")"), let tools else { return false }
    let next = peek(position + 1)
    let stop = wordEnd(next.at)
    guard stop > next.at, byte(stop) == UInt8(ascii: "("),
      tools.resolve(Array(UnsafeBufferPointer(start: text + next.at, count: stop - next.at)))
        != nil
    else { return false }
    change(position, position + 1, Text.comma, .joinCalls)
    position += 1
    frames[frames.count - 1].comma = true
    return true
  }

  /// A tuple of one element without a comma is a value in parentheses: both brackets go.
  private func closeTuple(_ hadComma: Bool) {
    let frame = frames[frames.count - 1]
    if frame.count == 1, !hadComma, let opener = frame.opener {
      changes[opener].text = []
      changes[opener].rule = .parentheses
      used.insert(.parentheses)
      change(position, position + 1, [], .parentheses)
    } else {
      change(position, position + 1, Text.closeSquare, .tuple)
    }
  }

  /// A comma between values; one too many is dropped.
  func readComma() -> Result {
    let top = frames.count - 1
    guard mends || frames[top].count > 0 && !frames[top].comma else { return .failed(.syntax) }
    if frames[top].count == 0 {
      change(position, position + 1, [], .leadingComma)
    } else if frames[top].comma {
      // A run of them is one change: a text may hold nothing else.
      if let last = changes.last, last.rule == .repeatedComma, last.end == position {
        changes[changes.count - 1].end = position + 1
      } else {
        change(position, position + 1, [], .repeatedComma)
      }
    } else {
      frames[top].comma = true
      pendingComma = position
    }
    position += 1
    return .complete
  }

  /// A comma is right before a closing bracket. JSON wants none there; the comma itself was
  /// read already, so its change goes in where it is.
  func dropTrailingComma() {
    let top = frames.count - 1
    guard frames[top].comma else { return }
    frames[top].comma = false
    // A tuple's `(1,)` keeps its meaning without it. The comma goes once, even where a closing
    // bracket too many leaves the frame open.
    let comma = Change(pendingComma, pendingComma + 1, [], .trailingComma)
    // Only comments and spaces can have been changed after it.
    var i = changes.count
    while i > 0, changes[i - 1].start > pendingComma { i -= 1 }
    changes.insert(comma, at: i)
    used.insert(.trailingComma)
  }

  func insertComma() {
    // Behind the last value, not behind the space or comment that follows it.
    change(position, position, Text.comma, .missingComma)
  }

  /// `...` stands for items the model left out.
  private func dropEllipsis() -> Result {
    let start = position
    while byte(position) == UInt8(ascii: ".") { position += 1 }
    change(start, position, [], .ellipsis)
    if byte(peek(position).at) == UInt8(ascii: ",") {
      let comma = peek(position).at
      change(comma, comma + 1, [], .ellipsis)
      position = comma + 1
    }
    return .complete
  }

  /// Bytes that make a value part of an expression.
  static func isOperator(_ b: UInt8) -> Bool {
    switch b {
    case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "%"),
      UInt8(ascii: "."), UInt8(ascii: "("), UInt8(ascii: "|"), UInt8(ascii: "&"),
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"):
      true
    default: false
    }
  }
}
