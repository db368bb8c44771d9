import AdhereBytes
import AdhereSchema
import AdhereJSON

/// A text without any JSON, where a string was wanted or no schema was given.
enum PlainText {
  /// The text in quotes.
  ///
  /// - Parameter schema: of the wanted value. Without one only a short line without brackets and
  ///   quotes is taken, and no word that is nearly a literal.
  /// - Parameter anyStart: take a text that begins like a string or a fence, too.
  /// - Parameter holdsJSON: the text holds values; taking all of it for a string needs one rule more.
  static func candidate(
    _ raw: UnsafeBufferPointer<UInt8>, schema: CompiledSchema?, anyStart: Bool = false,
    holdsJSON: Bool = false
  ) -> (changes: [Change], json: [UInt8])? {
    var start = 0
    var end = raw.count
    let zones = ThinkZones.find(raw.baseAddress!, raw.count)
    guard zones.count <= 1 else { return nil }
    if let zone = zones.first {
      guard raw[..<zone.lowerBound].allSatisfy({ $0 <= 0x20 }) else { return nil }
      start = zone.upperBound
    }
    let answer = start
    while start < end, raw[start] <= 0x20 { start += 1 }
    while end > start, raw[end - 1] <= 0x20 { end -= 1 }
    guard start < end, isText(raw, start, end, anyStart) else { return nil }
    let rule = schema == nil ? Rule.bareText : .textAsString
    if schema == nil, !isPlain(raw, start, end) { return nil }
    var quoted: [UInt8] = []
    JSONWriter.append(quoted: UnsafeBufferPointer(rebasing: raw[start..<end]), to: &quoted)
    var changes: [Change] = []
    if answer > 0 { changes.append(Change(0, answer, [], .stripThink)) }
    let with = holdsJSON && schema != nil ? RuleSet(.bareText) : RuleSet()
    changes.append(Change(start, end, quoted, rule, with: with))
    return (changes, Changes.apply(changes, to: raw))
  }

  /// Well-formed UTF-8 that is no string or fence of its own.
  private static func isText(
    _ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int, _ anyStart: Bool
  ) -> Bool {
    switch raw[start] {
    case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "("): return false
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      if !anyStart { return false }
    default: break
    }
    var i = start
    while i < end {
      let size = raw[i] < 0x80 ? 1 : UTF8Sequence.size(raw.baseAddress! + i)
      guard size > 0 else { return false }
      i += size
    }
    return true
  }

  private static func isPlain(
    _ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    guard end - start <= 200, !Literal.isNearly(raw.baseAddress! + start, end - start) else {
      return false
    }
    // -05 is a text, -e0 and -Infinite are numbers gone wrong.
    let isSigned = raw[start] == UInt8(ascii: "-")
    guard
      isSigned
        ? start + 1 < end && raw[start + 1].isDigit
        : ByteClass.isWord(raw[start]) || raw[start] >= 0x80
    else { return false }
    return raw[start..<end].allSatisfy {
      switch $0 {
      case 0..<0x20, UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "["), UInt8(ascii: "]"),
        UInt8(ascii: "\""), UInt8(ascii: "`"), UInt8(ascii: "<"), UInt8(ascii: ">"):
        false
      default: true
      }
    }
  }
}
