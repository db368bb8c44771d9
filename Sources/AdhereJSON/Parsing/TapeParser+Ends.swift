internal import AdhereBytes

/// How reading ends: with the text, with an error, or until the next piece comes.
extension TapeParser {
  mutating func finish(_ base: UnsafePointer<UInt8>, _ at: Int, _ length: Int) -> Status {
    let p = TapeParser.skipSpace(base, at)
    phase = .done
    position = p
    if p < length { return fail(.trailingBytes, p) }
    if options.duplicateKeys == .reject, let key = duplicateKey {
      return fail(.duplicateKey, Int(nodes[key].start) - 1)
    }
    return .complete
  }

  @inline(never)
  mutating func fail(_ code: ParseError.Code, _ offset: Int) -> Status {
    position = offset
    return .failed(ParseError(code: code, offset: offset))
  }

  /// Ends reading with an error.
  @inline(never)
  mutating func stop(_ code: ParseError.Code, at offset: Int) -> Step {
    ending = fail(code, offset)
    return .stop
  }

  /// Ends reading until the next piece comes, which is to be read from `position` on.
  @inline(never)
  mutating func pause(_ phase: Phase, at position: Int) -> Step {
    self.phase = phase
    self.position = position
    ending = .incomplete
    return .stop
  }

  /// The text ends at `position` where more is needed.
  @inline(never)
  mutating func end(_ phase: Phase, at position: Int, _ isFinal: Bool) -> Step {
    isFinal ? stop(.unexpectedEnd, at: position) : pause(phase, at: position)
  }

  /// The string that begins at `start` does not go on as one at `p`.
  @inline(never)
  mutating func stringStopped(
    _ base: UnsafePointer<UInt8>, _ reason: StringStop, _ start: Int, _ p: Int, _ flags: UInt32,
    _ phase: Phase, _ length: Int, _ isFinal: Bool
  ) {
    let isCut =
      switch reason {
      case .escape: TapeParser.isCutEscape(base, p, length)
      case .utf8: UTF8Sequence.isCut(base, p, length)
      default: p == length
      }
    if isCut, isFinal {
      _ = stop(.unexpectedEnd, at: length)
    } else if isCut {
      // An unfinished escape or UTF-8 sequence is read again, whole, with the next piece.
      openString = start
      openFlags = flags
      _ = pause(phase, at: p)
    } else {
      let code: ParseError.Code =
        switch reason {
        case .escape: .invalidEscape
        case .utf8: .invalidUTF8
        default: .controlCharacter
        }
      _ = stop(code, at: p)
    }
  }

  /// There is no literal at `p`, but perhaps the beginning of one.
  @inline(never)
  mutating func literalStopped(
    _ base: UnsafePointer<UInt8>, _ p: Int, _ length: Int, _ phase: Phase, _ isFinal: Bool
  ) -> Step {
    let words: [StaticString] = ["true", "false", "null"]
    for word in words where length - p < word.utf8CodeUnitCount {
      let isBegun = word.withUTF8Buffer { w in (p..<length).allSatisfy { base[$0] == w[$0 - p] } }
      guard isBegun else { continue }
      return isFinal ? stop(.unexpectedEnd, at: length) : pause(phase, at: p)
    }
    return stop(.invalidLiteral, at: p)
  }
}
