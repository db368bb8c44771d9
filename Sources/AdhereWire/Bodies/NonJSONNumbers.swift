internal import AdhereBytes
package import AdhereJSON

/// Numbers that JSON does not have, and that some servers write among probabilities: `NaN`,
/// `Infinity`, `-Infinity` and their short forms.
///
/// They are read as another number of the same length, so that every place in the body stays what
/// it is. Only where no part of an answer is: nothing that a model said is changed.
package enum NonJSONNumbers {
  /// Runs `body` with the tape of the text where nothing but such numbers keeps it from being JSON;
  /// nil where that is not so.
  ///
  /// - Parameter text: need not be padded.
  package static func withTape<Result>(
    _ text: UnsafeBufferPointer<UInt8>, _ parser: inout TapeParser, _ body: (Tape) -> Result
  ) -> Result? {
    let places = find(text)
    guard !places.isEmpty else { return nil }
    var masked = Array(text)
    for place in places {
      masked[place.lowerBound] = ASCII.zero
      for i in place.dropFirst() { masked[i] = ASCII.space }
    }
    return masked.withPadding { padded in
      guard parser.parse(padded: padded.baseAddress!, count: padded.count) == .complete else {
        return nil
      }
      let tape = parser.tape(over: padded.baseAddress!)
      return isSafe(tape, places) ? body(tape) : nil
    }
  }

  private static let words: [StaticString] = ["Infinity", "infinity", "NaN", "nan", "Inf", "inf"]

  /// Where such numbers are, outside strings.
  private static func find(_ text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte == ASCII.quote {
        i += 1
        while i < text.count, text[i] != ASCII.quote { i += text[i] == ASCII.backslash ? 2 : 1 }
        i += 1
        continue
      }
      let hasSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
      let start = hasSign ? i + 1 : i
      if let word = words.first(where: { text.hasBytes($0, at: start) }),
        !isLetter(text, start + word.utf8CodeUnitCount)
      {
        places.append(i..<start + word.utf8CodeUnitCount)
        i = start + word.utf8CodeUnitCount
      } else {
        i += 1
      }
    }
    return places
  }

  private static func isLetter(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> Bool {
    guard i < text.count else { return false }
    return text[i] >= 0x80 || text[i].isDigit || text[i] == UInt8(ascii: "_")
      || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(text[i] | 0x20)
  }

  /// Whether each of the places is among probabilities, or outside all parts of an answer.
  private static func isSafe(_ tape: Tape, _ places: [Range<Int>]) -> Bool {
    var answers: [Range<Int>] = []
    var probabilities: [Range<Int>] = []
    for node in 0..<tape.count where tape.kind(node) == .key {
      let value = node + 1
      guard tape[value].isContainer || tape.kind(value) == .number else { continue }
      let name = tape.text(node)
      if name.hasSuffix("logprob") || name.hasSuffix("logprobs") {
        probabilities.append(tape.span(value))
      } else if answerNames.contains(where: { tape.isText(node, $0) }) {
        answers.append(tape.span(value))
      }
    }
    return places.allSatisfy { place in
      probabilities.contains { $0.contains(place.lowerBound) }
        || !answers.contains { $0.contains(place.lowerBound) }
    }
  }

  private static let answerNames: [StaticString] = [
    "message", "delta", "text", "content", "output", "input", "arguments", "tool_calls",
  ]
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func hasSuffix(_ word: StaticString) -> Bool {
    count >= word.utf8CodeUnitCount && hasBytes(word, at: count - word.utf8CodeUnitCount)
  }
}
