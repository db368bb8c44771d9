#if Structured
  import AdhereFoundation
  import AdhereJudging
  import AdhereTestSupport
  import Foundation

  /// Gives a type what it asks for, by chance: a value that no schema had a part in.
  struct RandomDecoder: Decoder {
    let dice: Dice
    let depth: Int
    var keys: [String]?
    var text: String?
    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    init(_ dice: Dice, _ depth: Int = 0) {
      self.dice = dice
      self.depth = depth
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
      KeyedDecodingContainer(RandomObject<Key>(decoder: self))
    }
    func unkeyedContainer() -> any UnkeyedDecodingContainer {
      RandomArray(decoder: self, count: dice.length(depth))
    }
    func singleValueContainer() -> any SingleValueDecodingContainer { RandomValue(decoder: self) }

    /// A value of the type.
    func value<T: Decodable>(_ type: T.Type) throws -> T {
      if let text, T.self == String.self { return text as! T }
      if let known = dice.known(type) { return known as! T }
      if let whole = type as? any FixedWidthInteger.Type { return dice.integer(whole) as! T }
      if let cases = type as? any CaseIterable.Type, let value = dice.pick(cases) as? T {
        return value
      }
      var inner = RandomDecoder(dice, depth + 1)
      switch (type as? any StructuredType.Type)?.typeStructure.form {
      case .strings(let strings): inner.text = dice.pick(strings)
      case .cases(let cases):
        // The first is the one that ends.
        inner.keys = [depth > 4 ? cases[0].key : dice.pick(cases).key]
      case .members, nil: break
      }
      return try T(from: inner)
    }
  }

  /// What is thrown.
  final class Dice {
    var random: SplitMix64

    init(_ name: String) { random = SplitMix64(20, name) }

    func length(_ depth: Int) -> Int { depth > 4 ? 0 : random.below(4) }
    func isThere(_ depth: Int) -> Bool { depth <= 4 && random.one(in: 2) }
    func pick<E>(_ elements: [E]) -> E { random.pick(elements) }
    func pick<E: CaseIterable>(_ type: E.Type) -> Any { random.pick(Array(type.allCases)) }

    func string() -> String {
      random.pick(["", "a", "\"", "\\", "é\n", "12", "null", "😀", "\u{0}", "a b c", "</x>"])
    }

    func integer<T: FixedWidthInteger>(_ type: T.Type) -> Any {
      let values: [T] = [
        .min, .max, 0, 1, T(random.below(100)), T(truncatingIfNeeded: random.next()),
      ]
      return random.pick(values)
    }

    func known(_ type: Any.Type) -> Any? {
      switch type {
      case is Bool.Type: random.one(in: 2)
      case is String.Type: string()
      case is Double.Type:
        random.pick([0, -0.5, 1e300, Double(random.below(1_000)) / 7] as [Double])
      case is Float.Type: Float(random.below(1_000)) / 8
      case is Date.Type: Date(timeIntervalSince1970: Double(random.below(4_000_000_000)))
      case is Decimal.Type: Decimal(random.below(1_000_000)) / 100
      case is Data.Type: Data((0..<random.below(5)).map { _ in UInt8(random.below(256)) })
      case is URL.Type: URL(string: "https://example.com/\(random.below(100))")!
      case is UUID.Type: UUID()
      default: nil
      }
    }
  }

  private struct RandomObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: RandomDecoder
    var codingPath: [any CodingKey] { [] }
    var allKeys: [Key] {
      if let keys = decoder.keys { return keys.compactMap { Key(stringValue: $0) } }
      let dice = decoder.dice
      let names = Set((0..<dice.length(decoder.depth)).map { _ in dice.string() })
      return names.compactMap { Key(stringValue: $0) }
    }

    func contains(_ key: Key) -> Bool { decoder.dice.isThere(decoder.depth) }
    func decodeNil(forKey key: Key) -> Bool { !decoder.dice.isThere(decoder.depth) }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
      try decoder.value(type)
    }
    func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key)
      -> KeyedDecodingContainer<Nested>
    { RandomDecoder(decoder.dice, decoder.depth + 1).container(keyedBy: type) }
    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedDecodingContainer {
      RandomDecoder(decoder.dice, decoder.depth + 1).unkeyedContainer()
    }
    func superDecoder() -> any Decoder { decoder }
    func superDecoder(forKey key: Key) -> any Decoder { decoder }
  }

  private struct RandomArray: UnkeyedDecodingContainer {
    let decoder: RandomDecoder
    let count: Int?
    var currentIndex = 0
    var codingPath: [any CodingKey] { [] }
    var isAtEnd: Bool { currentIndex >= count ?? 0 }

    init(decoder: RandomDecoder, count: Int) {
      self.decoder = decoder
      self.count = count
    }

    mutating func decodeNil() -> Bool { false }
    mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
      currentIndex += 1
      return try decoder.value(type)
    }
    mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type)
      -> KeyedDecodingContainer<Nested>
    { decoder.container(keyedBy: type) }
    mutating func nestedUnkeyedContainer() -> any UnkeyedDecodingContainer {
      decoder.unkeyedContainer()
    }
    mutating func superDecoder() -> any Decoder { decoder }
  }

  private struct RandomValue: SingleValueDecodingContainer {
    let decoder: RandomDecoder
    var codingPath: [any CodingKey] { [] }

    func decodeNil() -> Bool { !decoder.dice.isThere(decoder.depth) }
    func decode<T: Decodable>(_ type: T.Type) throws -> T { try decoder.value(type) }
  }
#endif
