import AdhereBytes
import AdhereJSON
import AdhereWire

/// Moves calls that a model wrote in its text to `tool_calls`.
enum CallsInText {
  /// - Returns: nil where the text's place is not the `content` of a message.
  static func edits(
    _ calls: [ToolCall], _ choice: Int, _ fragments: [FragmentPlace], _ parts: StructuredParts,
    _ body: UnsafeBufferPointer<UInt8>, _ start: Int, _ isStream: Bool, _ seed: [UInt8]
  ) -> [Edit]? {
    // Bytes that were passed on already stay.
    let first = fragments.firstIndex { $0.source.lowerBound >= start }
    guard let first,
      fragments[first...].allSatisfy({ $0.isString && isContent(body, $0.source, start) })
    else { return nil }
    let list = list(calls, isStream: isStream, seed, choice)
    var out: [Edit] = []
    for (index, fragment) in fragments.enumerated() where index >= first {
      let span = fragment.source.lowerBound - start..<fragment.source.upperBound - start
      guard index == first else {
        out.append(Edit(span, Array(#""""#.utf8)))
        continue
      }
      if let place = parts.placeForCalls(choice: choice, besideFragment: index) {
        out.append(Edit(span, Array("null".utf8)))
        out.append(Edit(place.lowerBound - start..<place.upperBound - start, list))
      } else {
        out.append(Edit(span, Array(#"null,"tool_calls":"#.utf8) + list))
      }
    }
    return out
  }

  /// The list as OpenAI has it.
  static func list(_ calls: [ToolCall], isStream: Bool, _ seed: [UInt8], _ choice: Int) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for (number, call) in calls.enumerated() {
      writer.raw(item(call, number, index: isStream ? number : nil, seed, choice))
    }
    writer.endArray()
    return writer.bytes
  }

  /// One call of the list.
  ///
  /// - Parameters:
  ///   - number: place among the calls of the choice.
  ///   - index: as streams number the calls.
  static func item(
    _ call: ToolCall, _ number: Int, index: Int?, _ seed: [UInt8], _ choice: Int
  ) -> [UInt8] {
    var writer = JSONWriter()
    ChatToolCall(id: id(seed, choice, number), name: call.name, arguments: call.arguments)
      .write(to: &writer, index: index)
    return writer.bytes
  }

  /// An id in OpenAI's form. The same answer gets the same ones.
  static func id(_ seed: [UInt8], _ choice: Int, _ index: Int) -> String {
    "call_adhere" + digits(seed, choice, index)
  }

  /// What follows an API's prefix in the id of a call that had none.
  static func digits(_ seed: [UInt8], _ choice: Int, _ index: Int) -> String {
    var text = FNV1a()
    text.add(seed + [UInt8(truncatingIfNeeded: choice), UInt8(truncatingIfNeeded: index)])
    var hash = text.value
    hash = (hash ^ (hash >> 29)) &* 0xBF58_476D_1CE4_E5B9
    let digits = String(hash, radix: 36)
    return String(repeating: "0", count: 13 - digits.count) + digits
  }

  /// Whether the string is the value of a member `content`.
  static func isContent(
    _ body: UnsafeBufferPointer<UInt8>, _ source: Range<Int>, _ start: Int
  ) -> Bool {
    var p = source.lowerBound - start - 1
    func skipSpace() { while p >= 0, body[p].isSpaceOrControl { p -= 1 } }
    skipSpace()
    guard p >= 0, body[p] == ASCII.colon else { return false }
    p -= 1
    skipSpace()
    let key = Array(#""content""#.utf8)
    return p + 1 >= key.count && body[(p + 1 - key.count)...p].elementsEqual(key)
  }
}
