/// One to eight bytes that open or close something, compared in one step.
struct Mark: Equatable {
  private let bits: UInt64
  let count: Int

  @inline(__always)
  init(_ byte: UInt8) {
    bits = UInt64(byte)
    count = 1
  }

  @inline(__always)
  init(_ first: UInt8, _ second: UInt8, _ third: UInt8) {
    bits = UInt64(first) | UInt64(second) << 8 | UInt64(third) << 16
    count = 3
  }

  /// - Precondition: at most eight bytes.
  init(_ text: StaticString) {
    precondition(text.utf8CodeUnitCount <= 8, "a mark holds eight bytes")
    count = text.utf8CodeUnitCount
    bits = text.withUTF8Buffer { bytes in
      bytes.enumerated().reduce(0) { $0 | UInt64($1.element) << UInt64($1.offset * 8) }
    }
  }

  @inline(__always)
  var first: UInt8 { UInt8(truncatingIfNeeded: bits) }

  /// Whether the bytes are at `text`, of which eight are readable.
  @inline(__always)
  func matches(at text: UnsafePointer<UInt8>) -> Bool {
    let word = UInt64(littleEndian: UnsafeRawPointer(text).loadUnaligned(as: UInt64.self))
    return (word ^ bits) << UInt64(64 - 8 * count) == 0
  }

  /// Three of them open and close a block of code.
  static var fence: Mark { Mark(0x60, 0x60, 0x60) }

  /// What Gemma writes around strings.
  static let familyQuotes = [Mark(#"<|"|>"#), Mark("<escape>")]
}
