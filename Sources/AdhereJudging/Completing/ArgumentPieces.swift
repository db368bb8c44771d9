import AdhereBytes
import AdhereJSON
import AdhereWire

/// The objects in arguments that are several, one after the other: some servers send parallel
/// calls of one tool so, some an empty object before the real one, some all of it once more at the
/// end. Reading one of them would lose the others.
struct ArgumentPieces {
  /// Where the objects stand that are calls: an empty one beside others is none. Several that say the
  /// same are one; where others stand among them each is a call, since which of them was meant
  /// once only is not known.
  let calls: [Range<Int>]
  /// What is between the calls, with the empty objects there.
  let gaps: [Range<Int>]
  /// Each object is JSON.
  let isStrict: Bool

  /// Nil where the arguments are anything else.
  init?(_ text: [UInt8]) {
    guard text.first(where: { !$0.isSpaceOrControl }) == ASCII.leftBrace,
      (try? JSONDocument(text, options: .anyDepth)) == nil
    else { return nil }
    if let whole = ArgumentPieces.wholeAfterBeginning(text) {
      (calls, gaps, isStrict) = ([whole], [], true)
      return
    }
    guard let objects = ArgumentPieces.objects(text), objects.count > 1 else { return nil }
    let documents = objects.map { try? JSONDocument(Array(text[$0]), options: .anyDepth) }
    isStrict = documents.allSatisfy { $0 != nil }
    let full = objects.filter { !ArgumentPieces.isEmpty(text[$0]) }
    let isStrict = self.isStrict
    let forms = Set(full.map { isStrict ? CompactForm.of(text[$0]) : Array(text[$0]) })
    calls = forms.count > 1 ? full : [full.first ?? objects[0]]
    gaps = zip(calls, calls.dropFirst()).map { $0.upperBound..<$1.lowerBound }
  }

  /// The objects, where there is nothing else but white space, and a comma between two of them.
  private static func objects(_ text: [UInt8]) -> [Range<Int>]? {
    var objects: [Range<Int>] = []
    var at = 0
    func skipSpace() { while at < text.count, text[at].isSpaceOrControl { at += 1 } }
    skipSpace()
    while at < text.count {
      guard let end = objectEnd(text, at) else { return nil }
      objects.append(at..<end)
      at = end
      skipSpace()
      if at < text.count, text[at] == ASCII.comma {
        at += 1
        skipSpace()
        guard at < text.count else { return nil }
      }
    }
    return objects
  }

  private static func isEmpty(_ object: ArraySlice<UInt8>) -> Bool {
    object.dropFirst().dropLast().allSatisfy(\.isSpaceOrControl)
  }

  /// The whole object, where the text is its beginning and then all of it.
  ///
  /// The beginning is found by the text's own borders (the Z function), so the search is linear.
  private static func wholeAfterBeginning(_ text: [UInt8]) -> Range<Int>? {
    let count = text.count
    var lengths = [Int](repeating: 0, count: count)
    var (left, right) = (0, 0)
    var tried = 0
    var i = 1
    while i < count {
      var length = i < right ? min(right - i, lengths[i - left]) : 0
      while i + length < count, text[length] == text[i + length] { length += 1 }
      lengths[i] = length
      if i + length > right { (left, right) = (i, i + length) }
      if length >= i, text[i] == ASCII.leftBrace, tried < 4 {
        tried += 1
        let rest = Array(text[i...])
        let beginning = Array(text[..<i])
        if (try? JSONDocument(rest, options: .anyDepth)) != nil,
          (try? JSONDocument(beginning, options: .anyDepth)) == nil
        {
          return i..<count
        }
      }
      i += 1
    }
    return nil
  }

  /// Past the object that begins at `start`; nil where it does not end. Strings may have single
  /// quotes where a key or value can begin.
  private static func objectEnd(_ text: [UInt8], _ start: Int) -> Int? {
    var depth = 0
    var quote: UInt8?
    var before = UInt8(0)
    var i = start
    while i < text.count {
      let byte = text[i]
      if let open = quote {
        if byte == ASCII.backslash {
          i += 1
        } else if byte == open {
          quote = nil
        }
      } else if byte == ASCII.quote || byte == ASCII.apostrophe && mayBegin(after: before) {
        quote = byte
      } else if byte == ASCII.leftBrace || byte == ASCII.leftBracket {
        depth += 1
      } else if byte == ASCII.rightBrace || byte == ASCII.rightBracket {
        depth -= 1
        if depth == 0 { return i + 1 }
        if depth < 0 { return nil }
      } else if depth == 0, !byte.isSpaceOrControl {
        return nil
      }
      if !byte.isSpaceOrControl { before = byte }
      i += 1
    }
    return nil
  }

  private static func mayBegin(after byte: UInt8) -> Bool {
    byte == ASCII.leftBrace || byte == ASCII.leftBracket || byte == ASCII.comma
      || byte == ASCII.colon
  }
}
