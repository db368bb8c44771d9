import AdhereJSON

/// Edits far from where reading failed: brackets between the elements of what is open, and quotes
/// that belong to a string's text.
extension MarkEdits {
  /// Elements of one bracket that are looked at.
  private static let mostElements = 48

  /// Adds the brackets that could be put before the commas of the bracket that opens at `start`.
  mutating func addClosers(from start: Int, to place: Int) {
    var depth = 0
    var i = start + 1
    var commas: [Int] = []
    while i < place {
      switch text[i] {
      case UInt8(ascii: "\""):
        i += 1
        while i < place, text[i] != UInt8(ascii: "\"") {
          i += text[i] == UInt8(ascii: "\\") ? 2 : 1
        }
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: ",") where depth <= 0: commas.append(i)
      default: break
      }
      i += 1
    }
    // The first element's end and the last ones: where there are many, they cannot all be tried.
    for comma in commas.prefix(2) + commas.suffix(MarkEdits.mostElements).dropFirst(2) {
      for closer in [Text.closeBrace, Text.closeSquare] {
        append(MarkEdit(comma, comma, closer, .missingClose, EditCosts.put))
      }
    }
    // An opener that was lost before an element.
    for comma in commas.suffix(2) + commas.prefix(1) {
      for opener in [Text.openBrace, Text.openSquare] {
        append(MarkEdit(comma + 1, comma + 1, opener, .missingOpen, EditCosts.put))
      }
    }
  }

  /// Adds the double quotes from `place` on as text of a string in quotes of another kind, up to
  /// where that ends.
  private mutating func addQuotesOfOtherKind(from place: Int) {
    guard place < end, text[place] == UInt8(ascii: "\"") else { return }
    var open = place - 1
    while open >= 0, text[open] != UInt8(ascii: "'"), text[open] != UInt8(ascii: "`") {
      guard place - open < 2_000 else { return }
      open -= 1
    }
    guard open >= 0 else { return }
    var escapes: [Change] = []
    var i = place
    while i < end, text[i] != text[open] {
      if text[i] == UInt8(ascii: "\"") {
        escapes.append(Change(i, i + 1, Text.escapedQuote, .innerQuotes))
      }
      guard escapes.count < 64 else { return }
      i += text[i] == UInt8(ascii: "\\") ? 2 : 1
    }
    if i < end { append(MarkEdit(escapes, EditCosts.of(.innerQuotes))) }
  }

  /// Adds the pairs of quotes inside the string that ends before the place of failure.
  mutating func addQuotePairs(_ text: NearestText) {
    guard case .mark(let place) = text.end else { return }
    addQuotesOfOtherKind(from: place)
    // The quote that ended the string too early is the last one before the failure.
    var first = place - 1
    while first >= 0, self.text[first] != UInt8(ascii: "\"") {
      guard place - first < 80 else { return }
      first -= 1
    }
    guard first > 0 else { return }
    if QuotePair.isInchMark(first, self.text, end) {
      let escape = Change(first, first + 1, Text.escapedQuote, .innerQuotes)
      append(MarkEdit([escape], EditCosts.of(.innerQuotes)))
    }
    var pairs: [Change] = []
    var i = first
    var cost = EditCosts.of(.innerQuotes)
    while pairs.count < 64, let pair = QuotePair.at(i, self.text, end) {
      for quote in [pair.open, pair.close] {
        pairs.append(Change(quote, quote + 1, Text.escapedQuote, .innerQuotes))
      }
      if pair.isBetweenMarks(self.text, end) { cost += EditCosts.pairBetweenMarks }
      append(MarkEdit(pairs, cost))
      cost += EditCosts.furtherPair
      i = pair.close + 1
      while i < end, self.text[i] != UInt8(ascii: "\""), self.text[i] != 0x0A {
        i += self.text[i] == UInt8(ascii: "\\") ? 2 : 1
      }
    }
  }
}
