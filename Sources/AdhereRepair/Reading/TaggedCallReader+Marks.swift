/// Tags between marks instead of angle brackets: `<|open|>call tool="f" index="1"<|sep|>` and
/// `<|close|>call<|sep|>`.
extension TaggedCallReader {
  /// The tag that begins at `i`, at most 300 bytes long.
  func markedTag(at i: Int) -> Tag? {
    let isClosing = Marks.matches(Marks.close, text, i, end)
    guard isClosing || Marks.matches(Marks.open, text, i, end) else { return nil }
    var j = i + (isClosing ? Marks.close.count : Marks.open.count)
    let limit = min(end, i + 300)
    let wordStart = j
    while j < limit, ByteClass.isWord(text[j]) { j += 1 }
    guard j > wordStart else { return nil }
    var tag = Tag(
      word: bytes(wordStart..<j), raw: wordStart..<j, name: nil, isClosing: isClosing,
      isPlain: false, end: 0)
    while j < limit, !Marks.matches(Marks.separator, text, j, end) {
      if text[j] <= 0x20 {
        j += 1
        continue
      }
      var stop = j
      while stop < limit, ByteClass.isWord(text[stop]) { stop += 1 }
      guard stop > j, stop + 1 < limit, text[stop] == UInt8(ascii: "="),
        text[stop + 1] == UInt8(ascii: "\"")
      else { return nil }
      var close = stop + 2
      while close < limit, text[close] != UInt8(ascii: "\"") { close += 1 }
      guard close < limit else { return nil }
      let key = UnsafeBufferPointer(start: text + j, count: stop - j)
      let value = Array(UnsafeBufferPointer(start: text + stop + 2, count: close - stop - 2))
      if key.elementsEqual(Marks.tool) || key.elementsEqual(Marks.key) {
        tag.name = Marks.unescape(value)
      } else if key.elementsEqual(Marks.type) {
        tag.isString = value == Marks.string
      }
      j = close + 1
    }
    guard j < limit else { return nil }
    tag.isPlain = tag.name == nil
    tag.end = j + Marks.separator.count
    return tag
  }

  private enum Marks {
    static let open = Array("<|open|>".utf8)
    static let close = Array("<|close|>".utf8)
    static let separator = Array("<|sep|>".utf8)
    static let tool = Array("tool".utf8)
    static let key = Array("key".utf8)
    static let type = Array("type".utf8)
    static let string = Array("string".utf8)

    static func matches(
      _ mark: [UInt8], _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int
    ) -> Bool {
      i + mark.count <= end && mark.indices.allSatisfy { text[i + $0] == mark[$0] }
    }

    /// The four entities that an attribute's value must write.
    static func unescape(_ value: [UInt8]) -> [UInt8] {
      guard value.contains(UInt8(ascii: "&")) else { return value }
      var out: [UInt8] = []
      var rest = value[...]
      scan: while let b = rest.first {
        for (entity, character) in entities where rest.starts(with: entity) {
          out.append(character)
          rest = rest.dropFirst(entity.count)
          continue scan
        }
        out.append(b)
        rest = rest.dropFirst()
      }
      return out
    }

    private static let entities: [(entity: [UInt8], character: UInt8)] = [
      (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
      (Array("&lt;".utf8), UInt8(ascii: "<")), (Array("&gt;".utf8), UInt8(ascii: ">")),
    ]
  }
}
