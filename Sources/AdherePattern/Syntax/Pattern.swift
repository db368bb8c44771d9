/// A parsed pattern: its elements in the order they were written.
///
/// The tree is kept flat, as a list with indices, because patterns come from strangers: neither
/// walking it nor freeing it may recurse as deep as the pattern nests.
struct Pattern {
  /// One step of the pattern.
  enum Element: Equatable {
    /// One code point; a lone surrogate is possible.
    case literal(UInt32)
    /// Any one code point of `classes[index]`.
    case set(Int)
    /// `^`
    case start
    /// `$`
    case end
    /// `\b`, or `\B`.
    case wordBoundary(negated: Bool)
    /// `\1` or `\k<name>`, as the number of the group.
    case backreference(Int)
    /// Opens a group; the matching `close` is at `close`.
    case open(Group, close: Int)
    /// `|` of the innermost open group.
    case alternative
    /// Closes the group opened at `open`.
    case close(open: Int)
    /// Repeats the atom that begins at `atom` and ends just before.
    case quantifier(Quantifier, atom: Int)
  }

  enum Group: Equatable {
    case plain
    case capture(Int)
    case lookahead(negated: Bool)
    case lookbehind(negated: Bool)
  }

  struct Quantifier: Equatable {
    var minimum: Int
    /// `unbounded` for none.
    var maximum: Int
    var lazy: Bool

    static let unbounded = Int(Int32.max)
  }

  var elements: [Element] = []
  var classes: [CharacterClass] = []
  /// Number of capturing groups.
  var captureCount = 0
  /// Deepest nesting of groups.
  var depth = 0
}
