/// Matches the shapes that most schemas use without a regex engine: `^prefix`, `^exact$`,
/// `^(a|b|c)$`, `^\d{4}-\d{2}$`, `[A-Z]`, `.*`.
///
/// A run of characters and counted classes can be matched without backtracking where no class that
/// may stop early shares a member with what may follow; that is checked when the matcher is made.
struct DirectMatcher: Sendable {
  /// One class of characters with its count, or a run of literal bytes.
  struct Step: Sendable {
    /// Members below 128, as two words of bits.
    var low: UInt64 = 0
    var high: UInt64 = 0
    /// Members from 128 on: none, all, or those of a set.
    var beyond: Beyond = .none
    var minimum = 0
    var maximum = 0
    /// Where the literal bytes stand, if this is a literal.
    var literal: Range<Int>?
  }

  enum Beyond: Sendable { case none, all, set(Int) }

  enum Shape: Sendable {
    /// Matches whatever the subject.
    case always
    /// The steps from the start of the subject; to its end, or not.
    case steps(toEnd: Bool)
    /// The whole subject is one of the literals.
    case oneOf
    /// The step's class has a member anywhere.
    case anywhere
  }

  let shape: Shape
  let steps: [Step]
  let bytes: [UInt8]
  let sets: [CodePointSet]

  /// Whether the pattern matches `subject`.
  func test(_ subject: UnsafeBufferPointer<UInt8>) -> Bool {
    switch shape {
    case .always: return true
    case .steps(let toEnd):
      var position = 0
      for step in steps {
        if let literal = step.literal {
          guard startsWith(literal, subject, at: position) else { return false }
          position &+= literal.count
        } else {
          guard let next = run(step, subject, from: position) else { return false }
          position = next
        }
      }
      return !toEnd || position == subject.count
    case .oneOf:
      for step in steps {
        if let literal = step.literal, literal.count == subject.count,
          startsWith(literal, subject, at: 0)
        {
          return true
        }
      }
      return false
    case .anywhere:
      var position = 0
      while position < subject.count {
        if length(ofMember: steps[0], subject, at: position) > 0 { return true }
        position += CodePoints.decode(subject, at: position)?.length ?? 1
      }
      return false
    }
  }

  @inline(__always)
  private func startsWith(
    _ literal: Range<Int>, _ subject: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    guard subject.count &- position >= literal.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < literal.count {
        if bytes[literal.lowerBound &+ index] != subject[position &+ index] { return false }
        index &+= 1
      }
      return true
    }
  }

  /// Takes as many members as the step admits; nil where they are too few.
  @inline(__always)
  private func run(
    _ step: Step, _ subject: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    var position = start
    var count = 0
    while count < step.maximum, position < subject.count {
      let byte = subject[position]
      if byte < 0x80 {
        let word = byte < 64 ? step.low : step.high
        guard word &>> UInt64(byte & 63) & 1 != 0 else { break }
        position &+= 1
      } else {
        let length = length(ofMember: step, subject, at: position)
        if length == 0 { break }
        position &+= length
      }
      count &+= 1
    }
    return count >= step.minimum ? position : nil
  }

  /// The length in bytes of the code point at `position` if the step admits it, else 0.
  private func length(
    ofMember step: Step, _ subject: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Int {
    let byte = subject[position]
    if byte < 0x80 {
      let word = byte < 64 ? step.low : step.high
      return Int(word &>> UInt64(byte & 63) & 1)
    }
    if case .none = step.beyond { return 0 }
    // Bytes that are no UTF-8 count as U+FFFD, one each.
    let (scalar, length) = CodePoints.decode(subject, at: position) ?? (0xFFFD, 1)
    if case .set(let index) = step.beyond, !sets[index].contains(scalar) { return 0 }
    return length
  }
}
