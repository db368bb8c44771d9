import AdhereBytes
import AdhereJSON

/// Tells the answer from other values in its text by marks of the text: never by which of them
/// would be more welcome, nor by their order alone.
enum SetApart {
  /// The candidates that can be the answer, in order: none that is quoted, cited or said again.
  static func candidates(
    _ read: [ReadCandidate], _ raw: UnsafeBufferPointer<UInt8>, prompt: [UInt8]?
  ) -> [ReadCandidate] {
    guard read.count > 1 else { return read }
    // `[1]` in a sentence points to a source.
    let cited = read
    let read = cited.filter { !isCitation($0, raw) }
    guard read.count > 1 else { return read.isEmpty ? cited : read }
    let left = read.filter {
      !isQuoted($0.candidate.span, raw) && !isSchema($0.document) && !stands($0, in: prompt, raw)
    }
    return left.isEmpty ? read : left
  }

  /// The one among several that the text's form shows as the answer: the first thing in the text, or
  /// the only one in a fence that none leads to. What stands behind it has to be part of a sentence:
  /// another one may be the answer corrected.
  static func shown(
    _ left: [ReadCandidate], _ raw: UnsafeBufferPointer<UInt8>
  ) -> [ReadCandidate] {
    guard left.count > 1 else { return left }
    let isFirst = raw[..<left[0].candidate.span.lowerBound].allSatisfy { $0 <= 0x20 }
    let fenced = left.indices.filter { left[$0].candidate.isFenced }
    guard
      let chosen = fenced.count == 1 && (!isFirst || fenced[0] == 0) ? fenced[0] : isFirst ? 0 : nil
    else { return left }
    if fenced.count > 1 || fenced.count == 1 && fenced[0] != chosen { return left }
    let isAnswer = left[(chosen + 1)...].allSatisfy {
      isInSentence($0.candidate.span, raw)
    }
    return isAnswer ? [left[chosen]] : left
  }

  /// Whether words of a sentence stand right before and behind, in the same line.
  private static func isInSentence(
    _ span: Range<Int>, _ raw: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    func isSpace(_ b: UInt8) -> Bool { b == 0x20 || b == UInt8(ascii: "`") }
    var before = span.lowerBound
    while before > 0, isSpace(raw[before - 1]) { before -= 1 }
    guard before > 0, ByteClass.isWordOrBeyondASCII(raw[before - 1]) else { return false }
    var behind = span.upperBound
    while behind < raw.count, isSpace(raw[behind]) || raw[behind] == UInt8(ascii: ",") {
      behind += 1
    }
    return behind < raw.count && ByteClass.isWordOrBeyondASCII(raw[behind])
  }

  /// A list of one number or none with words around it.
  private static func isCitation(
    _ read: ReadCandidate, _ raw: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let span = read.candidate.span
    guard raw[span].first == UInt8(ascii: "["), span.count > 2,
      raw[span].dropFirst().dropLast().allSatisfy(\.isDigit)
    else { return false }
    var i = span.lowerBound
    while i > 0, raw[i - 1] == 0x20 { i -= 1 }
    // The last thing in a text may be an answer: `[1, 2] or [3]`.
    return i > 0 && ByteClass.isWordOrBeyondASCII(raw[i - 1])
      && raw[span.upperBound...].contains { $0 > 0x20 }
  }

  /// In quotation marks, or on a line that quotes.
  private static func isQuoted(_ span: Range<Int>, _ raw: UnsafeBufferPointer<UInt8>) -> Bool {
    if span.upperBound < raw.count, raw[span.upperBound] == UInt8(ascii: "\"") { return true }
    var line = span.lowerBound
    while line > 0, raw[line - 1] != 0x0A { line -= 1 }
    while line < span.lowerBound, raw[line] == 0x20 { line += 1 }
    return raw[line] == UInt8(ascii: ">")
  }

  /// A schema that is said again: `type` and `properties`, or `$schema`.
  private static func isSchema(_ document: JSONDocument) -> Bool {
    document.withTape { tape in
      guard tape.kind(0) == .object else { return false }
      return tape.member("$schema", of: 0) != nil
        || tape.member("type", of: 0) != nil && tape.member("properties", of: 0) != nil
    }
  }

  /// Whether the user wrote the same bytes.
  private static func stands(
    _ read: ReadCandidate, in prompt: [UInt8]?, _ raw: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    // Longer ones are no example, and looking for them would take too long.
    let span = read.candidate.span
    guard let prompt, (4...1_000).contains(span.count) else { return false }
    return prompt.firstRange(of: raw[span]) != nil
  }
}
