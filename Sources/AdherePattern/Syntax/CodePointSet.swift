/// A set of code points as sorted ranges that neither touch nor overlap.
struct CodePointSet: Equatable {
  struct Range: Equatable {
    var lower: UInt32
    var upper: UInt32
  }

  static let maximum: UInt32 = 0x10FFFF

  private(set) var ranges: [Range] = []

  init() {}

  /// The set of the ranges given, in any order.
  init(_ ranges: [Range]) {
    self.ranges = ranges
    normalise()
  }

  init(_ ranges: [ClosedRange<UInt32>]) {
    self.init(ranges.map { Range(lower: $0.lowerBound, upper: $0.upperBound) })
  }

  /// Sorts and joins.
  private mutating func normalise() {
    guard ranges.count > 1 else { return }
    ranges.sort { $0.lower < $1.lower }
    var kept = 0
    for index in 1..<ranges.count {
      let next = ranges[index]
      if next.lower <= ranges[kept].upper &+ 1 {
        ranges[kept].upper = max(ranges[kept].upper, next.upper)
      } else {
        kept += 1
        ranges[kept] = next
      }
    }
    ranges.removeLast(ranges.count - kept - 1)
  }

  /// Every code point, surrogates included, that is not in this set.
  var complement: CodePointSet {
    var out = CodePointSet()
    var next: UInt32 = 0
    for range in ranges {
      if range.lower > next { out.ranges.append(Range(lower: next, upper: range.lower - 1)) }
      next = range.upper + 1
    }
    if next <= Self.maximum { out.ranges.append(Range(lower: next, upper: Self.maximum)) }
    return out
  }

  /// Whether `scalar` is in the set, by bisection.
  func contains(_ scalar: UInt32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if scalar < ranges[middle].lower {
        high = middle
      } else if scalar > ranges[middle].upper {
        low = middle + 1
      } else {
        return true
      }
    }
    return false
  }

  /// The sole member, if there is one and only one.
  var single: UInt32? {
    ranges.count == 1 && ranges[0].lower == ranges[0].upper ? ranges[0].lower : nil
  }

  /// Whether no code point is in both sets.
  func isDisjoint(with other: CodePointSet) -> Bool {
    var i = 0
    var j = 0
    while i < ranges.count, j < other.ranges.count {
      if ranges[i].upper < other.ranges[j].lower {
        i += 1
      } else if other.ranges[j].upper < ranges[i].lower {
        j += 1
      } else {
        return false
      }
    }
    return true
  }
}

extension CodePointSet {
  /// `\d`
  static let digits = CodePointSet([0x30...0x39])
  /// `\w`
  static let word = CodePointSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  /// `\s`: ECMA-262 WhiteSpace and LineTerminator, which neither ASCII nor Unicode's White_Space is.
  static let space = CodePointSet([
    0x09...0x0D, 0x20...0x20, 0xA0...0xA0, 0x1680...0x1680, 0x2000...0x200A, 0x2028...0x2029,
    0x202F...0x202F, 0x205F...0x205F, 0x3000...0x3000, 0xFEFF...0xFEFF,
  ])
  /// What `.` does not match.
  static let lineTerminators = CodePointSet([0x0A...0x0A, 0x0D...0x0D, 0x2028...0x2029])
  static let notDigits = digits.complement
  static let notWord = word.complement
  static let notSpace = space.complement
  static let notLineTerminators = lineTerminators.complement
  static let surrogates = CodePointSet([0xD800...0xDFFF])
}
