/// A character class that can be asked about one code point, properties included.
struct MemberSet: Sendable {
  private let points: CodePointSet
  private let properties: [(test: PropertyTest, negated: Bool)]
  private let negated: Bool
  /// Tests of properties that one code point beyond ASCII can take, each of which is a match of its
  /// own.
  var cost: Int { properties.count }

  /// - Parameter tests: tests of properties that are made already.
  init(_ set: CharacterClass, _ tests: [UnicodeProperty: PropertyTest] = [:]) {
    points = set.points
    properties = set.properties.map {
      (tests[$0.property] ?? PropertyTest($0.property), $0.negated)
    }
    negated = set.negated
    (low, high) = (0, 0)
    let words = (UInt32(0)..<128).reduce(into: (low: UInt64(0), high: UInt64(0))) { words, scalar in
      guard find(scalar) else { return }
      if scalar < 64 {
        words.low |= 1 << UInt64(scalar)
      } else {
        words.high |= 1 << UInt64(scalar - 64)
      }
    }
    (low, high) = words
  }

  /// Members below 64 and from 64 to 127, as bits.
  private var low: UInt64
  private var high: UInt64

  @inline(__always)
  func contains(_ scalar: UInt32) -> Bool {
    if scalar < 0x80 {
      return (scalar < 64 ? low : high) &>> UInt64(scalar & 63) & 1 != 0
    }
    return find(scalar)
  }

  private func find(_ scalar: UInt32) -> Bool {
    if points.contains(scalar) { return !negated }
    for property in properties where property.test.contains(scalar) != property.negated {
      return !negated
    }
    return negated
  }
}
