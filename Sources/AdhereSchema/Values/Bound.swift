internal import AdhereJSON

/// A number that a schema compares with.
struct Bound {
  /// Where the number is an integer of at most 18 digits.
  var small: Int64
  var isSmall: Bool
  var exact: NumberText

  init(_ tape: Tape, _ node: Int) {
    exact = NumberText(tape.text(node))
    if let value = tape.smallInteger(node) {
      small = value
      isSmall = true
    } else {
      small = 0
      isSmall = false
    }
  }

  /// Negative, zero or positive as the number at `node` is less than, equal to or greater.
  @inline(__always)
  func compare(_ tape: Tape, _ node: Int) -> Int {
    if isSmall, let value = tape.smallInteger(node) {
      return value < small ? -1 : value == small ? 0 : 1
    }
    return NumberText.compare(NumberText(tape.text(node)), exact)
  }
}
