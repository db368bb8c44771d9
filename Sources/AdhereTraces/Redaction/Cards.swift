import AdhereBytes

/// Numbers of payment cards in a text, whatever stands beside them.
///
///     card 4111 1111 1111 1111 12/27        // the first four groups
enum Cards {
  /// A run of digits with nothing but one separator between them and the next.
  private struct Group {
    var span: Range<Int>
    /// The separator behind it; nil where the number ends here.
    var separator: UInt8?
  }

  /// Lengths of the groups that a number is written in, those of its separators aside.
  private static let shapes: [[Int]] = [
    [4, 4, 4, 4], [4, 6, 5], [4, 6, 4], [4, 4, 4, 4, 3], [4, 4, 5], [4, 3, 3, 3], [4, 4, 4],
    [4, 4, 4, 1], [8, 8], [4, 4, 4, 2], [4, 4, 4, 3], [6, 10], [6, 13],
  ]

  static func places(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var i = 0
    while i < text.count {
      guard text[i].isDigit else {
        i += 1
        continue
      }
      let joined = joined(text, from: i)
      guard joined.digits >= fewest else {
        i = joined.end + 1
        continue
      }
      let groups = groups(text, from: i)
      var first = 0
      while first < groups.count {
        if let place = card(groups[first...], text) {
          places.append(place)
          first += groups[first...].prefix { $0.span.upperBound <= place.upperBound }.count
        } else {
          first += 1
        }
      }
      i = (groups.last?.span.upperBound ?? i) + 1
    }
    return places
  }

  /// Digits of the shortest numbers.
  private static let fewest = 12

  /// How many digits ``groups(_:from:)`` would find, and where they end: most texts have too few.
  @inline(__always)
  private static func joined(
    _ text: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, digits: Int) {
    var i = start
    var digits = 0
    while true {
      while i < text.count, text[i].isDigit {
        i += 1
        digits += 1
      }
      guard i + 1 < text.count, isSeparator(text[i]), text[i + 1].isDigit else {
        return (i, digits)
      }
      i += 1
    }
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == ASCII.space || byte == ASCII.minus || byte == ASCII.period
  }

  /// The groups of digits from a place on, as long as single separators of one kind join them.
  private static func groups(_ text: UnsafeBufferPointer<UInt8>, from start: Int) -> [Group] {
    var groups: [Group] = []
    var i = start
    while i < text.count, text[i].isDigit {
      let begin = i
      while i < text.count, text[i].isDigit { i += 1 }
      let joins = i + 1 < text.count && text[i + 1].isDigit && isSeparator(text[i])
      groups.append(Group(span: begin..<i, separator: joins ? text[i] : nil))
      guard joins else { break }
      i += 1
    }
    return groups
  }

  private static func card(
    _ groups: ArraySlice<Group>, _ text: UnsafeBufferPointer<UInt8>
  ) -> Range<Int>? {
    guard let first = groups.first else { return nil }
    let start = first.span.lowerBound
    // A letter, or the sign of a number, in front makes it something else; so does a digit that
    // another separator joins.
    if start > 0, text[start - 1].isLetter || text[start - 1] == ASCII.period { return nil }
    if groups.startIndex == 0, start > 1, text[start - 1] == ASCII.minus, text[start - 2].isLetter {
      return nil
    }
    if first.span.count >= fewest {
      return accepts(first.span, text, isCompact: true)
    }
    for shape in shapes where shape.count <= groups.count {
      let part = groups.prefix(shape.count)
      guard zip(part, shape).allSatisfy({ $0.span.count == $1 }), let last = part.last,
        Set(part.dropLast().map(\.separator)).count == 1
      else { continue }
      if let place = accepts(start..<last.span.upperBound, text, isCompact: false) { return place }
    }
    return nil
  }

  private static func accepts(
    _ place: Range<Int>, _ text: UnsafeBufferPointer<UInt8>, isCompact: Bool
  ) -> Range<Int>? {
    if place.upperBound < text.count, text[place.upperBound].isLetter { return nil }
    // The fraction of a number.
    if isCompact, place.upperBound + 1 < text.count, text[place.upperBound] == ASCII.period,
      text[place.upperBound + 1].isDigit
    {
      return nil
    }
    let number = UnsafeBufferPointer(rebasing: text[place])
    guard Checksums.isCard(number, isCompact: isCompact) else { return nil }
    return place
  }
}
