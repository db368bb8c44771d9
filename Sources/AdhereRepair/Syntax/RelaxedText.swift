import AdhereBytes
import AdhereJSON

/// Small texts, such as the inside of a string, read whole.
enum RelaxedText {
  /// The value that `bytes` writes, as JSON; nil where it is none or is cut.
  static func read(_ bytes: [UInt8]) -> (text: [UInt8], used: RuleSet)? {
    withPadded(bytes) { text in
      let reader = RelaxedReader(text.baseAddress!, from: 0, to: text.count)
      guard reader.read() == .complete else { return nil }
      reader.skipSpace()
      guard reader.position == text.count else { return nil }
      return (
        Changes.apply(reader.changes, to: text).trimmed, reader.used
      )
    }
  }

  /// The calls that `bytes` writes, as JSON objects: `f(a=1)`, `f(a=New York)`, several.
  static func readCalls(_ bytes: [UInt8], tools: ToolTable?)
    -> (calls: [[UInt8]], used: RuleSet)?
  {
    withPadded(bytes) { text in
      var calls: [[UInt8]] = []
      var used = RuleSet()
      var position = 0
      while true {
        // Between calls: commas, semicolons, space.
        while position < text.count,
          text[position] <= 0x20 || text[position] == UInt8(ascii: ",")
            || text[position] == UInt8(ascii: ";")
        {
          position += 1
        }
        if position >= text.count { break }
        let reader = RelaxedReader(
          text.baseAddress!, from: position, to: text.count, tools: tools, readsCalls: true,
          bareWords: .text)
        guard reader.read() == .complete, reader.used.contains(.pythonCall) else { return nil }
        let part = UnsafeBufferPointer(rebasing: text[position..<reader.position])
        let start = position
        let changes = reader.changes.map { change in
          Change(change.start - start, change.end - start, change.text, change.rule)
        }
        calls.append(Changes.apply(changes, to: part))
        used.formUnion(reader.used)
        position = reader.position
      }
      return calls.isEmpty ? nil : (calls, used)
    }
  }

  private static func withPadded<Result>(
    _ bytes: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Result?
  ) -> Result? {
    let padded = bytes.padded()
    return padded.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[..<bytes.count]))
    }
  }
}

extension [UInt8] {
  /// Without white space at either end.
  var trimmed: [UInt8] {
    guard let first = firstIndex(where: { $0 > 0x20 }),
      let last = lastIndex(where: { $0 > 0x20 })
    else { return [] }
    return first == 0 && last == count - 1 ? self : Array(self[first...last])
  }
}
