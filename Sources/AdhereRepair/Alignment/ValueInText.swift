import AdhereBytes
import AdhereJSON

/// `"The answer is True."` to true: the one value of the wanted kind that a text names.
enum ValueInText {
  /// For a `type` violation: a boolean or a number.
  static func changes(_ tape: Tape, _ node: Int, wanted: Set<String>) -> [Change]? {
    guard tape.kind(node) == .string else { return nil }
    let text = StringText.decode(tape, node)
    var found: Set<[UInt8]> = []
    for word in words(text) {
      if wanted.contains("boolean"), let literal = literal(word) { found.insert(literal) }
      if wanted.contains("number") || wanted.contains("integer"),
        let number = DecimalNumber(String(decoding: word, as: UTF8.self)),
        wanted.contains("number") || number.isInteger
      {
        found.insert(word)
      }
    }
    // What a first sentence does not say is rather said of something else: see section 4.
    guard found.count == 1, let value = found.first,
      words(firstSentence(text)).contains(where: { $0 == value || literal($0) == value })
    else { return nil }
    return [Change(tape.span(node), value, .valueInText)]
  }

  /// For an `enum` or `const` violation: the one allowed text that is there as words of
  /// their own, in any case. `aliases` are other names of the same values.
  static func changes(
    _ tape: Tape, _ node: Int, allowed: [(names: [[UInt8]], json: [UInt8])]
  ) -> [Change]? {
    guard tape.kind(node) == .string else { return nil }
    let text = StringText.decode(tape, node)
    var matches = allowed.filter { $0.names.contains { contains(text, $0) } }
    if matches.isEmpty {
      let lowered = text.map(\.asciiLowercased)
      matches = allowed.filter {
        $0.names.contains { contains(lowered, $0.map(\.asciiLowercased)) }
      }
    }
    guard matches.count == 1 else { return nil }
    return [Change(tape.span(node), matches[0].json, .valueInText)]
  }

  /// Up to the first semicolon, or the first sign that ends a sentence and has a blank behind it.
  private static func firstSentence(_ text: [UInt8]) -> [UInt8] {
    let text = text.trimmed
    for (i, b) in text.enumerated() {
      switch b {
      case UInt8(ascii: ";"), 0x0A: return Array(text[..<i])
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"):
        if i + 1 < text.count, text[i + 1] <= 0x20 { return Array(text[...i]) }
      default: break
      }
    }
    return text
  }

  private static func literal(_ word: [UInt8]) -> [UInt8]? {
    word.withUnsafeBufferPointer { bytes -> [UInt8]? in
      guard let base = bytes.baseAddress, let literal = Literal.of(base, bytes.count),
        literal.json == Literal.yes || literal.json == Literal.no
      else { return nil }
      return literal.json
    }
  }

  /// Runs of letters, digits, signs and points, without the points that end a sentence.
  private static func words(_ text: [UInt8]) -> [[UInt8]] {
    text.split(whereSeparator: {
      !ByteClass.isWord($0) && $0 < 0x80 && $0 != UInt8(ascii: ".")
        && $0 != UInt8(ascii: "-")
    }).map { run in
      var word = run
      while word.last == UInt8(ascii: ".") { word.removeLast() }
      // What is behind a point begins a new sentence: `False.\n\nThe`.
      if let point = word.firstIndex(of: UInt8(ascii: ".")), point + 1 < word.endIndex,
        !word[point + 1].isDigit
      {
        word = word[..<point]
      }
      return Array(word)
    }.filter { !$0.isEmpty }
  }

  /// Whether `word` is in the text with no letter or digit on either side.
  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    guard !word.isEmpty, word.count <= text.count else { return false }
    func isPart(_ i: Int) -> Bool {
      text.indices.contains(i) && (ByteClass.isWord(text[i]) || text[i] >= 0x80)
    }
    var i = 0
    while i + word.count <= text.count {
      if text[i] == word[0], text[i..<i + word.count].elementsEqual(word), !isPart(i - 1),
        !isPart(i + word.count)
      {
        return true
      }
      i += 1
    }
    return false
  }
}
