/// Comparing a word with the bytes at a place of a text.
extension UnsafeBufferPointer<UInt8> {
  /// Whether the bytes from `index` on begin with `word`. False where the text ends before it.
  ///
  ///     text.hasBytes("</think>", at: 12)
  @inlinable @inline(__always)
  package func hasBytes(_ word: StaticString, at index: Int) -> Bool {
    let size = word.utf8CodeUnitCount
    guard index >= 0, index + size <= count, let base = baseAddress else { return false }
    return (base + index).hasBytes(word)
  }

  /// Whether the bytes from `index` on begin with `word`. False where the text ends before it.
  @inlinable
  package func hasBytes(_ word: [UInt8], at index: Int) -> Bool {
    guard index >= 0, index + word.count <= count else { return false }
    for i in 0..<word.count where self[index + i] != word[i] { return false }
    return true
  }

  /// ``hasBytes(_:at:)-(StaticString,_)`` where capitals and small letters of ASCII are the same.
  ///
  /// - Parameter word: in small letters.
  @inlinable
  package func hasBytes(ignoringCase word: StaticString, at index: Int) -> Bool {
    let size = word.utf8CodeUnitCount
    guard index >= 0, index + size <= count else { return false }
    let letters = word.utf8Start
    for i in 0..<size where self[index + i].asciiLowercased != letters[i] { return false }
    return true
  }
}

extension [UInt8] {
  /// Whether the bytes from `index` on begin with `word`. False where the text ends before it.
  @inlinable
  package func hasBytes(_ word: StaticString, at index: Int) -> Bool {
    withUnsafeBufferPointer { $0.hasBytes(word, at: index) }
  }
}

extension UnsafePointer<UInt8> {
  /// Whether the text here begins with `word`. The text must end in a NUL, or be at least as
  /// long: the look ends at the first byte that differs.
  @inlinable @inline(__always)
  package func hasBytes(_ word: StaticString) -> Bool {
    let letters = word.utf8Start
    for i in 0..<word.utf8CodeUnitCount where self[i] != letters[i] { return false }
    return true
  }
}
