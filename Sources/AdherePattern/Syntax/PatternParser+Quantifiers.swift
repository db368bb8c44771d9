internal import AdhereBytes

extension PatternParser {
  /// The quantifier after the atom that begins at `atom`, if there is one.
  mutating func quantifier(atom: Int) throws(PatternError) {
    guard let byte = peek() else { return }
    var quantifier: Pattern.Quantifier
    switch byte {
    case UInt8(ascii: "*"):
      position += 1
      quantifier = .init(minimum: 0, maximum: Pattern.Quantifier.unbounded, lazy: false)
    case UInt8(ascii: "+"):
      position += 1
      quantifier = .init(minimum: 1, maximum: Pattern.Quantifier.unbounded, lazy: false)
    case UInt8(ascii: "?"):
      position += 1
      quantifier = .init(minimum: 0, maximum: 1, lazy: false)
    case UInt8(ascii: "{"):
      let offset = position
      guard let braced = try bracedQuantifier() else {
        if unicode {
          throw PatternError("{ begins no quantifier and must be written \\{", at: offset)
        }
        return
      }
      quantifier = braced
    default: return
    }
    if accept("?") { quantifier.lazy = true }
    pattern.elements.append(.quantifier(quantifier, atom: atom))
  }

  /// `{n}`, `{n,}` or `{n,m}` at `position`; nil, and nothing consumed, where there is none.
  mutating func bracedQuantifier() throws(PatternError) -> Pattern.Quantifier? {
    let start = position
    position += 1
    guard let minimum = decimal() else {
      position = start
      return nil
    }
    var maximum = minimum
    if accept(",") { maximum = decimal() ?? Pattern.Quantifier.unbounded }
    guard accept("}") else {
      position = start
      return nil
    }
    if maximum < minimum {
      throw PatternError("a quantifier's numbers are out of order", at: start)
    }
    return .init(minimum: minimum, maximum: maximum, lazy: false)
  }

  /// Decimal digits at `position`, held at `unbounded` where they say more; nil without any.
  mutating func decimal() -> Int? {
    var value: Int?
    while let byte = peek(), byte.isDigit {
      value = min((value ?? 0) * 10 + Int(byte - ASCII.zero), Pattern.Quantifier.unbounded)
      position += 1
    }
    return value
  }
}
