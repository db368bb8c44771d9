import AdhereBytes
import AdhereJSON

/// Reads calls that stand between the marks of one form, and nothing else.
struct FormReading {
  private let text: UnsafePointer<UInt8>
  private let end: Int
  private var at = 0

  private init(_ text: UnsafePointer<UInt8>, _ end: Int) {
    self.text = text
    self.end = end
  }

  /// The calls as one JSON list of `{"name":…,"arguments":{…}}`; nil where the text does not stand
  /// in the form, and for forms without marks around JSON.
  static func list(_ text: UnsafePointer<UInt8>, _ count: Int, _ form: Form) -> [UInt8]? {
    var reading = FormReading(text, count)
    let calls: [[UInt8]]?
    switch form {
    case .hermes:
      reading.at = ThinkZones.find(text, count).last?.upperBound ?? 0
      calls = reading.marked()
    case .harmony: calls = reading.messages()
    case .native, .json, .python, .xml: return nil
    }
    guard let calls, !calls.isEmpty else { return nil }
    return Text.openSquare.array + calls.joined(separator: Text.comma.array)
      + Text.closeSquare.array
  }

  // MARK: - Calls between two marks

  private mutating func marked() -> [[UInt8]]? {
    guard let first = find("<tool_call>") else { return nil }
    at = first
    var calls: [[UInt8]] = []
    while take("<tool_call>") {
      skipSpace()
      guard let object = takeObject(), FormReading.isCall(object) else { return nil }
      skipSpace()
      guard take("</tool_call>") else { return nil }
      skipSpace()
      calls.append(object)
    }
    return at == end ? calls : nil
  }

  /// Whether the object has a name and arguments, and no more.
  private static func isCall(_ object: [UInt8]) -> Bool {
    guard let document = try? JSONDocument(object) else { return false }
    return document.withTape { tape in
      guard tape.kind(0) == .object, tape.count(of: 0) == 2,
        let name = tape.member("name", of: 0), tape.kind(name) == .string,
        let arguments = tape.member("arguments", of: 0)
      else { return false }
      return tape.kind(arguments) == .object
    }
  }

  // MARK: - Messages of channels

  private mutating func messages() -> [[UInt8]]? {
    var calls: [[UInt8]] = []
    skipSpace()
    while at < end {
      _ = take("<|start|>")
      guard let stop = find("<|message|>") else { return nil }
      let header = FormReading.header(UnsafeBufferPointer(start: text + at, count: stop - at))
      guard let header else { return nil }
      at = stop
      _ = take("<|message|>")
      if let name = header.callee {
        skipSpace()
        guard let object = takeObject(), (try? JSONDocument(object)) != nil else { return nil }
        skipSpace()
        guard at == end || take("<|call|>") else { return nil }
        calls.append(
          Text.callOpen + JSONWriter.quoted(name) + Text.argumentsKey + object
            + Text.closeBrace.array)
      } else {
        guard let close = find("<|end|>"), !holdsMark(at..<close) else { return nil }
        at = close
        _ = take("<|end|>")
      }
      skipSpace()
    }
    return calls
  }

  private struct Header {
    /// The function that the message goes to; nil where it goes to none.
    var callee: [UInt8]?
  }

  /// What the words in front of a message say; nil where they are no header.
  private static func header(_ words: UnsafeBufferPointer<UInt8>) -> Header? {
    var callee: [UInt8]?
    var channels = 0
    var i = 0
    while i < words.count {
      while i < words.count, words[i] <= 0x20 { i += 1 }
      var stop = i
      let isMark = i < words.count && words[i] == UInt8(ascii: "<")
      while stop < words.count, words[stop] > 0x20, stop == i || words[stop] != UInt8(ascii: "<") {
        stop += 1
        if isMark, words[stop - 1] == UInt8(ascii: ">") { break }
      }
      guard stop > i else { break }
      let word = Array(words[i..<stop])
      i = stop
      switch word {
      case Array("<|channel|>".utf8): channels += 1
      case _ where word.starts(with: SpecialMark.address):
        guard callee == nil, word.count > SpecialMark.address.count else { return nil }
        callee = Array(word.dropFirst(SpecialMark.address.count))
      default:
        guard known.contains(word) else { return nil }
      }
    }
    return channels == 1 ? Header(callee: callee) : nil
  }

  private static let known = Set(
    ["assistant", "analysis", "commentary", "final", "<|constrain|>", "json"].map {
      Array($0.utf8)
    })

  // MARK: - Bytes

  private mutating func skipSpace() {
    while at < end, text[at] <= 0x20 { at += 1 }
  }

  private mutating func take(_ mark: StaticString) -> Bool {
    guard stands(mark, at: at) else { return false }
    at += mark.utf8CodeUnitCount
    return true
  }

  private func stands(_ mark: StaticString, at i: Int) -> Bool {
    UnsafeBufferPointer(start: text, count: end).hasBytes(mark, at: i)
  }

  private func find(_ mark: StaticString) -> Int? {
    var i = at
    while i < end {
      if text[i] == UInt8(ascii: "<"), stands(mark, at: i) { return i }
      i += 1
    }
    return nil
  }

  /// Whether another message begins in the body of one: it never ended.
  private func holdsMark(_ body: Range<Int>) -> Bool {
    body.contains {
      stands("<|start|>", at: $0) || stands("<|channel|>", at: $0) || stands("<|message|>", at: $0)
    }
  }

  /// The object that begins here, by its brackets; strings may hold any.
  private mutating func takeObject() -> [UInt8]? {
    guard at < end, text[at] == UInt8(ascii: "{") else { return nil }
    var depth = 0
    var isString = false
    var i = at
    while i < end {
      switch text[i] {
      case UInt8(ascii: "\\") where isString: i += 1
      case UInt8(ascii: "\""): isString.toggle()
      case UInt8(ascii: "{") where !isString: depth += 1
      case UInt8(ascii: "}") where !isString:
        depth -= 1
        if depth == 0 {
          let object = Array(UnsafeBufferPointer(start: text + at, count: i + 1 - at))
          at = i + 1
          return object
        }
      default: break
      }
      i += 1
    }
    return nil
  }
}
