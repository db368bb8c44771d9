import AdhereBytes
import AdhereJSON

/// Decides from the first bytes what an input holds. Which bytes arrived together plays no
/// part: only the first line counts where it is JSON, and else the first ``window`` bytes.
///
/// 1. The first line that is not blank is a JSON object with `raw`, a string, an array or
///    null: `record`. With `custom_id` and `response`, `result` or `error`: `batch`. With `choices`
///    that hold messages: `chat`. With `"object":"response"` and `output`: `responses`. With
///    `"type":"message"` and `content`: `messages`. It begins with a field of an event stream: `sse`.
/// 2. It is any other JSON: `text`.
/// 3. A NUL ends the first JSON value, or the whole input: `nul`.
/// 4. All of it together is JSON so far, over several lines, or the first line is nothing but
///    an opening bracket or fence: `document`.
/// 5. Anything else: `text`.
enum InputDetection {
  static let window = 64 << 10
  /// U+FEFF in UTF-8.
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
  /// A first line longer than this is taken for text without a look at it.
  static let longestLine = 1 << 20

  /// The kind; nil where more has to be read first.
  static func kind(of bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> InputKind? {
    guard let first = firstTextIndex(bytes) else {
      return isWhole || bytes.count >= longestLine ? .text : nil
    }
    let end = bytes[first...].firstIndex { $0 == ASCII.lineFeed || $0 == ASCII.nul }
    guard let end = end ?? (isWhole ? bytes.count : nil) else {
      return bytes.count >= longestLine ? .text : nil
    }
    let line = UnsafeBufferPointer(rebasing: bytes[first..<end])
    if isField(line) { return .sse }
    if end == bytes.count || bytes[end] != 0, let kind = kind(ofLine: line) { return kind }
    guard isWhole || bytes.count >= window else { return nil }

    let all = UnsafeBufferPointer(rebasing: bytes.prefix(window)[first...])
    if let nul = all.firstIndex(of: 0),
      isWhole && bytes.count <= window && all.last == 0
        || isJSON(UnsafeBufferPointer(rebasing: all[..<nul]))
    {
      return .nul
    }
    if let kind = answers(all) { return kind }
    if isOpening(line) { return .document }
    return end < bytes.count && isJSONSoFar(all) ? .document : .text
  }

  /// The first byte that is neither white space nor part of a byte order mark.
  private static func firstTextIndex(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    let start = bytes.starts(with: byteOrderMark) ? byteOrderMark.count : 0
    return bytes[start...].firstIndex { !$0.isJSONSpace }
  }

  private static func kind(ofLine line: UnsafeBufferPointer<UInt8>) -> InputKind? {
    guard let document = try? JSONDocument(line, options: .anyDepth) else { return nil }
    return document.withTape { tape in
      guard let raw = tape.member("raw", of: 0) else {
        if tape.member("custom_id", of: 0) != nil,
          tape.member("response", of: 0) != nil || tape.member("error", of: 0) != nil
            || tape.member("result", of: 0) != nil
        {
          return .batch
        }
        return answers(tape) ?? .text
      }
      switch tape.kind(raw) {
      case .string, .array, .null: return .record
      default: return .text
      }
    }
  }

  /// Whose answer an object is; nil where it is none.
  private static func answers(_ tape: Tape) -> InputKind? {
    if let choices = tape.member("choices", of: 0), tape.kind(choices) == .array,
      tape.count(of: choices) > 0
    {
      let isChat =
        tape.member("message", of: choices + 1) != nil
        || tape.member("finish_reason", of: choices + 1) != nil
      return isChat ? .chat : nil
    }
    if tape.string("object", of: 0) == "response", tape.member("output", of: 0) != nil {
      return .responses
    }
    if tape.string("type", of: 0) == "message", tape.member("role", of: 0) != nil,
      tape.member("content", of: 0) != nil
    {
      return .messages
    }
    return nil
  }

  /// The beginning of an object over several lines with members of an answer.
  private static func answers(_ text: UnsafeBufferPointer<UInt8>) -> InputKind? {
    guard text.first == ASCII.leftBrace else { return nil }
    if contains(text, "\"choices\"") {
      let isChat =
        contains(text, "\"chat.completion\"")
        || contains(text, "\"message\"") && contains(text, "\"finish_reason\"")
      return isChat ? .chat : nil
    }
    if contains(text, "\"output\""), contains(text, "\"object\""), contains(text, "\"response\"") {
      return .responses
    }
    if contains(text, "\"stop_reason\""), contains(text, "\"content\""),
      contains(text, "\"message\"")
    {
      return .messages
    }
    return nil
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    text.indices.contains { text.hasBytes(word, at: $0) }
  }

  /// A comment or field of an event stream.
  private static func isField(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for name in ["data:", "event:", "retry:", "id:"] where line.starts(with: name.utf8) {
      return true
    }
    return line.first == ASCII.colon
  }

  /// Whether the input is one JSON value over several lines; nil where more has to be read.
  static func isOverSeveralLines(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool? {
    guard let first = firstTextIndex(bytes) else {
      return isWhole ? false : nil
    }
    guard let end = bytes[first...].firstIndex(of: ASCII.lineFeed) else {
      return isWhole || bytes.count >= longestLine ? false : nil
    }
    var parser = StreamParser(options: .anyDepth)
    return parser.append(UnsafeBufferPointer(rebasing: bytes[first..<end])) == .incomplete
  }

  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? JSONDocument(text, options: .anyDepth)) != nil
  }

  private static func isJSONSoFar(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var parser = StreamParser(options: .anyDepth)
    if case .failed = parser.append(text) { return false }
    return true
  }

  /// `{`, `[` or a code fence, alone on its line.
  private static func isOpening(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = line.filter { !$0.isJSONSpace }
    if text == [ASCII.leftBrace] || text == [ASCII.leftBracket] { return true }
    let fence = ASCII.backquote
    return text.starts(with: [fence, fence, fence]) && !text.dropFirst(3).contains(fence)
      && !text.contains(ASCII.leftBrace) && !text.contains(ASCII.leftBracket)
  }
}
