/// Why a text is not JSON (RFC 8259), and where.
public struct ParseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Stable names; ``message`` says them in words.
  public enum Code: String, Sendable {
    case empty = "empty"
    case unexpectedByte = "unexpected-byte"
    case unexpectedEnd = "unexpected-end"
    case trailingBytes = "trailing-bytes"
    case invalidUTF8 = "invalid-utf8"
    case controlCharacter = "control-character"
    case invalidEscape = "invalid-escape"
    case invalidNumber = "invalid-number"
    case invalidLiteral = "invalid-literal"
    case expectedKey = "expected-key"
    case expectedColon = "expected-colon"
    case expectedCommaOrClose = "expected-comma-or-close"
    case mismatchedClose = "mismatched-close"
    case tooDeep = "too-deep"
    case tooLarge = "too-large"
    case duplicateKey = "duplicate-key"
  }

  public var code: Code
  /// Byte offset into the text.
  public var offset: Int

  public init(code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  public var message: String {
    switch code {
    case .empty: "the text is empty"
    case .unexpectedByte: "a value cannot begin with this byte"
    case .unexpectedEnd: "the text ends inside a value"
    case .trailingBytes: "text follows the value"
    case .invalidUTF8: "the bytes are not UTF-8"
    case .controlCharacter: "a control character stands unescaped in a string"
    case .invalidEscape: "the escape sequence is not one of JSON's"
    case .invalidNumber: "the number is not written as JSON numbers are"
    case .invalidLiteral: "the word is not true, false or null"
    case .expectedKey: "an object key in double quotes is expected"
    case .expectedColon: "a colon is expected"
    case .expectedCommaOrClose: "a comma or a closing bracket is expected"
    case .mismatchedClose: "the closing bracket does not match the opening one"
    case .tooDeep: "the value is nested deeper than the limit"
    case .tooLarge: "the text is larger than 4 GiB"
    case .duplicateKey: "the object has this key twice"
    }
  }

  public var description: String { "byte \(offset): \(message)" }

  /// Line and column, both from 1; the column counts bytes.
  public func position(in text: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in text.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        line += 1
        column = 1
      } else {
        column += 1
      }
    }
    return (line, column)
  }

  /// Line and column, both from 1; the column counts bytes.
  public func position(in text: [UInt8]) -> (line: Int, column: Int) {
    text.withUnsafeBufferPointer { position(in: $0) }
  }
}
