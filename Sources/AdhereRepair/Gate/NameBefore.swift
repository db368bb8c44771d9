import AdhereBytes

/// A tool's name in front of arguments, maybe with a slip in it, with no prose on the way.
struct NameBefore {
  private let text: UnsafePointer<UInt8>
  /// Where the arguments begin.
  private let group: Int
  /// Words before the arguments, the next first.
  private var words: [Range<Int>] = []

  /// How far before its arguments a name is looked for.
  private static let reach = 240
  /// Lines between a name and its arguments; empty ones and fences do not count.
  private static let mostLines = 2
  /// So many words in a row, with one blank between each, are a sentence.
  private static let sentence = 4

  init(_ text: UnsafePointer<UInt8>, _ group: Int, from start: Int) {
    self.text = text
    self.group = group
    let floor = max(start, group - NameBefore.reach)
    var lines = 0
    var row = 0
    var first = 0
    var isEmpty = false
    var i = group
    while i > floor, lines <= NameBefore.mostLines {
      let b = text[i - 1]
      if ByteClass.isName(b) {
        let stop = i
        while i > floor, ByteClass.isName(text[i - 1]) { i -= 1 }
        // A sentence between a name and the arguments parts them; one that the name is in may announce
        // what is in the lines below it.
        if !isPart(stop) {
          row = isNext(stop) ? row + 1 : 1
          if row == 1 { first = words.count }
        }
        if row >= NameBefore.sentence {
          if lines == 0 { words.removeLast(words.count - first) }
          return
        }
        words.append(i..<stop)
        isEmpty = false
      } else {
        if b == 0x0A {
          if !isEmpty { lines += 1 }
          isEmpty = true
        } else if b > 0x20 {
          isEmpty = b == UInt8(ascii: "`")
        }
        i -= 1
      }
    }
  }

  /// Whether the word that ends at `stop` is a part of the next one: `call:f`, `to=f`.
  private func isPart(_ stop: Int) -> Bool {
    guard let next = words.last, next.lowerBound == stop + 1 else { return false }
    return text[stop] == UInt8(ascii: ":") || text[stop] == UInt8(ascii: "=")
  }

  /// Whether the next word is one of the same sentence.
  private func isNext(_ stop: Int) -> Bool {
    guard let next = words.last, next.lowerBound == stop + 1 else { return false }
    return text[stop] == 0x20 && text[stop - 1] != UInt8(ascii: ".")
  }

  /// Where the tool's name begins.
  func find(_ tool: ToolTable.Tool) -> Int? {
    let name = tool.name
    for (index, range) in words.enumerated() {
      let word = bytes(range)
      if means(word, name) { return range.lowerBound }
      // A foreign byte inside of it: `pat<ch`.
      if index + 1 < words.count, words[index + 1].upperBound == range.lowerBound - 1,
        text[range.lowerBound - 1] > 0x20
      {
        let joined = bytes(words[index + 1]) + word
        if joined.count >= 4, joined.suffix(name.count) == name[...] {
          return words[index + 1].lowerBound
        }
      }
    }
    return nil
  }

  /// Whether the word is the name, behind whose tool it is or in other words, or with a slip.
  private func means(_ word: [UInt8], _ name: [UInt8]) -> Bool {
    if word == name { return true }
    let own = word.lastIndex(of: UInt8(ascii: ".")).map { Array(word[($0 + 1)...]) } ?? word
    if own == name { return true }
    let slips = name.count >= 8 ? 2 : name.count >= 4 ? 1 : 0
    guard slips > 0 else { return false }
    if abs(own.count - name.count) <= slips, EditDistance.isAtMost(slips, own, name) { return true }
    // What was between two words was lost.
    if own.starts(with: name) || own.suffix(name.count) == name[...] { return true }
    return own.count > name.count && name.count > 4
      && EditDistance.isAtMost(1, Array(own.suffix(name.count)), name)
  }

  private func bytes(_ range: Range<Int>) -> [UInt8] {
    Array(UnsafeBufferPointer(start: text + range.lowerBound, count: range.count))
  }
}
