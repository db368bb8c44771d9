/// A string or a number of a JSON text.
public enum JSONScalar: Sendable, Equatable, CustomStringConvertible {
  /// What a string says.
  case string(String)
  /// A number as it is written.
  case number(String)

  /// As JSON writes it, about.
  public var description: String {
    switch self {
    case .string(let text): "\"\(text)\""
    case .number(let text): text
    }
  }
}

/// A type that JSON APIs write otherwise than its own `Codable` form: a decimal number with all its
/// digits, an address as a string. ``JSONValueDecoder`` reads it by this.
///
///     extension Money: JSONScalarDecodable {
///       init?(_ scalar: JSONScalar) {
///         guard case .number(let digits) = scalar else { return nil }
///         self.init(digits)
///       }
///     }
public protocol JSONScalarDecodable: Decodable {
  /// Nil where the scalar is no value of the type.
  init?(_ scalar: JSONScalar)
}
