import AdherePlatform
import AdhereTallies
import AdhereTraces
import AdhereJudging
import AdhereJSON

/// Decides from the first bytes what an input holds. Which bytes arrived together plays no
/// part: only the first line counts where it is JSON, and else the first ``window`` bytes.
///
/// 1. The first line that is not blank is a JSON object with `raw`, a string, an array or
///    null: `record`. With `custom_id` and `response` or `error`: `batch`. With `choices` that hold
///    messages: `chat`. It begins with a field of an event stream: `sse`.
/// 2. It is any other JSON: `text`.
/// 3. A NUL ends the first JSON value, or the whole input: `nul`.
/// 4. All of it together is JSON so far, over several lines, or the first line is nothing but
///    an opening bracket or fence: `document`.
/// 5. Anything else: `text`.
enum InputDetection {
  static let window = 64 << 10
  /// A first line longer than this is taken for text without a look at it.
  static let longestLine = 1 << 20

  /// The kind; nil where more has to be read first.
  static func kind(of bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> InputKind? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].firstIndex(where: { !isSpace($0) }) else {
      return isWhole || bytes.count >= longestLine ? .text : nil
    }
    let end = bytes[first...].firstIndex { $0 == UInt8(ascii: "\n") || $0 == 0 }
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
    if isChat(all) { return .chat }
    if isOpening(line) { return .document }
    return end < bytes.count && isJSONSoFar(all) ? .document : .text
  }

  private static func kind(ofLine line: UnsafeBufferPointer<UInt8>) -> InputKind? {
    guard let document = try? JSONDocument(line, options: options) else { return nil }
    return document.withTape { tape in
      guard let raw = tape.member("raw", of: 0) else {
        if tape.member("custom_id", of: 0) != nil,
          tape.member("response", of: 0) != nil || tape.member("error", of: 0) != nil
        {
          return .batch
        }
        return isChat(tape) ? .chat : .text
      }
      switch tape.kind(raw) {
      case .string, .array, .null: return .record
      default: return .text
      }
    }
  }

  /// `choices` whose first holds a message.
  private static func isChat(_ tape: Tape) -> Bool {
    guard let choices = tape.member("choices", of: 0), tape.kind(choices) == .array,
      tape.count(of: choices) > 0
    else { return false }
    return tape.member("message", of: choices + 1) != nil
      || tape.member("finish_reason", of: choices + 1) != nil
  }

  /// The beginning of an object over several lines that names the words of a chat completion.
  private static func isChat(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard text.first == UInt8(ascii: "{") else { return false }
    return contains(text, "\"choices\"")
      && (contains(text, "\"chat.completion\"")
        || contains(text, "\"message\"") && contains(text, "\"finish_reason\""))
  }

  private static func contains(_ text: UnsafeBufferPointer<UInt8>, _ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard text.count >= count else { return false }
    return (0...text.count - count).contains { i in
      text[i] == word.utf8Start[0] && (1..<count).allSatisfy { text[i + $0] == word.utf8Start[$0] }
    }
  }

  /// A comment or field of an event stream.
  private static func isField(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    for name in ["data:", "event:", "retry:", "id:"] where line.starts(with: name.utf8) {
      return true
    }
    return line.first == UInt8(ascii: ":")
  }

  /// Whether the input is one JSON value over several lines; nil where more has to be read.
  static func isOverSeveralLines(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> Bool? {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard let first = bytes[start...].firstIndex(where: { !isSpace($0) }) else {
      return isWhole ? false : nil
    }
    guard let end = bytes[first...].firstIndex(of: UInt8(ascii: "\n")) else {
      return isWhole || bytes.count >= longestLine ? false : nil
    }
    var parser = StreamParser(options: options)
    return parser.append(UnsafeBufferPointer(rebasing: bytes[first..<end])) == .incomplete
  }

  private static var options: ParseOptions {
    ParseOptions(maximumDepth: .max, duplicateKeys: .ignore)
  }

  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    (try? JSONDocument(text, options: options)) != nil
  }

  private static func isJSONSoFar(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var parser = StreamParser(options: options)
    if case .failed = parser.append(text) { return false }
    return true
  }

  /// `{`, `[` or a code fence, alone on its line.
  private static func isOpening(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = line.filter { !isSpace($0) }
    if text == [UInt8(ascii: "{")] || text == [UInt8(ascii: "[")] { return true }
    let fence = UInt8(ascii: "`")
    return text.starts(with: [fence, fence, fence]) && !text.dropFirst(3).contains(fence)
      && !text.contains(UInt8(ascii: "{")) && !text.contains(UInt8(ascii: "["))
  }

  static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
