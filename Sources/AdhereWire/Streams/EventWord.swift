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

  /// The event's name is `error`, in any case.
  static func isError(_ name: UnsafeBufferPointer<UInt8>) -> Bool {
    name.count == 5 && name.hasBytes(ignoringCase: "error", at: 0)
  }
}
