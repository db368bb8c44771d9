internal import AdhereJSON

/// Every keyword that some draft defines. The raw value is the name.
enum Keyword: String, CaseIterable {
  case ref = "$ref"
  case dynamicRef = "$dynamicRef"
  case recursiveRef = "$recursiveRef"
  case allOf, anyOf, oneOf, not
  case `if`, then, `else`
  case dependentSchemas, dependentRequired, dependencies, propertyDependencies
  case properties, patternProperties, additionalProperties, propertyNames
  case items, prefixItems, additionalItems, contains, minContains, maxContains
  case unevaluatedItems, unevaluatedProperties
  case type
  case enumeration = "enum"
  case const
  case multipleOf, divisibleBy, maximum, exclusiveMaximum, minimum, exclusiveMinimum
  case maxLength, minLength, pattern
  case maxItems, minItems, uniqueItems
  case maxProperties, minProperties, required
  case format, contentEncoding, contentMediaType
  case extends, disallow
  // From here on: nothing that an instance could violate.
  case id = "$id"
  case legacyID = "id"
  case schema = "$schema"
  case anchor = "$anchor"
  case dynamicAnchor = "$dynamicAnchor"
  case recursiveAnchor = "$recursiveAnchor"
  case vocabulary = "$vocabulary"
  case comment = "$comment"
  case defs = "$defs"
  case definitions, contentSchema
  case title, description, `default`, deprecated, readOnly, writeOnly, examples

  /// Place in ``allCases``: an index for tables.
  var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }

  /// Whether the keyword can make an instance invalid.
  var isAssertion: Bool { index < Keyword.id.index }
}

/// Finds keywords by the hash that key nodes carry.
struct KeywordTable: @unchecked Sendable {
  static let shared = KeywordTable()

  private struct Slot {
    var hash: UInt32 = 0
    var keyword: Keyword?
    var name: [UInt8] = []
  }

  private static let size = 512
  private let slots: UnsafeMutablePointer<Slot>

  private init() {
    slots = .allocate(capacity: Self.size)
    slots.initialize(repeating: Slot(), count: Self.size)
    for keyword in Keyword.allCases {
      let name = Array(keyword.rawValue.utf8)
      let hash = name.withUnsafeBufferPointer { Tape.keyHash($0) }
      var at = Int(hash) & (Self.size - 1)
      while slots[at].keyword != nil { at = (at + 1) & (Self.size - 1) }
      slots[at] = Slot(hash: hash, keyword: keyword, name: name)
    }
  }

  /// The keyword that the key node at `key` spells.
  @inline(__always)
  func find(_ tape: Tape, _ key: Int) -> Keyword? {
    let hash = tape[key].link
    var at = Int(hash) & (Self.size - 1)
    while let keyword = slots[at].keyword {
      if slots[at].hash == hash,
        slots[at].name.withUnsafeBufferPointer({ StringText.equals(tape, key, $0) })
      {
        return keyword
      }
      at = (at + 1) & (Self.size - 1)
    }
    return nil
  }
}
