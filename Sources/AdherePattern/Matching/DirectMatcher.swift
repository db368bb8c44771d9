internal import AdhereBytes

/// Matches the shapes that most schemas use without a regex engine: `^prefix`, `^exact$`,
/// `^(a|b|c)$`, `^\d{4}-\d{2}$`, `[A-Z]`, `.*`.
///
/// A run of characters and counted classes can be matched without backtracking where no class that
/// may stop early shares a member with what may follow; that is checked when the matcher is made.
///
/// It is a view of memory that its owner frees, so that using it counts no references.
struct DirectMatcher {
  /// One class of characters with its count, or a run of literal bytes.
  struct Step {
    /// Members below 128, as two words of bits.
    var low: UInt64 = 0
    var high: UInt64 = 0
    var minimum = 0
    var maximum = 0
    /// Where the literal bytes stand, if this is a literal; else -1.
    var literal = -1
    var literalCount = 0
    /// Members from 128 on.
    var beyond = Beyond.none
    /// Where their ranges stand, and how many there are.
    var ranges = 0
    var rangeCount = 0
  }

  enum Beyond { case none, all, ranges }

  enum Shape {
    /// Matches whatever the subject.
    case always
    /// The steps from the start of the subject on.
    case prefix
    /// The steps from the start of the subject to its end.
    case whole
    /// The whole subject is one of the literals.
    case oneOf
    /// The step's class has a member anywhere.
    case anywhere
  }

  let shape: Shape
  private let steps: UnsafeMutableBufferPointer<Step>
  private let bytes: UnsafeMutableBufferPointer<UInt8>
  private let ranges: UnsafeMutableBufferPointer<CodePointSet.Range>

  init(shape: Shape, steps: [Step], bytes: [UInt8], ranges: [CodePointSet.Range]) {
    self.shape = shape
    self.steps = .allocate(capacity: steps.count)
    _ = self.steps.initialize(from: steps)
    self.bytes = .allocate(capacity: bytes.count)
    _ = self.bytes.initialize(from: bytes)
    self.ranges = .allocate(capacity: ranges.count)
    _ = self.ranges.initialize(from: ranges)
  }

  /// Frees the memory; to be called once, by the owner.
  func deallocate() {
    steps.deallocate()
    bytes.deallocate()
    ranges.deallocate()
  }

  /// Whether the pattern matches `subject`.
  func test(_ subject: UnsafeBufferPointer<UInt8>) -> Bool {
    switch shape {
    case .always: return true
    case .prefix: return walk(subject) != nil
    case .whole: return walk(subject) == subject.count
    case .oneOf:
      for index in 0..<steps.count
      where steps[index].literalCount == subject.count && startsWith(index, subject, at: 0) {
        return true
      }
      return false
    case .anywhere:
      var position = 0
      while position < subject.count {
        let byte = subject[position]
        if byte < 0x80 {
          if isMember(byte, 0) { return true }
          position &+= 1
        } else {
          let (length, admitted) = member(beyond: 0, subject, at: position)
          if admitted { return true }
          position &+= length
        }
      }
      return false
    }
  }

  /// Where the steps end, begun at the start; nil where they do not match.
  @inline(__always)
  private func walk(_ subject: UnsafeBufferPointer<UInt8>) -> Int? {
    var position = 0
    for index in 0..<steps.count {
      if steps[index].literal >= 0 {
        guard startsWith(index, subject, at: position) else { return nil }
        position &+= steps[index].literalCount
      } else {
        guard let next = run(index, subject, from: position) else { return nil }
        position = next
      }
    }
    return position
  }

  @inline(__always)
  private func startsWith(
    _ index: Int, _ subject: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> Bool {
    let count = steps[index].literalCount
    guard subject.count &- position >= count else { return false }
    let start = steps[index].literal
    var offset = 0
    while offset < count {
      if bytes[start &+ offset] != subject[position &+ offset] { return false }
      offset &+= 1
    }
    return true
  }

  @inline(__always)
  private func isMember(_ byte: UInt8, _ index: Int) -> Bool {
    let word = byte < 64 ? steps[index].low : steps[index].high
    return word &>> UInt64(byte & 63) & 1 != 0
  }

  /// Takes as many members as the step admits; nil where they are too few.
  @inline(__always)
  private func run(
    _ index: Int, _ subject: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let (low, high) = (steps[index].low, steps[index].high)
    let maximum = steps[index].maximum
    var position = start
    var count = 0
    while count < maximum, position < subject.count {
      let byte = subject[position]
      if byte < 0x80 {
        let word = byte < 64 ? low : high
        guard word &>> UInt64(byte & 63) & 1 != 0 else { break }
        position &+= 1
      } else {
        let (length, admitted) = member(beyond: index, subject, at: position)
        guard admitted else { break }
        position &+= length
      }
      count &+= 1
    }
    return count >= steps[index].minimum ? position : nil
  }

  /// The length in bytes of the code point at `position`, which is not ASCII, and whether the step
  /// admits it.
  @inline(never)
  private func member(
    beyond index: Int, _ subject: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (length: Int, admitted: Bool) {
    // Bytes that are no UTF-8 count as U+FFFD, one each.
    let (scalar, length) = UTF8Sequence.decode(subject, at: position) ?? (0xFFFD, 1)
    switch steps[index].beyond {
    case .none: return (length, false)
    case .all: return (length, true)
    case .ranges:
      let start = steps[index].ranges
      for range in start..<start + steps[index].rangeCount
      where scalar >= ranges[range].lower && scalar <= ranges[range].upper {
        return (length, true)
      }
      return (length, false)
    }
  }
}
