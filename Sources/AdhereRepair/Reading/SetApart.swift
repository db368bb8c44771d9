import AdhereBytes
import AdhereJSON

/// Tells the answer from other values in its text by marks of the text: never by which of them
/// would be more welcome, nor by their order alone.
enum SetApart {
  /// The candidates that can be the answer, in order: none that is quoted, cited or said again.
  static func candidates(
    _ read: [ReadCandidate], _ raw: UnsafeBufferPointer<UInt8>, prompt: [UInt8]?
  ) -> [ReadCandidate] {
    // `[1]` in a sentence points to a source.
    guard read.count > 1 else { return read }
    let cited = read
    let read = cited.filter { !isCitation($0, raw) }
    guard read.count > 1 else { return read.isEmpty ? cited : read }
    let left = read.filter {
      !isQuoted($0.candidate.span, raw) && !isSchema($0.document) && !stands($0, in: prompt, raw)
    }
    return left.isEmpty ? read : left
  }

  /// The one among several that the text's form shows as the answer: the only one in a fence, or
  /// the first thing in the text, with all others behind words.
  static func shown(
    _ left: [ReadCandidate], _ raw: UnsafeBufferPointer<UInt8>
  ) -> [ReadCandidate] {
    guard left.count > 1 else { return left }
    let fenced = left.filter(\.candidate.isFenced)
    let leads = leads(left, raw)
    if fenced.count == 1, !leads || left[0].candidate.isFenced { return fenced }
    if leads, fenced.isEmpty { return [left[0]] }
    return left
  }

  /// Whether the first candidate is the first thing in the text and all others stand behind words.
  private static func leads(
    _ read: [ReadCandidate], _ raw: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    guard isBlank(raw, 0, read[0].candidate.span.lowerBound) else { return false }
    return zip(read, read.dropFirst()).allSatisfy { a, b in
      raw[a.candidate.span.upperBound..<b.candidate.span.lowerBound].contains {
        ByteClass.isWord($0) || $0 >= 0x80
      }
    }
  }

  private static func isBlank(
    _ raw: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int
  ) -> Bool {
    raw[start..<end].allSatisfy { $0 <= 0x20 }
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
    return i > 0 && (ByteClass.isWord(raw[i - 1]) || raw[i - 1] >= 0x80)
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
