/// The letters of a pattern: code points that no set of the pattern tells apart are one letter.
///
/// A letter is a stretch of code points between the ends of the sets' ranges, together with the
/// properties that its members have. The letters of ASCII are known when the alphabet is made; the
/// others are found as a subject holds them.
struct Alphabet: Sendable {
  /// The sets of a pattern: its classes, and one for each code point that stands for itself.
  struct Builder {
    fileprivate var sets: [CharacterClass]
    private var literals: [UInt32: Int] = [:]

    init(_ pattern: Pattern) { sets = pattern.classes }

    /// The set of one code point.
    mutating func literal(_ scalar: UInt32) -> Int {
      if let known = literals[scalar] { return known }
      sets.append(CharacterClass(points: CodePointSet([.init(lower: scalar, upper: scalar)])))
      literals[scalar] = sets.count - 1
      return sets.count - 1
    }
  }

  let sets: [MemberSet]
  /// Where a stretch begins, in order.
  private let starts: [UInt32]
  private let properties: [PropertyTest]
  /// Tests that tell the letter of a code point beyond ASCII.
  var propertyCount: Int { properties.count }
  /// A code point of each letter that ASCII has; the letter's number is its place here.
  let asciiMembers: [UInt32]
  /// The letter of each ASCII character.
  let asciiLetters: [UInt32]

  /// What tells letters apart.
  struct Key: Hashable {
    var stretch: Int
    var properties: [Bool]
    /// How the lookarounds of the place before the code point stand: elsewhere it is another letter.
    var looks: UInt32 = 0
  }

  init(_ builder: Builder) {
    var tests: [UnicodeProperty: PropertyTest] = [:]
    for set in builder.sets {
      for item in set.properties where tests[item.property] == nil {
        tests[item.property] = PropertyTest(item.property)
      }
    }
    sets = builder.sets.map { MemberSet($0, tests) }
    properties = Array(tests.values)
    // Surrogates and the characters of words are told apart whatever the sets say.
    var starts: Set<UInt32> = [0, 0xD800, 0xE000]
    for range in CodePointSet.word.ranges + builder.sets.flatMap(\.points.ranges) {
      starts.insert(range.lower)
      starts.insert(range.upper + 1)
    }
    self.starts = starts.sorted()
    var letters: [Key: UInt32] = [:]
    var members: [UInt32] = []
    var table: [UInt32] = []
    for scalar in UInt32(0)..<128 {
      let key = Alphabet.key(scalar, self.starts, properties)
      if letters[key] == nil {
        letters[key] = UInt32(members.count)
        members.append(scalar)
      }
      table.append(letters[key]!)
    }
    asciiMembers = members
    asciiLetters = table
    asciiKeys = letters
  }

  /// The letters of ASCII by their keys.
  let asciiKeys: [Key: UInt32]

  func key(of scalar: UInt32) -> Key { Alphabet.key(scalar, starts, properties) }

  private static func key(_ scalar: UInt32, _ starts: [UInt32], _ properties: [PropertyTest]) -> Key
  {
    // The last start that is not beyond the code point.
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if starts[middle] <= scalar { low = middle } else { high = middle }
    }
    return Key(stretch: low, properties: properties.map { $0.contains(scalar) })
  }
}
