internal import AdhereBytes

/// Searches where places have answers: those of lookarounds, and what asks them.
extension LinearMatcher {
  /// Writes at every place whether a lookaround holds there, as the bit of its number.
  ///
  /// - Parameter answers: for each byte offset, the end included, those of the lookarounds before it.
  /// - Returns: false where that is too costly.
  static func answer(
    _ look: LinearPlan.Look, _ number: Int, _ subject: UnsafeBufferPointer<UInt8>,
    _ answers: inout [UInt32], limits: MatchLimits, steps: inout Int
  ) -> Bool {
    var matcher = LinearMatcher(look.program, limits)
    matcher.goesOn = true
    let limit = matcher.work
    // Each byte takes about as long as a visit.
    defer { steps &+= limit &- matcher.work &+ look.program.code.count &+ subject.count }
    let bit = UInt32(1) << UInt32(number)
    var walk = Walk(subject, isBackward: look.isBackward)
    var state = matcher.number(State(ways: [0], afterWord: false, isFirst: true))
    while true {
      let place = walk.place
      let looks = answers[place] & look.program.looks
      guard let scalar = walk.next() else {
        if matcher.advance(matcher.states[Int(state)], nil, looks: looks).isMatch {
          answers[place] |= bit
        }
        return true
      }
      let letter = matcher.letter(of: scalar, looks: looks, &state)
      if matcher.work < 0 { return false }
      state = matcher.target(state, Int(letter))
      if state < 0 { return false }
      if matcher.states[Int(state)].isAfterMatch { answers[place] |= bit }
    }
  }

  /// As ``test(_:_:limits:steps:)``, where the lookarounds are answered.
  static func test(
    _ program: LinearProgram, _ subject: UnsafeBufferPointer<UInt8>, _ answers: [UInt32],
    limits: MatchLimits, steps: inout Int
  ) -> MatchVerdict {
    var matcher = LinearMatcher(program, limits)
    let limit = matcher.work
    defer { steps &+= limit &- matcher.work &+ program.code.count &+ subject.count }
    var walk = Walk(subject, isBackward: false)
    var state = matcher.number(State(ways: [0], afterWord: false, isFirst: true))
    while true {
      let looks = answers[walk.place] & program.looks
      guard let scalar = walk.next() else {
        return matcher.advance(matcher.states[Int(state)], nil, looks: looks).isMatch
          ? .match : .noMatch
      }
      let letter = matcher.letter(of: scalar, looks: looks, &state)
      if matcher.work < 0 { return .tooCostly }
      state = matcher.target(state, Int(letter))
      switch state {
      case 0...: break
      case matched: return .match
      case dead: return .noMatch
      default: return .tooCostly
      }
    }
  }

  /// The code points of a subject, from either end.
  struct Walk {
    private let subject: UnsafeBufferPointer<UInt8>
    private let isBackward: Bool
    /// The byte offset between what has been read and what is next.
    private(set) var place: Int

    init(_ subject: UnsafeBufferPointer<UInt8>, isBackward: Bool) {
      self.subject = subject
      self.isBackward = isBackward
      place = isBackward ? subject.count : 0
    }

    /// Nil at the end. Bytes that are no UTF-8 count as U+FFFD, one each.
    mutating func next() -> UInt32? {
      guard isBackward else {
        guard place < subject.count else { return nil }
        let byte = subject[place]
        let (scalar, length) =
          byte < 0x80 ? (UInt32(byte), 1) : UTF8Sequence.decode(subject, at: place) ?? (0xFFFD, 1)
        place += length
        return scalar
      }
      guard place > 0 else { return nil }
      var start = place - 1
      let byte = subject[start]
      if byte >= 0x80 {
        // Sequences begin where no continuation byte is, whoever reads them.
        while start > 0, place - start < 4, subject[start] & 0xC0 == 0x80 { start -= 1 }
        if let (scalar, length) = UTF8Sequence.decode(subject, at: start), start + length == place {
          place = start
          return scalar
        }
      }
      place -= 1
      return byte < 0x80 ? UInt32(byte) : 0xFFFD
    }
  }
}
