/// First halves of surrogate pairs that ended a delta.
///
/// A character beyond U+FFFF may be escaped as two `\\u` escapes, and a server that cuts its text
/// between tokens may send each in a delta of its own. Alone neither is text; clients that join
/// the strings of the deltas read the character.
struct SurrogateHalves {
  private var held: [(target: Assembly.Target, half: [UInt8])] = []

  var isEmpty: Bool { held.isEmpty }

  mutating func hold(_ half: [UInt8], of target: Assembly.Target) {
    held.append((target, half))
  }

  /// The half of this text, which is not held any more.
  mutating func take(_ target: Assembly.Target) -> [UInt8]? {
    guard let place = held.firstIndex(where: { $0.target == target }) else { return nil }
    return held.remove(at: place).half
  }

  /// Any half, which is not held any more.
  mutating func takeAny() -> (target: Assembly.Target, half: [UInt8])? { held.popLast() }

  /// Whether a text ends with a first half, in the three bytes that ``StringText`` makes of it.
  @inline(__always)
  static func endsWithHalf(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let count = text.count
    return count >= 3 && text[count - 3] == 0xED && text[count - 2] & 0xF0 == 0xA0
  }

  /// The character of a first half and the second one that a text begins with; nil where it begins
  /// with anything else.
  static func joined(_ half: [UInt8], _ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard half.count == 3, text.count >= 3, text[0] == 0xED, text[1] & 0xF0 == 0xB0 else {
      return nil
    }
    func unit(_ a: UInt8, _ b: UInt8) -> UInt32 { UInt32(a & 0x0F) << 6 | UInt32(b & 0x3F) }
    let scalar = 0x1_0000 + unit(half[1], half[2]) << 10 + unit(text[1], text[2])
    return Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) }
  }
}
