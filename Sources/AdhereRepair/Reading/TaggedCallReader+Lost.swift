/// Marks of a call that were lost, where the others say what they were.
extension TaggedCallReader {
  /// What a mark lost in front of a value would be, where the mark behind the value is there and no
  /// other comes before it: `<arg_key>a</arg_key>1</arg_value>`.
  func lostValue(from start: Int) -> Tag? {
    var i = start
    while i < end {
      if text[i] == UInt8(ascii: "<"), let tag = tag(at: i) {
        if tag.word == Self.argValue, tag.isClosing { break }
        guard tag.word != Self.argValue, tag.word != Self.argKey, !closesCall(tag), !opensCall(tag)
        else { return nil }
      }
      i += 1
    }
    guard i < end, !holdsPart(of: Self.argValue, start, i) else { return nil }
    return Tag(
      word: Self.argValue, raw: start..<start, isClosing: false, isPlain: false, end: start)
  }

  /// Where the key begins that stands right behind a tool's name at `start`, with the mark behind the
  /// key: `fa</arg_key>`.
  func lostKey(from start: Int) -> Int? {
    var stop = start
    while stop < end, stop - start < Self.longestTag, text[stop] != UInt8(ascii: "<") { stop += 1 }
    guard let tag = tag(at: stop), tag.isClosing, tag.word == Self.argKey,
      let count = offered?.nameLength(beforeKeyIn: bytes(start..<stop))
    else { return nil }
    return start + count
  }

  /// Whether a sign of a tag, or the mark's word, stands where the mark would: then it is there, and
  /// damaged. Or whether there is nothing between the marks.
  private func holdsPart(of word: [UInt8], _ start: Int, _ stop: Int) -> Bool {
    let from = skipSpace(start)
    guard from < stop, !bytes(from..<stop).starts(with: word) else { return true }
    return (from..<min(stop, from + word.count + 3)).contains {
      text[$0] == UInt8(ascii: "<") || text[$0] == UInt8(ascii: ">")
    }
  }
}
