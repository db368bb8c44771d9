import AdhereJSON

/// The members of an object.
struct ObjectContainer<Key: CodingKey>: KeyedDecodingContainerProtocol {
  private let decoder: ValueDecoder
  private let members: [String: Int]

  init(_ decoder: ValueDecoder) {
    self.decoder = decoder
    var members: [String: Int] = [:]
    for key in decoder.tape.children(of: decoder.node) {
      members[String(decoding: StringText.decode(decoder.tape, key), as: UTF8.self)] = key + 1
    }
    self.members = members
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var allKeys: [Key] { members.keys.compactMap { Key(stringValue: $0) } }
  func contains(_ key: Key) -> Bool { members[key.stringValue] != nil }

  func decodeNil(forKey key: Key) throws -> Bool { try value(key).decodeNil() }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try value(key).value(type)
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  { try value(key).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try value(key).unkeyedContainer()
  }

  /// At the key `super`, as Foundation's; where it is not, the members of both stand in one object.
  func superDecoder() throws -> any Decoder {
    members["super"].map { decoder.at($0, SuperKey()) } ?? decoder
  }
  func superDecoder(forKey key: Key) throws -> any Decoder { try value(key) }

  private func value(_ key: Key) throws -> ValueDecoder {
    guard let node = members[key.stringValue] else {
      throw DecodingError.keyNotFound(
        key,
        DecodingError.Context(
          codingPath: codingPath, debugDescription: "no member '\(key.stringValue)'"))
    }
    return decoder.at(node, key)
  }
}

/// The key under which a class writes what its superclass holds.
private struct SuperKey: CodingKey {
  let stringValue = "super"
  let intValue: Int? = nil

  init() {}
  init?(stringValue: String) { nil }
  init?(intValue: Int) { nil }
}

/// The elements of an array, one after the other.
struct ArrayContainer: UnkeyedDecodingContainer {
  private let decoder: ValueDecoder
  private var elements: Tape.Children
  private var next: Int?
  let count: Int?
  private(set) var currentIndex = 0

  init(_ decoder: ValueDecoder) {
    self.decoder = decoder
    elements = decoder.tape.children(of: decoder.node)
    count = decoder.tape.count(of: decoder.node)
    next = elements.next()
  }

  var codingPath: [any CodingKey] { decoder.codingPath }
  var isAtEnd: Bool { next == nil }

  mutating func decodeNil() throws -> Bool {
    guard try value(Never.self).decodeNil() else { return false }
    step()
    return true
  }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let result = try value(type).value(type)
    step()
    return result
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
    -> KeyedDecodingContainer<Nested>
  {
    let result = try value(type).container(keyedBy: type)
    step()
    return result
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let result = try value([Any].self).unkeyedContainer()
    step()
    return result
  }

  mutating func superDecoder() throws -> any Decoder {
    let result = try value(Never.self)
    step()
    return result
  }

  private mutating func step() {
    next = elements.next()
    currentIndex += 1
  }

  private func value(_ type: Any.Type) throws -> ValueDecoder {
    guard let next else {
      throw DecodingError.valueNotFound(
        type,
        DecodingError.Context(
          codingPath: codingPath, debugDescription: "the array ends at \(currentIndex)"))
    }
    return decoder.at(next, Index(currentIndex))
  }

  private struct Index: CodingKey {
    let intValue: Int?
    var stringValue: String { "Index \(intValue!)" }

    init(_ index: Int) { intValue = index }
    init?(stringValue: String) { nil }
    init?(intValue: Int) { self.intValue = intValue }
  }
}
