import AdhereBytes

/// Marks that are damaged until they look like text. A value that holds one was not read to its end,
/// or holds the next one, too.
extension TaggedCallReader {
  /// What a value holds of such marks.
  enum Torn: Equatable {
    case none
    /// One that closes, from here on, and nothing behind it.
    case closing(at: Int)
    case other
  }

  /// The marks in the text of a value that are one of this notation's, or nearly: those that have no
  /// partner in it. A value may hold tags in pairs.
  func torn(in value: Range<Int>, of open: Tag) -> Torn {
    let words = markWords(of: open)
    var opened: [(letters: [UInt8], isText: Bool)] = []
    var found: [Piece] = []
    var i = value.lowerBound
    while i < value.upperBound, found.count < 2 {
      if opened.count > TaggedCallReader.mostOpened { return .other }
      let b = text[i]
      if b == UInt8(ascii: ">"), let piece = headless(before: i, in: value, words) {
        found.append(piece)
      }
      guard b == UInt8(ascii: "<") else {
        i += 1
        continue
      }
      let piece = piece(at: i, to: value.upperBound)
      i = max(i + 1, piece.end)
      guard isMark(piece, of: open, words) else { continue }
      if !piece.closes {
        opened.append((piece.letters, !isWritten(piece, in: value, as: open) || isText(piece)))
      } else if let partner = opened.lastIndex(where: { $0.letters == piece.letters }) {
        opened.remove(at: partner)
      } else {
        found.append(piece)
      }
    }
    if opened.contains(where: { !$0.isText }) || found.count > 1 { return .other }
    guard let mark = found.first else { return .none }
    let rest = mark.end..<max(mark.end, value.upperBound)
    if rest.allSatisfy({ text[$0] <= 0x20 }) {
      return mark.isCloser ? .closing(at: mark.start) : .other
    }
    // A text may name a mark, where words follow that are none of one.
    let isWhole = tag(at: mark.start).map { isPartner($0, of: open) } ?? false
    return isWhole && beginsWords(mark.end, words) ? .none : .other
  }

  /// Whether a text goes on at `i` as a text does: with no sign or word of a mark.
  private func beginsWords(_ i: Int, _ words: [[UInt8]]) -> Bool {
    let at = skipSpace(i)
    guard at < end, text[at] != UInt8(ascii: "<"), text[at] != UInt8(ascii: ">"),
      text[at] != UInt8(ascii: "/")
    else { return false }
    var stop = at
    while stop < end, ByteClass.isWord(text[stop]) { stop += 1 }
    let letters = bytes(at..<stop).filter { $0 != UInt8(ascii: "_") }
    return !words.contains {
      $0.count > 3 && abs(letters.count - $0.count) < 3 && EditDistance.isAtMost(2, letters, $0)
    }
  }

  /// Whether a mark opens a parameter that the tool has not: a text speaks of it.
  private func isText(_ piece: Piece) -> Bool {
    guard let parameters, let name = tag(at: piece.start)?.name else { return false }
    return parameters.tool.declaresAll && !parameters.declares(name)
  }

  /// Opened marks in one value at most; more are no pairs of a text.
  private static let mostOpened = 16
  /// The longest piece that is taken for a mark.
  private static let longestPiece = 48

  private struct Piece {
    var start: Int
    var end: Int
    /// Letters alone, in lower case.
    var letters: [UInt8] = []
    /// The same up to the first sign that no mark has.
    var head: [UInt8]?
    var hasCapitals = false
    /// It has the sign of tags that close.
    var closes = false
    /// And that before or behind its name.
    var isCloser = false
    /// It ends with the bracket that tags end with.
    var isEnded = false
  }

  /// What begins at a `<` as a tag does: letters and signs of tags, up to `>`.
  private func piece(at start: Int, to limit: Int) -> Piece {
    var piece = Piece(start: start, end: start + 1)
    var slash: Int?
    var i = start + 1
    scan: while i < limit, i - start < TaggedCallReader.longestPiece {
      switch text[i] {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): piece.letters.append(text[i])
      case UInt8(ascii: "A")...UInt8(ascii: "Z"):
        piece.letters.append(text[i] | 0x20)
        piece.hasCapitals = true
      case UInt8(ascii: "/"): if slash == nil { slash = piece.letters.count }
      case UInt8(ascii: "_"), UInt8(ascii: "<"), UInt8(ascii: "\""), UInt8(ascii: "|"), 0x80...:
        break
      case 0x20 where piece.letters.isEmpty: break
      case UInt8(ascii: ">"):
        piece.isEnded = true
        i += 1
        break scan
      // A closing mark may have a sign too many.
      default:
        guard slash == 0, piece.letters.count > 2 else { break scan }
        if piece.head == nil { piece.head = piece.letters }
      }
      i += 1
    }
    piece.end = i
    piece.closes = slash != nil
    piece.isCloser = slash == 0 || slash == piece.letters.count
    return piece
  }

  /// Whether an opening mark is written as this call's are, with the same sign behind its word. Where a
  /// name belongs behind it and there is none, it is a mark but in code, `vector<Parameter>`, and in the
  /// middle of a sentence, `the <parameter> of it`.
  private func isWritten(_ piece: Piece, in value: Range<Int>, as open: Tag) -> Bool {
    guard open.name != nil else { return piece.isEnded && !isCode(piece) }
    if piece.isEnded {
      if isCode(piece) { return false }
      guard piece.start > value.lowerBound, piece.end < value.upperBound else { return true }
      return text[piece.start - 1] != 0x20 || text[piece.end] != 0x20
    }
    let sign = open.raw.upperBound < end ? text[open.raw.upperBound] : 0
    return piece.end < end && text[piece.end] == sign
  }

  /// Whether the piece is a type of a program: with capitals, and right behind a name.
  private func isCode(_ piece: Piece) -> Bool {
    piece.hasCapitals && piece.start > 0 && ByteClass.isWord(text[piece.start - 1])
  }

  /// The letters of this notation's marks around a value.
  private func markWords(of open: Tag) -> [[UInt8]] {
    func letters(_ word: [UInt8]) -> [UInt8] {
      word.filter { $0 != UInt8(ascii: "_") && ByteClass.isWord($0) }.map { $0 | 0x20 }
    }
    if open.word == Self.argValue { return [letters(Self.argValue), letters(Self.argKey)] }
    if open.isPlain { return [letters(bytes(open.raw))] }
    // With a family's prefix, and without.
    return [letters(open.word), letters(bytes(open.raw))]
  }

  private func isMark(_ piece: Piece, of open: Tag, _ words: [[UInt8]]) -> Bool {
    let isEnded = piece.isEnded || piece.end < end && text[piece.end] <= 0x20
    if isEnded, isName(piece.letters, of: open) { return true }
    return isMark(piece.letters, of: open, words)
      || piece.head.map { isMark($0, of: open, words) } ?? false
  }

  private func isMark(_ letters: [UInt8], of open: Tag, _ words: [[UInt8]]) -> Bool {
    words.contains { word in
      if letters == word || isDoubled(letters, word) { return true }
      // Short names are near to too much: <b>, <p>, <id>.
      let most = word.count < 5 ? 0 : open.isPlain || word.count < 8 ? 1 : 2
      if most > 0, !open.isPlain, letters.count > word.count, letters.count < word.count + 12,
        letters.firstRange(of: word) != nil
      {
        return true
      }
      return most > 0 && abs(letters.count - word.count) <= most
        && EditDistance.isAtMost(most, letters, word)
    }
  }

  /// Whether the letters begin and end as a word does, with a part of it twice between.
  private func isDoubled(_ letters: [UInt8], _ word: [UInt8]) -> Bool {
    guard word.count > 6, letters.count > word.count, letters.count < 2 * word.count else {
      return false
    }
    var head = 0
    while head < word.count, letters[head] == word[head] { head += 1 }
    var tail = 0
    while tail < word.count, letters[letters.count - 1 - tail] == word[word.count - 1 - tail] {
      tail += 1
    }
    return head > 2 && tail > 2 && head + tail >= word.count
  }

  /// Whether these are the letters of the parameter's own name.
  private func isName(_ letters: [UInt8], of open: Tag) -> Bool {
    guard let name = open.name, letters.count > 1 else { return false }
    return letters
      == name.filter { $0 != UInt8(ascii: "_") && ByteClass.isWord($0) }.map { $0 | 0x20 }
  }

  /// What ends at `i` as a mark that lost its `<`: its word, with no tag around it.
  private func headless(before i: Int, in value: Range<Int>, _ words: [[UInt8]]) -> Piece? {
    var j = i
    while j > value.lowerBound, i - j < TaggedCallReader.longestPiece,
      ByteClass.isWord(text[j - 1]) || text[j - 1] == UInt8(ascii: "/")
    { j -= 1 }
    guard j < i, j == value.lowerBound || text[j - 1] != UInt8(ascii: "<") else { return nil }
    let letters = bytes(j..<i).filter { $0 != UInt8(ascii: "_") && ByteClass.isWord($0) }
    guard words.contains(where: { $0.count > 5 && letters.firstRange(of: $0) != nil }) else {
      return nil
    }
    var before = j
    while before > value.lowerBound, text[before - 1] <= 0x20 { before -= 1 }
    // `if parameter>5`: a mark has a space on no side, or its line for itself.
    let isFirst = before == value.lowerBound || (before..<j).contains { text[$0] == 0x0A }
    let isLast = i + 1 >= end || text[i + 1] <= 0x20 || text[i + 1] == UInt8(ascii: "<")
    let isApart = isLast && (isFirst || before == j)
    // `< parameter>`, `<)/parameter>`
    if before == j, before > value.lowerBound, !ByteClass.isWord(text[before - 1]) { before -= 1 }
    let isTorn = before > value.lowerBound && text[before - 1] == UInt8(ascii: "<")
    guard isTorn || isApart || text[j] == UInt8(ascii: "/") else { return nil }
    return Piece(
      start: j, end: i + 1, letters: letters, closes: true,
      isCloser: text[j] == UInt8(ascii: "/") && !isTorn, isEnded: true)
  }
}
