/// A type of which the source tells more than its decoding does, as `@Structured` finds it.
///
/// The macro writes this conformance; by hand it is seldom needed. What is decoded from no value of its
/// own but has a schema is ``JSONSchemaRepresentable`` instead.
public protocol StructuredType: Codable {
  /// What the source tells.
  static var typeStructure: TypeStructure { get }
}

/// What the source of a type tells: what it is for, and what is due of its members.
public struct TypeStructure: Sendable {
  package enum Form {
    /// By the names of coded keys: JSON objects of keywords of JSON Schema.
    case members([String: String])
    /// The strings that cases are coded as.
    case strings([String])
    /// The keys of cases with associated values, each with what it is for.
    case cases([(key: String, description: String?)])
  }

  let description: String?
  package let form: Form

  /// A type with members, or an enum with raw values.
  ///
  /// - Parameters:
  ///   - description: what the type is for.
  ///   - members: by the names of coded keys, JSON objects of the keywords that are due beside those of
  ///     the member's type: `"description"`, and constraints as JSON Schema has them.
  public init(description: String? = nil, members: [String: String] = [:]) {
    self.description = description
    form = .members(members)
  }

  /// An enum that is coded as one of some strings.
  ///
  /// - Parameters:
  ///   - description: what the type is for.
  ///   - strings: all of them.
  public init(description: String? = nil, strings: [String]) {
    self.description = description
    form = .strings(strings)
  }

  /// An enum with associated values, coded as Swift codes them: `{"case":{"label":value}}`.
  ///
  /// - Parameters:
  ///   - description: what the type is for.
  ///   - cases: the coded key of each case, and what the case is for.
  public init(description: String? = nil, cases: [(key: String, description: String?)]) {
    self.description = description
    form = .cases(cases)
  }
}
