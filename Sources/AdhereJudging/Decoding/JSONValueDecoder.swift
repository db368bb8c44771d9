import AdhereBytes
import AdhereJSON

/// Decodes Swift values from JSON text, over the tape and without Foundation.
///
///     let person = try JSONValueDecoder.decode(Person.self, from: bytes)
///
/// Types of Foundation whose own form is not JSON's (`URL`, `Decimal`, `Data`, `Date`) are read as APIs
/// write them where the product AdhereFoundation is imported; see ``JSONScalarDecodable``.
///
/// Whole numbers written with a fraction of zeros (`1.0`, `1e2`) decode as integers, as in JSON
/// Schema. Of repeated keys the last counts.
public enum JSONValueDecoder {
  /// A value from JSON text.
  ///
  /// - Throws: `DecodingError` where the text is not JSON, or not a `T`.
  public static func decode<T: Decodable>(_ type: T.Type, from json: [UInt8]) throws -> T {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(json, options: ParseOptions(duplicateKeys: .ignore))
    } catch {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(codingPath: [], debugDescription: "not JSON: \(error)"))
    }
    return try document.withTape { tape in
      try ValueDecoder(tape: tape, node: 0, codingPath: []).value(type)
    }
  }
}

/// A place in a text that is being decoded.
struct ValueDecoder: Decoder {
  let tape: Tape
  let node: Int
  let codingPath: [any CodingKey]
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
    guard tape.kind(node) == .object else { throw mismatch([String: Any].self, "an object") }
    return KeyedDecodingContainer(ObjectContainer<Key>(self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    guard tape.kind(node) == .array else { throw mismatch([Any].self, "an array") }
    return ArrayContainer(self)
  }

  func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

  /// The value here, by the type's own decoding unless it has another one for JSON.
  func value<T: Decodable>(_ type: T.Type) throws -> T {
    guard let scalarType = type as? any JSONScalarDecodable.Type else { return try T(from: self) }
    let scalar: JSONScalar
    switch tape.kind(node) {
    case .string: scalar = .string(String(decoding: StringText.decode(tape, node), as: UTF8.self))
    case .number: scalar = .number(String(decoding: tape.text(node), as: UTF8.self))
    default: return try T(from: self)
    }
    guard let value = scalarType.init(scalar) as? T else {
      throw corrupted("\(scalar) is no \(type)")
    }
    return value
  }

  func at(_ node: Int, _ key: any CodingKey) -> ValueDecoder {
    ValueDecoder(tape: tape, node: node, codingPath: codingPath + [key])
  }

  func mismatch(_ type: Any.Type, _ wanted: String) -> DecodingError {
    .typeMismatch(
      type,
      DecodingError.Context(
        codingPath: codingPath, debugDescription: "\(wanted) is due, not \(tape.kind(node))"))
  }

  func corrupted(_ message: String) -> DecodingError {
    .dataCorrupted(DecodingError.Context(codingPath: codingPath, debugDescription: message))
  }
}

// MARK: - Single values

extension ValueDecoder: SingleValueDecodingContainer {
  func decodeNil() -> Bool { tape.kind(node) == .null }

  func decode(_ type: Bool.Type) throws -> Bool {
    switch tape.kind(node) {
    case .true: true
    case .false: false
    default: throw mismatch(type, "true or false")
    }
  }

  func decode(_ type: String.Type) throws -> String {
    guard tape.kind(node) == .string else { throw mismatch(type, "a string") }
    return String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  func decode(_ type: Double.Type) throws -> Double { try real(type) }
  func decode(_ type: Float.Type) throws -> Float { try real(type) }
  func decode(_ type: Int.Type) throws -> Int { try integer(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try integer(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try integer(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try integer(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try integer(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try integer(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try integer(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try integer(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try integer(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try integer(type) }
  @available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
  func decode(_ type: Int128.Type) throws -> Int128 { try integer(type) }
  @available(macOS 15, iOS 18, tvOS 18, watchOS 11, visionOS 2, *)
  func decode(_ type: UInt128.Type) throws -> UInt128 { try integer(type) }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try value(type) }

  private func number(_ type: Any.Type) throws -> String {
    guard tape.kind(node) == .number else { throw mismatch(type, "a number") }
    return String(decoding: tape.text(node), as: UTF8.self)
  }

  private func real<T: BinaryFloatingPoint & LosslessStringConvertible>(_ type: T.Type) throws -> T
  {
    let text = try number(type)
    guard let value = T(text), value.isFinite else { throw corrupted("\(text) does not fit") }
    return value
  }

  private func integer<T: FixedWidthInteger>(_ type: T.Type) throws -> T {
    let text = try number(type)
    if let value = T(text) { return value }
    // 1.0 and 1e2 are integers too. No integer type has more than 39 digits.
    let exact = DecimalNumber(lexeme: tape.text(node))
    guard exact.isInteger, exact.exponent + exact.digits.count <= 39 else {
      throw corrupted("\(text) is no \(type)")
    }
    let digits = exact.digits.map { Character(Unicode.Scalar(ASCII.zero + $0)) }
    let zeros = String(repeating: "0", count: exact.exponent)
    let whole = (exact.isNegative ? "-" : "") + (digits.isEmpty ? "0" : String(digits)) + zeros
    guard let value = T(whole) else { throw corrupted("\(text) is no \(type)") }
    return value
  }
}
