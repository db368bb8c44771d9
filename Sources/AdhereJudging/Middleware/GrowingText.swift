import Synchronization

/// The text of one part of a stream, which only grows. Those who look at its beginnings share it: a
/// copy in each of n events would take the square of n in memory.
final class GrowingText: Sendable {
  private let text = Mutex<[UInt8]>([])

  /// - Returns: the text with these bytes at its end.
  func append(_ bytes: UnsafeBufferPointer<UInt8>) -> TextSoFar {
    let count = text.withLock { text in
      text.append(contentsOf: bytes)
      return text.count
    }
    return TextSoFar(whole: self, count: count)
  }

  fileprivate func prefix(_ count: Int) -> [UInt8] {
    text.withLock { $0.count == count ? $0 : Array($0[..<count]) }
  }
}

/// The beginning of a growing text.
struct TextSoFar: Sendable {
  let whole: GrowingText
  fileprivate let count: Int

  var bytes: [UInt8] { whole.prefix(count) }
}
