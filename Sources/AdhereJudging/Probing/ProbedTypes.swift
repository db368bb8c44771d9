import AdhereJSON

/// A type that says itself which JSON it is decoded from: one with a form of its own, or whose decoding
/// checks values.
///
///     extension Percentage: JSONSchemaRepresentable {
///       static var jsonSchema: String { #"{"type":"number","minimum":0,"maximum":100}"# }
///       static var example: Percentage { Percentage(0) }
///     }
public protocol JSONSchemaRepresentable: Decodable {
  /// JSON text of the schema of the values that are decoded.
  static var jsonSchema: String { get }
  /// Any value: a type that holds this one is decoded with it, to find out what else it holds.
  static var example: Self { get }
}

/// A type whose parts are types.
protocol ProbedContainer {
  static func probed(_ probe: TypeProbe) throws -> (value: Any, shape: TypeShape)
}

extension Optional: ProbedContainer where Wrapped: Decodable {
  static func probed(_ probe: TypeProbe) throws -> (value: Any, shape: TypeShape) {
    (Self.none as Any, .nullable(try probe.shape(of: Wrapped.self)))
  }
}

extension Array: ProbedContainer where Element: Decodable {
  static func probed(_ probe: TypeProbe) throws -> (value: Any, shape: TypeShape) {
    ([] as Self, .array(try probe.shape(of: Element.self), isSet: false))
  }
}

extension Set: ProbedContainer where Element: Decodable {
  static func probed(_ probe: TypeProbe) throws -> (value: Any, shape: TypeShape) {
    ([] as Self, .array(try probe.shape(of: Element.self), isSet: true))
  }
}

extension Dictionary: ProbedContainer where Key: Decodable, Value: Decodable {
  static func probed(_ probe: TypeProbe) throws -> (value: Any, shape: TypeShape) {
    guard Key.self == String.self else {
      throw probe.failure(
        "\(Self.self) has keys that are no strings; conform it to JSONSchemaRepresentable")
    }
    return ([:] as Self, .dictionary(try probe.shape(of: Value.self)))
  }
}

/// Types that are not asked to decode themselves.
enum ProbedTypes {
  /// Nil for a type that has to be looked into.
  static func known<T: Decodable>(
    _ type: T.Type, _ probe: TypeProbe
  ) throws -> (value: T, shape: TypeShape)? {
    if let given = type as? any JSONSchemaRepresentable.Type {
      return (given.example as! T, .given(Array(given.jsonSchema.utf8)))
    }
    if let container = type as? any ProbedContainer.Type {
      let (value, shape) = try container.probed(probe)
      return (value as! T, shape)
    }
    if let (value, shape) = scalar(type) { return (value as! T, shape) }
    guard let cases = type as? any CaseIterable.Type,
      let (value, shape) = try enumeration(cases, type, probe)
    else { return nil }
    return (value, shape.described((type as? any StructuredType.Type)?.typeStructure.description))
  }

  private static func scalar(_ type: Any.Type) -> (Any, TypeShape)? {
    switch type {
    case is Bool.Type: (false, .boolean)
    case is String.Type: ("", .string)
    case is Double.Type: (0.0, .number)
    case is Float.Type: (Float(0), .number)
    case let type as any FixedWidthInteger.Type: integer(type)
    default: nil
    }
  }

  private static func integer<T: FixedWidthInteger>(_ type: T.Type) -> (Any, TypeShape) {
    (T.zero, .integer(type))
  }

  /// An enum with raw values.
  private static func enumeration<T>(
    _ type: any CaseIterable.Type, _ wanted: T.Type, _ probe: TypeProbe
  ) throws -> (value: T, shape: TypeShape)? {
    let all = cases(type)
    guard let first = all.first as? T else {
      throw probe.failure("\(wanted) is an enum without a case")
    }
    var texts: [[UInt8]] = []
    for value in all {
      switch (value as? any RawRepresentable)?.rawValue {
      case let text as String: texts.append(JSONWriter.quoted(text))
      case let number as any FixedWidthInteger: texts.append(Array("\(number)".utf8))
      default: return nil
      }
    }
    return (first, .cases(texts))
  }

  private static func cases<E: CaseIterable>(_ type: E.Type) -> [Any] { E.allCases.map { $0 } }
}
