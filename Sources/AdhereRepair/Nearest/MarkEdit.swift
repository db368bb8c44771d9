import AdhereJSON

/// One edit of a structural mark: put in, left out, replaced or swapped with its neighbour.
struct MarkEdit {
  /// Ascending; one, but for quotes that are escaped in pairs.
  let changes: [Change]
  /// In hundredths of a structural mark; see ``EditCosts``.
  let cost: Int

  init(_ start: Int, _ end: Int, _ text: ShortText, _ rule: Rule, _ cost: Int) {
    changes = [Change(start, end, text, rule)]
    self.cost = cost
  }

  init(_ changes: [Change], _ cost: Int) {
    self.changes = changes
    self.cost = cost
  }

  /// Whether the edit makes strings begin or end elsewhere.
  var movesStrings: Bool {
    switch changes[0].rule {
    case .missingStartQuote, .missingEndQuote, .strayQuote, .lookAlikeMark, .swappedMarks,
      .innerQuotes:
      true
    default: false
    }
  }

  /// Bytes the text gets longer by.
  var growth: Int { changes.reduce(0) { $0 + $1.growth } }

  var start: Int { changes[0].start }
  var end: Int { changes[changes.count - 1].end }
}
