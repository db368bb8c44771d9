/// A repair rule. `id` is its stable name in records, flags and metrics; what it does stands in
/// its own file under `Rules/`.
public enum Rule: UInt8, CaseIterable, Sendable, Hashable {
  case stripThink
  case stripFence
  case stripMarkup
  case stripProse
  case joinCalls
  case nameBeforeArguments
  case xmlParameters
  case callEnvelope
  case flatArguments
  case quotedCall
  case stringifiedArguments
  case emptyArguments
  case toolName
  case unescapeWhole
  case nearestTool
  case exoticSpace
  case lineContinuation
  case comment
  case ellipsis
  case trailingComma
  case leadingComma
  case repeatedComma
  case missingComma
  case missingColon
  case equalsForColon
  case missingValue
  case unquotedKey
  case singleQuotes
  case smartQuotes
  case backtickQuotes
  case tripleQuotes
  case innerQuotes
  case escapedApostrophe
  case foreignEscape
  case markdownEscape
  case keepBackslash
  case rawControl
  case invalidUTF8
  case stringConcatenation
  case stringPrefix
  case literals
  case undefined
  case nonFinite
  case numberForm
  case literalArithmetic
  case literalVariable
  case tuple
  case strayQuote
  case parentheses
  case functionWrapper
  case typeWrapper
  case unquotedString
  case bareArgument
  case pythonCall
  case positionalArgument
  case mismatchedClose
  case extraClose
  case closeTruncated
  case stringToNumber
  case stringToBoolean
  case scalarToString
  case scalarToList
  case listToScalar
  case parseString
  case nullWord
  case dropNull
  case enumSpelling
  case keySpelling
  case unwrapKey
  case dropUnknown
  case dropInvalidOptional
  case dropRepeatedCall
  case dropUnknownCall
  case fanOut

  /// The rule with this id, nil where there is none.
  public init?(id: String) {
    guard let rule = Rule.allCases.first(where: { $0.id == id }) else { return nil }
    self = rule
  }

  public var id: String { description_.id }
  public var tier: Tier { description_.tier }
  /// One line.
  public var summary: String { description_.summary }
  /// An output before and after.
  public var example: (before: String, after: String) { description_.example }

  var description_: RuleDescription {
    switch self {
    case .stripThink: .stripThink
    case .stripFence: .stripFence
    case .stripMarkup: .stripMarkup
    case .stripProse: .stripProse
    case .joinCalls: .joinCalls
    case .nameBeforeArguments: .nameBeforeArguments
    case .xmlParameters: .xmlParameters
    case .callEnvelope: .callEnvelope
    case .flatArguments: .flatArguments
    case .quotedCall: .quotedCall
    case .stringifiedArguments: .stringifiedArguments
    case .emptyArguments: .emptyArguments
    case .toolName: .toolName
    case .unescapeWhole: .unescapeWhole
    case .nearestTool: .nearestTool
    case .exoticSpace: .exoticSpace
    case .lineContinuation: .lineContinuation
    case .comment: .comment
    case .ellipsis: .ellipsis
    case .trailingComma: .trailingComma
    case .leadingComma: .leadingComma
    case .repeatedComma: .repeatedComma
    case .missingComma: .missingComma
    case .missingColon: .missingColon
    case .equalsForColon: .equalsForColon
    case .missingValue: .missingValue
    case .unquotedKey: .unquotedKey
    case .singleQuotes: .singleQuotes
    case .smartQuotes: .smartQuotes
    case .backtickQuotes: .backtickQuotes
    case .tripleQuotes: .tripleQuotes
    case .innerQuotes: .innerQuotes
    case .escapedApostrophe: .escapedApostrophe
    case .foreignEscape: .foreignEscape
    case .markdownEscape: .markdownEscape
    case .keepBackslash: .keepBackslash
    case .rawControl: .rawControl
    case .invalidUTF8: .invalidUTF8
    case .stringConcatenation: .stringConcatenation
    case .stringPrefix: .stringPrefix
    case .literals: .literals
    case .undefined: .undefined
    case .nonFinite: .nonFinite
    case .numberForm: .numberForm
    case .literalArithmetic: .literalArithmetic
    case .literalVariable: .literalVariable
    case .tuple: .tuple
    case .strayQuote: .strayQuote
    case .parentheses: .parentheses
    case .functionWrapper: .functionWrapper
    case .typeWrapper: .typeWrapper
    case .unquotedString: .unquotedString
    case .bareArgument: .bareArgument
    case .pythonCall: .pythonCall
    case .positionalArgument: .positionalArgument
    case .mismatchedClose: .mismatchedClose
    case .extraClose: .extraClose
    case .closeTruncated: .closeTruncated
    case .stringToNumber: .stringToNumber
    case .stringToBoolean: .stringToBoolean
    case .scalarToString: .scalarToString
    case .scalarToList: .scalarToList
    case .listToScalar: .listToScalar
    case .parseString: .parseString
    case .nullWord: .nullWord
    case .dropNull: .dropNull
    case .enumSpelling: .enumSpelling
    case .keySpelling: .keySpelling
    case .unwrapKey: .unwrapKey
    case .dropUnknown: .dropUnknown
    case .dropInvalidOptional: .dropInvalidOptional
    case .dropRepeatedCall: .dropRepeatedCall
    case .dropUnknownCall: .dropUnknownCall
    case .fanOut: .fanOut
    }
  }
}

/// What `adhere rules` says about a rule.
struct RuleDescription: Sendable {
  var id: String
  var tier: Tier
  var summary: String
  var example: (before: String, after: String)
}
