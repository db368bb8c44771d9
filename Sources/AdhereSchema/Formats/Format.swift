/// The value of the `format` keyword, as an assertion about a string (JSON Schema Validation
/// section 7).
///
///     Format.named(Array("ipv4".utf8), dialect: .draft2020)?.accepts(bytes)
package struct Format: Sendable, Hashable {
  /// Which check it is. The raw value is the name in the latest draft that has it.
  enum Check: String, Sendable {
    case color, date, duration, email, hostname, iri, ipv4, ipv6, regex, time, uri, uuid
    case dateTime = "date-time"
    case idnEmail = "idn-email"
    case idnHostname = "idn-hostname"
    case iriReference = "iri-reference"
    case jsonPointer = "json-pointer"
    case relativeJSONPointer = "relative-json-pointer"
    case uriReference = "uri-reference"
    case uriTemplate = "uri-template"
  }

  let check: Check
  let dialect: Dialect

  /// The format called `name` in a dialect; nil where that dialect has none of that name, or none
  /// that says anything about strings.
  package static func named(_ name: [UInt8], dialect: Dialect) -> Format? {
    let text = String(decoding: name, as: UTF8.self)
    let check: Check?
    if dialect == .draft3 {
      check = draft3Names[text]
    } else {
      // Draft 4 and 6 names are spelled as they still are; later drafts only added some.
      check = Check(rawValue: text).flatMap { isKnown($0, in: dialect) ? $0 : nil }
    }
    return check.map { Format(check: $0, dialect: dialect) }
  }

  /// Names of draft 3 section 5.23. `phone` and `style` are left unchecked as the specifications
  /// they name have no grammar to check against, and `utc-millisec` is about numbers.
  private static let draft3Names: [String: Check] = [
    "color": .color, "date": .date, "date-time": .dateTime, "email": .email,
    "host-name": .hostname, "ip-address": .ipv4, "ipv6": .ipv6, "regex": .regex, "time": .time,
    "uri": .uri,
  ]

  private static func isKnown(_ check: Check, in dialect: Dialect) -> Bool {
    switch check {
    case .color: false
    case .dateTime, .email, .hostname, .ipv4, .ipv6, .uri: true
    case .uriReference, .uriTemplate, .jsonPointer: dialect >= .draft6
    case .date, .time, .regex, .idnEmail, .idnHostname, .iri, .iriReference,
      .relativeJSONPointer:
      dialect >= .draft7
    case .duration, .uuid: dialect >= .draft2019
    }
  }

  /// Whether a string conforms to the format.
  ///
  /// - Parameter utf8: the decoded string; a lone surrogate stands in three bytes, and no format
  ///   but `json-pointer` admits one.
  package func accepts(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    switch check {
    case .color: Self.isColor(utf8)
    case .date: Self.isDate(utf8)
    case .dateTime: Self.isDateTime(utf8)
    case .duration: Self.isDuration(utf8)
    case .email: Self.isEmail(utf8, international: false)
    case .hostname: Self.isHostname(utf8, withALabels: dialect >= .draft7)
    case .idnEmail: Self.isEmail(utf8, international: true)
    case .idnHostname: Self.isIDNHostname(utf8)
    case .ipv4: Self.isIPv4(utf8)
    case .ipv6: Self.isIPv6(utf8)
    case .iri: Self.isResourceIdentifier(utf8, international: true, relative: false)
    case .iriReference: Self.isResourceIdentifier(utf8, international: true, relative: true)
    case .jsonPointer: Self.isJSONPointer(utf8)
    case .regex: Self.isRegex(utf8)
    case .relativeJSONPointer: Self.isRelativeJSONPointer(utf8, indexed: dialect >= .draft2020)
    case .time: dialect == .draft3 ? Self.isDraft3Time(utf8) : Self.isTime(utf8)
    case .uri: Self.isResourceIdentifier(utf8, international: false, relative: false)
    case .uriReference: Self.isResourceIdentifier(utf8, international: false, relative: true)
    case .uriTemplate: Self.isURITemplate(utf8)
    case .uuid: Self.isUUID(utf8)
    }
  }
}
