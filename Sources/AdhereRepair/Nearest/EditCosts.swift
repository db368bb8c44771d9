/// What edits cost, in hundredths: 100 is one mark put in where a token begins or ends.
///
/// The figures say how often a writer slips in that way, in the order found in damaged texts: a
/// look-alike of a mark is nearly a notation, a mark written twice is a slip of the hand, a mark
/// that nothing announces is rare. Two readings whose costs differ by less than ``margin`` are as
/// good as each other.
///
/// What an edit of a rule costs stands in its row of the rule table. Here is what depends on where the
/// mark is.
enum EditCosts {
  /// One edit of the rule.
  static func of(_ rule: Rule) -> Int {
    Int((RuleTable.entries[Int(rule.rawValue)].cost * 100).rounded())
  }

  static let margin = 30
  /// Dearer readings are not sought: what takes more is another text.
  static let most = 240
  /// The same for calls, whose notation leaves less to tell one reading from another.
  static let mostOfCall = 200

  /// One mark put in.
  static let put = 100
  /// A look-alike of a quote: the cheapest edit there is.
  static let lookAlikeQuote = 50
  /// A mark left out that stands twice, and a word in place of a comma.
  static let repeated = 90
  /// A mark replaced by one of another kind: a bracket by a comma.
  static let otherKind = 150
  /// A quote that does not touch its token.
  static let looseQuote = 160
  /// A mark that is put in where the same mark stands on the other side of a quote, or a quote
  /// that takes a mark into its string: more likely the two are swapped.
  static let besideItself = 90
  /// A key that the schema around it does not declare, though it declares others.
  static let undeclaredKey = 50
  /// A key that stands twice in one object.
  static let repeatedKey = 60
  /// Each pair of quotes inside one string behind the first.
  static let furtherPair = 10
  /// A pair that stands between marks, as strings of their own do.
  static let pairBetweenMarks = 60
}
