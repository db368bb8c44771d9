/// Gives a type what it asks for, and notes what that was.
final class ProbeDecoder: Decoder {
  let probe: TypeProbe
  /// Of the type that decodes, for errors.
  let typeName: String
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  /// The one key that an object is said to have; nil where it has all that are asked for.
  let onlyKey: String?
  /// What a string in place of a container says.
  let text: String?
  private var single: TypeShape?
  private var element: ProbeElement?
  fileprivate var members: ProbeMembers?

  init(_ probe: TypeProbe, _ typeName: String, onlyKey: String? = nil, text: String? = nil) {
    self.probe = probe
    self.typeName = typeName
    self.onlyKey = onlyKey
    self.text = text
  }

  /// What was asked for.
  var shape: TypeShape {
    if let members { return members.shape(only: onlyKey) }
    if let element { return .array(element.shape, isSet: false) }
    return single ?? .object([])
  }

  /// Why the type could not go on with what it got.
  var refusal: String {
    if members?.looksAtKeys == true {
      return
        "\(typeName) decodes by the keys that are there, as an enum with associated values does; "
        + "make it @Structured or conform it to JSONSchemaRepresentable"
    }
    return
      "\(typeName) takes some values only, as an enum does that is not CaseIterable; conform it to "
      + "CaseIterable or JSONSchemaRepresentable"
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    let members = members ?? ProbeMembers(self)
    self.members = members
    return KeyedDecodingContainer(ProbeObject<Key>(members))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let element = element ?? ProbeElement()
    self.element = element
    return ProbeArray(self, element)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { ProbeValue(self) }

  /// A value in place of a container.
  struct ProbeValue: SingleValueDecodingContainer {
    let decoder: ProbeDecoder
    var codingPath: [any CodingKey] { [] }

    init(_ decoder: ProbeDecoder) { self.decoder = decoder }

    func decodeNil() -> Bool { false }
    func decode<T: Decodable>(_ type: T.Type) throws -> T {
      if let text = decoder.text as? T { return text }
      let (value, shape) = try decoder.probe.probe(type)
      decoder.single = shape
      return value
    }
  }
}

/// What an object was asked for.
final class ProbeMembers {
  private struct Asked {
    let key: String
    /// Nil where it was not asked what it holds.
    var shape: TypeShape?
    /// It was asked whether it is there.
    var mayBeMissing = false
    /// It was asked whether it is null.
    var mayBeNull = false
  }

  let decoder: ProbeDecoder
  private var asked: [Asked] = []
  private var nested: [(key: String, decoder: ProbeDecoder)] = []
  /// The type asked which keys there are.
  var looksAtKeys = false

  init(_ decoder: ProbeDecoder) { self.decoder = decoder }

  /// - Parameter only: the one key that was said to be there.
  func shape(only: String?) -> TypeShape {
    let members = asked.filter { only == nil || $0.key == only }.map { asked in
      let shape = nested.first { $0.key == asked.key }?.decoder.shape ?? asked.shape ?? .any
      return TypeShape.Member(
        key: asked.key, shape: asked.mayBeNull ? .nullable(shape) : shape,
        isRequired: !asked.mayBeMissing || asked.key == only)
    }
    return .object(members)
  }

  private func place(of key: String) -> Int {
    if let known = asked.firstIndex(where: { $0.key == key }) { return known }
    asked.append(Asked(key: key))
    return asked.count - 1
  }

  func note(_ key: String, _ shape: TypeShape) { asked[place(of: key)].shape = shape }
  func noteMissing(_ key: String) { asked[place(of: key)].mayBeMissing = true }
  func noteNull(_ key: String) { asked[place(of: key)].mayBeNull = true }

  func nested(_ key: String) -> ProbeDecoder {
    if let known = nested.first(where: { $0.key == key }) { return known.decoder }
    _ = place(of: key)
    let inner = ProbeDecoder(decoder.probe, decoder.typeName)
    nested.append((key, inner))
    return inner
  }
}

/// The members of an object that are asked for.
struct ProbeObject<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let members: ProbeMembers
  var codingPath: [any CodingKey] { [] }

  init(_ members: ProbeMembers) { self.members = members }

  var allKeys: [Key] {
    if let only = members.decoder.onlyKey { return Key(stringValue: only).map { [$0] } ?? [] }
    members.looksAtKeys = true
    return []
  }

  // Whoever asks these two can do without the member, or with null. The library's own
  // `decodeIfPresent` asks both and decodes then.
  func contains(_ key: Key) -> Bool {
    members.noteMissing(key.stringValue)
    return true
  }
  func decodeNil(forKey key: Key) throws -> Bool {
    members.noteNull(key.stringValue)
    return false
  }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let (value, shape) = try members.decoder.probe.probe(type)
    members.note(key.stringValue, shape)
    return value
  }

  /// Without a value, so that a type may hold itself.
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    members.note(key.stringValue, try members.decoder.probe.shape(of: type))
    members.noteMissing(key.stringValue)
    members.noteNull(key.stringValue)
    return nil
  }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws
    -> KeyedDecodingContainer<Nested>
  { try members.nested(key.stringValue).container(keyedBy: type) }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try members.nested(key.stringValue).unkeyedContainer()
  }

  func superDecoder() throws -> any Decoder { members.nested("super") }
  func superDecoder(forKey key: Key) throws -> any Decoder { members.nested(key.stringValue) }
}

/// What the elements of an array were asked for.
final class ProbeElement {
  var shape = TypeShape.object([])
}

/// An array of one element.
struct ProbeArray: UnkeyedDecodingContainer {
  private let decoder: ProbeDecoder
  private let element: ProbeElement
  let codingPath: [any CodingKey] = []
  let count: Int? = 1
  private(set) var currentIndex = 0
  var isAtEnd: Bool { currentIndex > 0 }

  init(_ decoder: ProbeDecoder, _ element: ProbeElement) {
    self.decoder = decoder
    self.element = element
  }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    // Elements of several types by their places have no one schema.
    guard currentIndex == 0 else { throw decoder.probe.failure(refusal) }
    let (value, shape) = try decoder.probe.probe(type)
    element.shape = shape
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
    -> KeyedDecodingContainer<Nested>
  { throw decoder.probe.failure(refusal) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw decoder.probe.failure(refusal)
  }

  mutating func superDecoder() throws -> any Decoder { throw decoder.probe.failure(refusal) }

  private var refusal: String {
    "\(decoder.typeName) decodes an array by places; conform it to JSONSchemaRepresentable"
  }
}
