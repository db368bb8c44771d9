internal import AdhereBytes

/// The words of a chat stream that are not JSON.
enum EventWord {
  /// `[DONE]`, in any case, with white space around it.
  static func isDone(_ data: UnsafeBufferPointer<UInt8>) -> Bool {
    var start = 0
    var end = data.count
    while start < end, data[start].isSpaceOrControl { start += 1 }
    while end > start, data[end - 1].isSpaceOrControl { end -= 1 }
    guard end - start == 6, data[start] == ASCII.leftBracket else { return false }
    let word: StaticString = "[done]"
    for i in 0..<6 where data[start + i] | 0x20 != word.utf8Start[i] | 0x20 { return false }
    return true
  }

  /// A text that says it is an error: the word, and no further letter.
  static func beginsWithError(_ data: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let start = data.firstIndex(where: { !$0.isSpaceOrControl }),
      data.hasBytes(ignoringCase: "error", at: start)
    else { return false }
    guard start + 5 < data.count else { return true }
    let next = data[start + 5]
    return next < 0x80 && !next.isDigit && next != UInt8(ascii: "_")
      && !(UInt8(ascii: "a")...UInt8(ascii: "z")).contains(next | 0x20)
  }

  /// The event's name is `error`, in any case.
  static func isError(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count == 5 && name.hasBytes(ignoringCase: "error", at: 0)
  }
}
