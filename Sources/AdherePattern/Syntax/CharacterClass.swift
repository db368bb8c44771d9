/// What one position of a pattern admits: `[…]`, `.`, `\d`, `\p{…}`.
struct CharacterClass: Equatable {
  /// A `\p{…}` or `\P{…}` inside a class.
  struct Property: Equatable {
    var property: UnicodeProperty
    var negated: Bool
  }

  /// The code points named directly.
  var points: CodePointSet
  /// The properties named beside them.
  var properties: [Property]
  /// Whether all of it is turned round. Only where there are properties; a set of plain points is
  /// turned round when it is made.
  var negated: Bool

  init(points: CodePointSet) {
    self.points = points
    properties = []
    negated = false
  }

  init(points: CodePointSet, properties: [Property], negated: Bool) {
    self.points = properties.isEmpty && negated ? points.complement : points
    self.properties = properties
    self.negated = negated && !properties.isEmpty
  }

  /// Whether membership follows from `points` alone.
  var isPlain: Bool { properties.isEmpty }
}
