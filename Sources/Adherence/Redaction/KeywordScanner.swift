/// Says which rules can have a match in a text, in one pass over it: those one of whose keywords
/// stands in it, and those without keywords where there are digits enough.
///
/// Every keyword is looked for by a hash of three of its bytes, so that most places cost one
/// look into a table; letters count in any case.
struct KeywordScanner: Sendable {
  private struct Keyword {
    var bytes: [UInt8]
    var rule: Int
  }

  /// Whether a keyword begins with three bytes of this hash.
  private var starts = [Bool](repeating: false, count: 4096)
  private var keywords: [[Keyword]] = []
  /// Of a hash, its index in `keywords`.
  private var groups = [Int16](repeating: -1, count: 4096)
  /// Keywords of fewer than three bytes.
  private var short: [Keyword] = []
  /// Rules without keywords, and the digits a match of theirs has at least.
  private var bare: [(rule: Int, digits: Int)] = []
  private let count: Int

  init(_ rules: [RedactionRule]) {
    count = rules.count
    for (index, rule) in rules.enumerated() {
      if rule.keywords.isEmpty { bare.append((index, rule.minimumDigits)) }
      for word in rule.keywords {
        let keyword = Keyword(bytes: word, rule: index)
        guard word.count >= 3 else {
          short.append(keyword)
          continue
        }
        let hash = Self.hash(word[0], word[1], word[2])
        if groups[hash] < 0 {
          groups[hash] = Int16(keywords.count)
          keywords.append([])
        }
        starts[hash] = true
        keywords[Int(groups[hash])].append(keyword)
      }
    }
  }

  /// The rules to be tried, in their order.
  func rules(for text: UnsafeBufferPointer<UInt8>) -> [Int] {
    var isDue = [Bool](repeating: false, count: count)
    var digits = 0
    var first: UInt8 = 0
    var second: UInt8 = 0
    starts.withUnsafeBufferPointer { starts in
      for i in 0..<text.count {
        let byte = text[i]
        if byte &- 0x30 < 10 { digits &+= 1 }
        let third = RedactionRule.lowercase(byte)
        let hash = Self.hash(first, second, third)
        if starts[hash], i >= 2 { check(hash, text, i &- 2, &isDue) }
        first = second
        second = third
      }
    }
    for keyword in short where !isDue[keyword.rule] {
      isDue[keyword.rule] =
        keyword.bytes.isEmpty
        || (0..<text.count).contains { Self.stands(keyword.bytes, in: text, at: $0) }
    }
    for rule in bare where digits >= rule.digits { isDue[rule.rule] = true }
    return isDue.indices.filter { isDue[$0] }
  }

  private func check(
    _ hash: Int, _ text: UnsafeBufferPointer<UInt8>, _ place: Int, _ isDue: inout [Bool]
  ) {
    for keyword in keywords[Int(groups[hash])] where !isDue[keyword.rule] {
      if Self.stands(keyword.bytes, in: text, at: place) { isDue[keyword.rule] = true }
    }
  }

  private static func stands(
    _ word: [UInt8], in text: UnsafeBufferPointer<UInt8>, at place: Int
  ) -> Bool {
    guard place + word.count <= text.count else { return false }
    for i in 0..<word.count where RedactionRule.lowercase(text[place + i]) != word[i] {
      return false
    }
    return true
  }

  @inline(__always)
  private static func hash(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Int {
    let word = UInt32(a) | UInt32(b) &<< 8 | UInt32(c) &<< 16
    return Int((word &* 0x9E37_79B1) &>> 20)
  }
}
