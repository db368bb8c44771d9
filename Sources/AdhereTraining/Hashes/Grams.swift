/// Hashes of the 24-grams of a text: every run of 24 bytes, or the whole where it is shorter.
enum Grams {
  static let size = 24

  /// Calls `body` with the hash of each, in order; equal grams have equal hashes.
  @inline(__always)
  static func forEach(_ text: UnsafeBufferPointer<UInt8>, _ body: (UInt64) -> Void) {
    var rolling: UInt64 = 0
    var i = 0
    while i < text.count {
      rolling = rolling &* factor &+ UInt64(text[i]) &+ 1
      if i >= size { rolling = rolling &- power &* (UInt64(text[i &- size]) &+ 1) }
      i &+= 1
      guard i >= size || i == text.count else { continue }
      // A rolling hash is weak in its low bits.
      var hash = rolling ^ rolling &>> 32
      hash = hash &* 0xD6E8_FEB8_6659_FD93
      body(hash ^ hash &>> 29)
    }
  }

  private static let factor: UInt64 = 0x9E37_79B9_7F4A_7C15 | 1
  private static let power: UInt64 = (0..<size).reduce(1) { power, _ in power &* factor }
}
