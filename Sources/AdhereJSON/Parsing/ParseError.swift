internal import AdhereBytes

/// Why a text is not JSON (RFC 8259), and where.
public struct ParseError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong, under names that stay the same between versions. More may be added.
  #if hasAttribute(nonexhaustive)
    @nonexhaustive
  #endif
  public enum Code: String, Sendable {
    /// There is nothing but white space.
    case empty = "empty"
    /// No value begins like this.
    case unexpectedByte = "unexpected-byte"
    /// The text ends inside a value.
    case unexpectedEnd = "unexpected-end"
    /// Something follows the value.
    case trailingBytes = "trailing-bytes"
    /// The bytes are not UTF-8 (Unicode 16, table 3-7).
    case invalidUTF8 = "invalid-utf8"
    /// An unescaped control character in a string.
    case controlCharacter = "control-character"
    /// No escape of JSON's (RFC 8259 section 7).
    case invalidEscape = "invalid-escape"
    /// Digits that are no number (RFC 8259 section 6).
    case invalidNumber = "invalid-number"
    /// A word that is not `true`, `false` or `null`.
    case invalidLiteral = "invalid-literal"
    /// No key in double quotes where an object needs one.
    case expectedKey = "expected-key"
    /// No colon after a key.
    case expectedColon = "expected-colon"
    /// Neither a comma nor a closing bracket after a value.
    case expectedCommaOrClose = "expected-comma-or-close"
    /// The closing bracket is not of the kind that was opened.
    case mismatchedClose = "mismatched-close"
    /// Nested deeper than ``ParseOptions/maximumDepth``.
    case tooDeep = "too-deep"
    /// 4 GiB or more.
    case tooLarge = "too-large"
    /// An object names a key twice and ``ParseOptions/duplicateKeys`` rejects that.
    case duplicateKey = "duplicate-key"
  }

  /// What is wrong.
  public var code: Code
  /// Byte offset into the text.
  public var offset: Int

  /// - Parameters:
  ///   - code: what is wrong.
  ///   - offset: in bytes, into the text.
  public init(code: Code, offset: Int) {
    self.code = code
    self.offset = offset
  }

  /// What is wrong, in words; without the place.
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

  /// The offset and the message.
  public var description: String { "byte \(offset): \(message)" }

  /// Line and column, both from 1; the column counts bytes.
  public func position(in text: UnsafeBufferPointer<UInt8>) -> (line: Int, column: Int) {
    var line = 1
    var column = 1
    for byte in text.prefix(offset) {
      if byte == ASCII.lineFeed {
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
