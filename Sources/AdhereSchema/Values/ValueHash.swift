internal import AdhereJSON

/// A hash by value: `1.0` and `1`, `"a"` and `"\u0061"`, and objects in any key order agree.
///
/// Seeded for each process, so that values which collide cannot be prepared; verdicts do not
/// depend on it.
enum ValueHash {
  private static let seed = UInt64.random(in: .min ... .max)
  /// Deeper values are hashed by their canonical form instead of by recursion.
  private static let maximumDepth = 48

  static func hash(_ tape: Tape, _ node: Int) -> UInt64 { hash(tape, node, seed, 0) }

  private static func hash(_ tape: Tape, _ node: Int, _ seed: UInt64, _ depth: Int) -> UInt64 {
    let n = tape[node]
    switch n.kind {
    case .null, .true, .false: return mix(seed, UInt64(n.kind.rawValue) &+ 11)
    case .number: return number(NumberText(tape.text(node)), seed)
    case .string, .key: return string(tape, node, seed)
    case .array, .object:
      if depth == maximumDepth { return bytes(Canonical.form(tape, node), seed) }
      let end = tape.next(after: node)
      var child = node + 1
      if n.kind == .array {
        var h = mix(seed, 3)
        while child < end {
          h = mix(h, hash(tape, child, seed, depth + 1))
          child = tape.next(after: child)
        }
        return h
      }
      // A sum does not depend on the order of the members.
      var sum: UInt64 = 0
      while child < end {
        let name = string(tape, child, seed)
        sum &+= mix(name, hash(tape, child + 1, seed, depth + 1))
        child = tape.next(after: child + 1)
      }
      return mix(seed &+ 5, sum)
    }
  }

  private static func string(_ tape: Tape, _ node: Int, _ seed: UInt64) -> UInt64 {
    if tape[node].hasEscapes { return bytes(StringText.decode(tape, node), seed) }
    return bytes(tape.text(node), seed)
  }

  private static func bytes(_ array: [UInt8], _ seed: UInt64) -> UInt64 {
    array.withUnsafeBufferPointer { bytes($0, seed) }
  }

  private static func bytes(_ text: UnsafeBufferPointer<UInt8>, _ seed: UInt64) -> UInt64 {
    var h = mix(seed, UInt64(text.count) &+ 7)
    var i = 0
    while i &+ 8 <= text.count {
      h = mix(
        h, UnsafeRawPointer(text.baseAddress! + i).loadUnaligned(as: UInt64.self))
      i &+= 8
    }
    var word: UInt64 = 0
    while i < text.count {
      word = word << 8 | UInt64(text[i])
      i &+= 1
    }
    return mix(h, word)
  }

  private static func number(_ value: NumberText, _ seed: UInt64) -> UInt64 {
    var h = mix(seed, UInt64(bitPattern: Int64(value.exponent)) &* 2 &+ (value.isNegative ? 1 : 0))
    var word: UInt64 = 1
    var digits = 0
    value.forEachDigit {
      word = word &* 10 &+ UInt64($0)
      digits += 1
      if digits == 18 {
        h = mix(h, word)
        word = 1
        digits = 0
      }
    }
    h = mix(h, word)
    return h
  }

  @inline(__always)
  private static func mix(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let wide = (a ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: b ^ 0xA076_1D64_78BD_642F | 1)
    return wide.high ^ wide.low ^ a.byteSwapped
  }
}
