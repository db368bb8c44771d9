/// Gives a type what it asks for, and notes what that was.
final class ProbeDecoder: Decoder {
  let probe: TypeProbe
  /// Of the type that decodes, for errors.
  let typeName: String
  let codingPath: [any CodingKey] = []
  let userInfo: [CodingUserInfoKey: Any] = [:]
  private var single: TypeShape?
  private var element: ProbeElement?
  fileprivate var members: ProbeMembers?

  init(_ probe: TypeProbe, _ typeName: String) {
    self.probe = probe
    self.typeName = typeName
  }

  /// What was asked for.
  var shape: TypeShape {
    if let members { return members.shape }
    if let element { return .array(element.shape, isSet: false) }
    return single ?? .object([])
  }

  /// Why the type could not go on with what it got.
  var refusal: String {
    if members?.looksAtKeys == true {
      return
        "\(typeName) decodes by the keys that are there, as an enum with associated values does; "
        + "conform it to JSONSchemaRepresentable"
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
      let (value, shape) = try decoder.probe.probe(type)
      decoder.single = shape
      return value
    }
  }
}

/// What an object was asked for.
final class ProbeMembers {
  let decoder: ProbeDecoder
  private var members: [TypeShape.Member] = []
  private var nested: [(key: String, decoder: ProbeDecoder)] = []
  /// The type asked which keys there are.
  var looksAtKeys = false

  init(_ decoder: ProbeDecoder) { self.decoder = decoder }

  var shape: TypeShape {
    .object(
      members
        + nested.map { TypeShape.Member(key: $0.key, shape: $0.decoder.shape, isRequired: true) })
  }

  func note(_ key: String, _ shape: TypeShape, isRequired: Bool) {
    if let known = members.firstIndex(where: { $0.key == key }) {
      members[known].shape = shape
      members[known].isRequired = members[known].isRequired && isRequired
    } else {
      members.append(TypeShape.Member(key: key, shape: shape, isRequired: isRequired))
    }
  }

  func nested(_ key: String) -> ProbeDecoder {
    if let known = nested.first(where: { $0.key == key }) { return known.decoder }
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
    members.looksAtKeys = true
    return []
  }
  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { false }

  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    let (value, shape) = try members.decoder.probe.probe(type)
    members.note(key.stringValue, shape, isRequired: true)
    return value
  }

  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    let shape = try members.decoder.probe.shape(of: type)
    members.note(key.stringValue, .nullable(shape), isRequired: false)
    return nil
  }

  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? { try missing(type, key) }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    try missing(type, key)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try missing(type, key)
  }

  private func missing<T: Decodable>(_ type: T.Type, _ key: Key) throws -> T? {
    let shape = try members.decoder.probe.shape(of: type)
    members.note(key.stringValue, .nullable(shape), isRequired: false)
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
    guard currentIndex == 0 else { throw ProbeFailure(refusal) }
    let (value, shape) = try decoder.probe.probe(type)
    element.shape = shape
    currentIndex += 1
    return value
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) throws
    -> KeyedDecodingContainer<Nested>
  { throw ProbeFailure(refusal) }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    throw ProbeFailure(refusal)
  }

  mutating func superDecoder() throws -> any Decoder { throw ProbeFailure(refusal) }

  private var refusal: String {
    "\(decoder.typeName) decodes an array by places; conform it to JSONSchemaRepresentable"
  }
}
