public import AdhereJudging
public import Foundation

extension URL: JSONScalarDecodable {
  /// From a string that is an address.
  public init?(_ scalar: JSONScalar) {
    guard case .string(let text) = scalar, !text.isEmpty else { return nil }
    self.init(string: text)
  }
}

extension Decimal: JSONScalarDecodable {
  /// From a number with all its digits, or a string that holds one.
  public init?(_ scalar: JSONScalar) {
    let text: String
    switch scalar {
    case .number(let digits): text = digits
    case .string(let words): text = words
    }
    // Foundation takes the longest beginning that is a number.
    guard text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else { return nil }
    self.init(string: text, locale: Locale(identifier: "en_US_POSIX"))
  }
}

extension Date: JSONScalarDecodable {
  /// From a string as RFC 3339 has it, or from seconds since 1970.
  public init?(_ scalar: JSONScalar) {
    switch scalar {
    case .number(let digits):
      guard let seconds = Double(digits), seconds.isFinite else { return nil }
      self.init(timeIntervalSince1970: seconds)
    case .string(let text):
      // Foundation passes over what follows a date, and knows neither small letters nor leap seconds
      // (RFC 3339, section 5.6).
      let form =
        /([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt]([0-9]{2}:[0-9]{2}:)([0-9]{2})(\.[0-9]+)?([Zz]|[+-][0-9]{2}:?[0-9]{2})/
      guard let parts = text.wholeMatch(of: form)?.output else { return nil }
      let isLeap = parts.3 == "60"
      let plain =
        "\(parts.1)T\(parts.2)\(isLeap ? "59" : parts.3)\(parts.4 ?? "")\(parts.5.uppercased())"
      let style = Date.ISO8601FormatStyle(includingFractionalSeconds: parts.4 != nil)
      guard let date = try? style.parse(plain) else { return nil }
      self = isLeap ? date + 1 : date
    }
  }
}

extension Data: JSONScalarDecodable {
  /// From a string in Base64.
  public init?(_ scalar: JSONScalar) {
    guard case .string(let text) = scalar else { return nil }
    self.init(base64Encoded: text)
  }
}

extension URL: JSONSchemaRepresentable {
  /// An address (RFC 3986).
  public static var jsonSchema: String { #"{"type":"string","format":"uri"}"# }
  /// Any address.
  public static var example: URL { URL(string: "https://example.com")! }
}

extension Decimal: JSONSchemaRepresentable {
  /// A number.
  public static var jsonSchema: String { #"{"type":"number"}"# }
  /// Zero.
  public static var example: Decimal { 0 }
}

extension Date: JSONSchemaRepresentable {
  /// A date with a time (RFC 3339).
  public static var jsonSchema: String { #"{"type":"string","format":"date-time"}"# }
  /// The first moment of 1970.
  public static var example: Date { Date(timeIntervalSince1970: 0) }
}

extension Data: JSONSchemaRepresentable {
  /// Text in Base64.
  public static var jsonSchema: String { #"{"type":"string","contentEncoding":"base64"}"# }
  /// No bytes.
  public static var example: Data { Data() }
}

extension UUID: JSONSchemaRepresentable {
  /// A UUID (RFC 4122).
  public static var jsonSchema: String { #"{"type":"string","format":"uuid"}"# }
  /// The one of zeros.
  public static var example: UUID { UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) }
}
