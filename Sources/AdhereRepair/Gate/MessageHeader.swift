import AdhereBytes

/// The header of a message that goes to a function: `commentary to=functions.f <|constrain|>json`.
///
/// Its tokens may be lost, as where a server leaves out all special ones: then the words of the
/// header run into the text before and the body behind.
struct MessageHeader {
  /// Where its words begin.
  let start: Int
  /// The recipient's name, with what tells functions from others.
  let name: Range<Int>
  /// Where the body begins; behind the name where nothing says.
  let body: Int
  /// Whether it stands behind a special token, the role or the channel, or has tokens of its own:
  /// then it is one whatever words are before it. Else it begins a line.
  let isSure: Bool
  /// Whether what it names is a function by its tokens or its name: a call that is made.
  let isCall: Bool

  /// The header whose recipient `to=functions.f` is at `i`, or `to=f` behind the role or the
  /// channel; nil where none is there, or where it stands in a sentence or in quotation marks, as in
  /// a text about headers.
  static func find(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> MessageHeader? {
    guard let name = recipient(text, at: i, to: end), let start = start(text, i),
      start < i || SpecialMark.isQualified(text, name.lowerBound, end)
    else { return nil }
    let (body, isMarked) = body(text, name.upperBound, end)
    let isSure = start < i || isMarked
    let hasObject = body < end && text[body] == UInt8(ascii: "{")
    guard isSure || hasObject, hasObject || !isInSentence(text, start),
      !CodeSpan.isOpen(text, at: start)
    else { return nil }
    return MessageHeader(
      start: start, name: name, body: body, isSure: isSure,
      isCall: isMarked || isSure && SpecialMark.isQualified(text, name.lowerBound, end))
  }

  /// What stands behind `to=` at `i`.
  private static func recipient(
    _ text: UnsafePointer<UInt8>, at i: Int, to end: Int
  ) -> Range<Int>? {
    guard i == 0 || !ByteClass.isName(text[i - 1]),
      UnsafeBufferPointer(start: text, count: end).hasBytes("to=", at: i)
    else { return nil }
    var stop = i + 3
    while stop < end, ByteClass.isName(text[stop]) { stop += 1 }
    return stop > i + 3 ? i + 3..<stop : nil
  }

  /// Whether a header without its first tokens begins at `i`, behind the body of another message:
  /// words in one, and the recipient.
  static func begins(_ text: UnsafePointer<UInt8>, at i: Int, to end: Int) -> Bool {
    var stop = i
    while stop < end, ByteClass.isWord(text[stop]) { stop += 1 }
    let word = i..<stop
    while stop < end, text[stop] == 0x20 { stop += 1 }
    guard recipient(text, at: stop, to: end) != nil else { return false }
    return word.isEmpty
      ? SpecialMark.isQualified(text, stop + 3, end) : label(text, word)?.start == i
  }

  /// Where the body begins, behind special tokens and words that say what it is, and whether there
  /// are such tokens.
  private static func body(
    _ text: UnsafePointer<UInt8>, _ start: Int, _ end: Int
  ) -> (at: Int, isMarked: Bool) {
    var isMarked = false
    var words = 0
    var i = start
    while i < end {
      if let token = SpecialMark.end(text, i, end) {
        isMarked = true
        let isLast = MarkName.holds("message", text, i..<token)
        i = token
        if isLast {
          while i < end, text[i] <= 0x20 { i += 1 }
          return (i, true)
        }
      } else if ByteClass.isWord(text[i]) {
        words += 1
        guard words <= 2 else { break }
        while i < end, ByteClass.isWord(text[i]) { i += 1 }
      } else if text[i] == 0x20 || text[i] == 0x0A || text[i] == 0x0D {
        i += 1
      } else {
        return text[i] == UInt8(ascii: "{") ? (i, isMarked) : (start, isMarked)
      }
    }
    return (start, isMarked)
  }

  /// Where the header begins whose recipient is at `i`; nil inside a sentence.
  private static func start(_ text: UnsafePointer<UInt8>, _ i: Int) -> Int? {
    var stop = i
    while stop > 0, text[stop - 1] == 0x20 { stop -= 1 }
    if isEdge(text, stop) { return i }
    var word = stop
    while word > 0, ByteClass.isWord(text[word - 1]) { word -= 1 }
    guard let label = label(text, word..<stop) else { return nil }
    return label.isWhole || isEdge(text, label.start) ? label.start : nil
  }

  /// Whether a blank and words are before the special tokens that the header is behind.
  private static func isInSentence(_ text: UnsafePointer<UInt8>, _ start: Int) -> Bool {
    var i = start
    while i > 0 {
      var before = i - 1
      if text[before] == UInt8(ascii: ">") {
        while before > 0, i - before < longestToken, text[before] != UInt8(ascii: "<") {
          before -= 1
        }
        guard text[before] == UInt8(ascii: "<") else { break }
      } else {
        while before > 0, ByteClass.isWord(text[before - 1]) { before -= 1 }
        guard label(text, before..<i)?.start == before else { break }
      }
      i = before
    }
    guard i < start, i > 1, text[i - 1] == 0x20 else { return false }
    while i > 0, text[i - 1] == 0x20 { i -= 1 }
    return i > 0 && text[i - 1] != 0x0A && text[i - 1] != UInt8(ascii: ">")
  }

  private static let longestToken = 60

  /// A line or the text begins, or a special token or another body ends.
  private static func isEdge(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    guard i > 0 else { return true }
    switch text[i - 1] {
    case 0x0A, UInt8(ascii: ">"), UInt8(ascii: "}"): return true
    default: return false
    }
  }

  /// Where the role or the channel begins that a word ends in, and whether both are there: the two
  /// in one are no word of any sentence.
  private static func label(
    _ text: UnsafePointer<UInt8>, _ word: Range<Int>
  ) -> (start: Int, isWhole: Bool)? {
    func start(of name: StaticString, at stop: Int) -> Int? {
      let start = stop - name.utf8CodeUnitCount
      return start >= word.lowerBound
        && UnsafeBufferPointer(start: text, count: stop).hasBytes(name, at: start) ? start : nil
    }
    let channel = channels.lazy.compactMap { start(of: $0, at: word.upperBound) }.first
    if let role = start(of: "assistant", at: channel ?? word.upperBound) {
      return (role, channel != nil)
    }
    return channel.map { ($0, false) }
  }

  private static let channels: [StaticString] = ["commentary", "analysis", "final"]
}
