import AdhereBytes

/// A tag or token that opens or closes a part of a text that is no answer.
struct ThinkMark {
  enum Side {
    case opens, closes
  }

  let side: Side
  /// What opener and closer have in common.
  let name: [UInt8]
  /// Behind its last byte.
  let end: Int
  /// The opener may have been part of the prompt, so that the text has only the closer.
  let mayBegin: Bool

  /// The mark at `i`; nil where none is there.
  static func at(_ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> ThinkMark? {
    switch text[i] {
    case UInt8(ascii: "<"): token(i, text, end) ?? tag(i, text, end)
    case UInt8(ascii: "["), 0xE2: token(i, text, end)
    default: nil
    }
  }

  /// It opens a message of a channel.
  var isMessage: Bool { name == ThinkMark.endOfMessage }

  /// Whether the next message begins at `i`.
  static func beginsMessage(_ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> Bool {
    matches(text, i, end, startOfMessage)
  }

  private static let startOfMessage = Array("<|start|>".utf8)
  private static let endOfMessage = Array("<|end|>".utf8)

  // MARK: - Tokens

  /// Tokens of model families, and whether the first of a pair may be missing.
  private static let tokens: [(open: [UInt8], close: [UInt8], mayBegin: Bool)] = [
    ("[THINK]", "[/THINK]", true),
    ("<|START_THINKING|>", "<|END_THINKING|>", true),
    ("◁think▷", "◁/think▷", true),
    ("<|channel|>analysis<|message|>", "<|end|>", false),
    ("<|channel>thought", "<channel|>", false),
  ].map { (Array($0.0.utf8), Array($0.1.utf8), $0.2) }

  private static func token(
    _ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int
  ) -> ThinkMark? {
    for token in tokens {
      if matches(text, i, end, token.open) {
        return ThinkMark(
          side: .opens, name: token.close, end: i + token.open.count, mayBegin: token.mayBegin)
      }
      if matches(text, i, end, token.close) {
        return ThinkMark(
          side: .closes, name: token.close, end: i + token.close.count, mayBegin: token.mayBegin)
      }
    }
    if matches(text, i, end, message), isAddressed(text, i) {
      // A message to the user, or to the model itself, shows calls at most.
      return ThinkMark(side: .opens, name: messageEnd, end: i + message.count, mayBegin: false)
    }
    if matches(text, i, end, messageEnd) {
      return ThinkMark(
        side: .closes, name: messageEnd, end: i + messageEnd.count, mayBegin: false)
    }
    return nil
  }

  private static let message = Array("<|message|>".utf8)
  /// `<|eot|>` or `<|eom|>`.
  private static let messageEnd = Array("<|eo".utf8)

  /// Whether `to=user` or `to=self` is right before `i`.
  private static func isAddressed(_ text: UnsafePointer<UInt8>, _ i: Int) -> Bool {
    ["to=user", "to=self"].contains { (address: StaticString) in
      let count = address.utf8CodeUnitCount
      return i >= count
        && address.withUTF8Buffer { a in (0..<count).allSatisfy { text[i - count + $0] == a[$0] } }
    }
  }

  private static func matches(
    _ text: UnsafePointer<UInt8>, _ i: Int, _ end: Int, _ word: [UInt8]
  ) -> Bool {
    guard i + word.count <= end, text[i + 1] == word[1] else { return false }
    for (offset, b) in word.enumerated() where text[i + offset] != b { return false }
    return true
  }

  // MARK: - Tags

  /// Longer tags are none, in bytes.
  private static let longestTag = 200

  /// `<think>`, `</Thinking>`, `<reasoning effort="low">`.
  private static func tag(_ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> ThinkMark? {
    let closes = i + 1 < end && text[i + 1] == UInt8(ascii: "/")
    let first = closes ? i + 2 : i + 1
    let name = tagName(first, text, end)
    guard !name.isEmpty, let isThought = isThought(name) else { return nil }
    var stop = first + name.count
    while stop < end, stop - i < longestTag, text[stop] != UInt8(ascii: ">"),
      text[stop] != UInt8(ascii: "<"), text[stop] != 0x0A
    {
      stop += 1
    }
    guard stop < end, text[stop] == UInt8(ascii: ">"),
      stop == first + name.count || text[first + name.count] == 0x20
    else { return nil }
    return ThinkMark(
      side: closes ? .closes : .opens, name: name, end: stop + 1, mayBegin: isThought)
  }

  /// The name of the tag that begins at `i`, in small letters; empty where no name is there.
  static func tagName(_ i: Int, _ text: UnsafePointer<UInt8>, _ end: Int) -> [UInt8] {
    var stop = i
    while stop < end, stop - i < 40,
      ByteClass.isWord(text[stop]) || text[stop] == UInt8(ascii: "-")
        || text[stop] == UInt8(ascii: ":")
    {
      stop += 1
    }
    return (i..<stop).map { text[$0].asciiLowercased }
  }

  /// Whether a tag's name says that what is in it is a thought (true) or that it is given or made
  /// up rather than answered (false); nil where it says neither.
  private static func isThought(_ name: [UInt8]) -> Bool? {
    if thoughts.contains(name) || holds(name, "think") || holds(name, "thought")
      || holds(name, "monologue")
    {
      return true
    }
    if others.contains(name) || ends(name, "_result") || ends(name, "_results") { return false }
    return nil
  }

  private static let thoughts: Set<[UInt8]> = Set(
    ["analysis", "reasoning", "reflection", "scratchpad"].map { Array($0.utf8) })

  /// What came back from a tool, what was given to read, plans and examples are no answers either.
  private static let others: Set<[UInt8]> = Set(
    [
      "context", "document", "documents", "draft", "example", "examples", "function_output",
      "function_response", "history", "observation", "plan", "tool_output", "tool_response",
      "transcript",
    ].map { Array($0.utf8) })

  private static func holds(_ name: [UInt8], _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard name.count >= count else { return false }
    return word.withUTF8Buffer { w in
      (0...(name.count - count)).contains { name[$0..<$0 + count].elementsEqual(w) }
    }
  }

  private static func ends(_ name: [UInt8], _ word: StaticString) -> Bool {
    word.withUTF8Buffer { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
  }
}
