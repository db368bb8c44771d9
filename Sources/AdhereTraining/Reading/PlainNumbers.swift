import AdhereJSON

/// Numbers that come out of Python and Hugging Face `datasets` as they went in.
///
/// Integers of 64 bits and finite doubles do in Python. `datasets` (5.2.0) writes columns of mixed
/// types as JSON again, with ten decimals: it reads 8.854e-12 as 0.
enum PlainNumbers {
  /// The digits behind the point that `datasets` keeps.
  private static let decimals = 10

  /// Whether all numbers below a node are kept.
  static func hold(in tape: Tape, _ root: Int, throughDatasets: Bool) -> Bool {
    for index in root..<tape.next(after: root) where tape.kind(index) == .number {
      if !holds(tape, index, throughDatasets: throughDatasets) { return false }
    }
    return true
  }

  /// Whether this number is kept.
  static func holds(_ tape: Tape, _ index: Int, throughDatasets: Bool) -> Bool {
    let text = tape.text(index)
    guard tape[index].isReal else {
      return text.count <= 18 || Int64(String(decoding: text, as: UTF8.self)) != nil
    }
    let value = DecimalNumber(lexeme: text)
    if value.exponent + value.digits.count > 308 { return false }
    guard throughDatasets else { return true }
    // From 10^16 on it writes the first ten digits.
    if value.exponent + value.digits.count > 16 { return value.digits.count <= decimals }
    return value.exponent >= -decimals
  }

  /// Whether there is a number with a fraction or an exponent.
  static func hasReals(in tape: Tape) -> Bool {
    for index in 0..<tape.count where tape.kind(index) == .number {
      if tape[index].isReal { return true }
    }
    return false
  }
}
