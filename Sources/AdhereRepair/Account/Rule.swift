/// A repair rule. `id` is its stable name in records, flags and metrics; what it does stands in
/// its own file under `Rules/`.
public enum Rule: UInt8, CaseIterable, Sendable, Hashable {
  case stripThink
  case stripFence
  case stripMarkup
  case stripProse
  case joinCalls
  case repeatedAnswer
  case nameBeforeArguments
  case xmlParameters
  case callEnvelope
  case flatArguments
  case quotedCall
  case stringifiedArguments
  case emptyArguments
  case toolName
  case unescapeWhole
  case textAsString
  case bareText
  case listDocuments
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
  case familyQuotes
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
  case truncatedNumber
  case literalArithmetic
  case literalVariable
  case promptName
  case tuple
  case setLiteral
  case strayQuote
  case missingEndQuote
  case missingStartQuote
  case regexLiteral
  case parentheses
  case functionWrapper
  case typeWrapper
  case unquotedString
  case bareArgument
  case pythonCall
  case positionalArgument
  case mismatchedClose
  case extraClose
  case earlyClose
  case missingClose
  case missingOpen
  case closeTruncated
  case stringToNumber
  case stringToBoolean
  case wordToBoolean
  case scalarToString
  case scalarToList
  case splitList
  case listToScalar
  case parseString
  case nullWord
  case dropNull
  case fillDefault
  case enumSpelling
  case valueInText
  case keySpelling
  case placeholderKey
  case unwrapKey
  case wrapValue
  case dropUnknown
  case dropInvalidOptional
  case dropInvalidItem
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
    case .repeatedAnswer: .repeatedAnswer
    case .nameBeforeArguments: .nameBeforeArguments
    case .xmlParameters: .xmlParameters
    case .callEnvelope: .callEnvelope
    case .flatArguments: .flatArguments
    case .quotedCall: .quotedCall
    case .stringifiedArguments: .stringifiedArguments
    case .emptyArguments: .emptyArguments
    case .toolName: .toolName
    case .unescapeWhole: .unescapeWhole
    case .textAsString: .textAsString
    case .bareText: .bareText
    case .listDocuments: .listDocuments
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
    case .familyQuotes: .familyQuotes
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
    case .truncatedNumber: .truncatedNumber
    case .literalArithmetic: .literalArithmetic
    case .literalVariable: .literalVariable
    case .promptName: .promptName
    case .tuple: .tuple
    case .setLiteral: .setLiteral
    case .strayQuote: .strayQuote
    case .missingEndQuote: .missingEndQuote
    case .missingStartQuote: .missingStartQuote
    case .regexLiteral: .regexLiteral
    case .parentheses: .parentheses
    case .functionWrapper: .functionWrapper
    case .typeWrapper: .typeWrapper
    case .unquotedString: .unquotedString
    case .bareArgument: .bareArgument
    case .pythonCall: .pythonCall
    case .positionalArgument: .positionalArgument
    case .mismatchedClose: .mismatchedClose
    case .extraClose: .extraClose
    case .earlyClose: .earlyClose
    case .missingClose: .missingClose
    case .missingOpen: .missingOpen
    case .closeTruncated: .closeTruncated
    case .stringToNumber: .stringToNumber
    case .stringToBoolean: .stringToBoolean
    case .wordToBoolean: .wordToBoolean
    case .scalarToString: .scalarToString
    case .scalarToList: .scalarToList
    case .splitList: .splitList
    case .listToScalar: .listToScalar
    case .parseString: .parseString
    case .nullWord: .nullWord
    case .dropNull: .dropNull
    case .fillDefault: .fillDefault
    case .enumSpelling: .enumSpelling
    case .valueInText: .valueInText
    case .keySpelling: .keySpelling
    case .placeholderKey: .placeholderKey
    case .unwrapKey: .unwrapKey
    case .wrapValue: .wrapValue
    case .dropUnknown: .dropUnknown
    case .dropInvalidOptional: .dropInvalidOptional
    case .dropInvalidItem: .dropInvalidItem
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
