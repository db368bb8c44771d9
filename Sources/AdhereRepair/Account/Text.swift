/// Short texts that changes insert.
enum Text {
  static var quote: ShortText { ShortText(0x22) }
  static var comma: ShortText { ShortText(0x2C) }
  static var colon: ShortText { ShortText(0x3A) }
  static var closeBrace: ShortText { ShortText(0x7D) }
  static var closeBraces: ShortText { ShortText(0x7D, 0x7D) }
  static var closeBraceComma: ShortText { ShortText(0x7D, 0x2C) }
  static var openBrace: ShortText { ShortText(0x7B) }
  static var closeSquare: ShortText { ShortText(0x5D) }
  static var openSquare: ShortText { ShortText(0x5B) }
  static var escapedQuote: ShortText { ShortText(0x5C, 0x22) }
  static var backslashes: ShortText { ShortText(0x5C, 0x5C) }
  static let null: [UInt8] = Array("null".utf8)
  static let callName: [UInt8] = Array(#"{"name":""#.utf8)
  static let callArguments: [UInt8] = Array(#"","arguments":{"#.utf8)
  static let keyEnd: [UInt8] = Array(#"":"#.utf8)
  static let callOpen = Array(#"{"name":"#.utf8)
  static let argumentsKey = Array(#","arguments":"#.utf8)
  static let argumentsOpen = Array(#"{"arguments":"#.utf8)
  static let nameKey = Array(#","name":"#.utf8)
  static let emptyObject = Array("{}".utf8)
}
