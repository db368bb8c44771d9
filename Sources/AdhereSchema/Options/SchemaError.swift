/// Why a schema cannot be used: the place, the cause and how to correct it.
public struct SchemaError: Error, Sendable, CustomStringConvertible {
  /// Stable names of the causes. More will be added: switch over them with a default.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Kind: String, Sendable {
    /// A keyword's value is not what its draft allows.
    case invalidKeyword = "invalid-keyword"
    /// A value that should be a schema is neither an object nor (from draft 6 on) a boolean.
    case notASchema = "not-a-schema"
    /// A `$ref`, `$dynamicRef` or `$recursiveRef` leads nowhere.
    case unresolvedReference = "unresolved-reference"
    /// References that lead back to themselves without moving into the instance.
    case referenceCycle = "reference-cycle"
    /// `pattern` or `patternProperties` holds no regular expression of ECMA-262.
    case invalidPattern = "invalid-pattern"
    /// `$schema` names a draft that is neither built in nor registered.
    case unknownDialect = "unknown-dialect"
    /// A required vocabulary is not supported.
    case unknownVocabulary = "unknown-vocabulary"
    /// Draft v1 asserts formats, so an unknown one is refused.
    case unknownFormat = "unknown-format"
    /// Draft v1 refuses keywords it does not know unless they begin with `x-`.
    case unknownKeyword = "unknown-keyword"
    /// Two schemas carry the same identifier.
    case duplicateIdentifier = "duplicate-identifier"
    /// The schema needs more instructions than ``SchemaOptions/maximumProgramSize``.
    case tooLarge = "too-large"
  }

  /// The cause.
  public var kind: Kind
  /// JSON Pointer (RFC 6901) of the keyword or schema, from the root of its document.
  public var pointer: String
  /// Byte offset of that value in the text of its document.
  public var offset: Int
  /// URI of the document, empty for the schema that was given without one.
  public var uri: String
  /// What is wrong and how to correct it.
  public var message: String

  /// What else is wrong with the same document, in its order; empty in each of these.
  public var others: [SchemaError] = []

  /// An error with its place, see the properties of the same names.
  public init(kind: Kind, pointer: String, offset: Int, uri: String = "", message: String) {
    self.kind = kind
    self.pointer = pointer
    self.offset = offset
    self.uri = uri
    self.message = message
  }

  /// The place and the message on one line.
  public var description: String {
    "schema \(uri)#\(pointer) (byte \(offset)): \(message)"
  }
}
