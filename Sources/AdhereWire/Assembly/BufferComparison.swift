internal import AdherePlatform

extension UnsafeBufferPointer<UInt8> {
  /// Whether both hold the same bytes; the system compares them by the word.
  func isSame(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let mine = baseAddress, let theirs = other.baseAddress else { return isEmpty }
    return memcmp(mine, theirs, count) == 0
  }
}
