/// Names for the ASCII bytes that are no letters and no digits (ANSI X3.4).
///
/// Computed and always inlined: in a `case` and in a comparison they cost what the number costs.
/// A package type has to be usable from inline for that, or calls from other modules remain.
@usableFromInline
package enum ASCII {
  @inlinable @inline(__always) package static var nul: UInt8 { 0x00 }
  @inlinable @inline(__always) package static var backspace: UInt8 { 0x08 }
  @inlinable @inline(__always) package static var tab: UInt8 { 0x09 }
  @inlinable @inline(__always) package static var lineFeed: UInt8 { 0x0A }
  @inlinable @inline(__always) package static var formFeed: UInt8 { 0x0C }
  @inlinable @inline(__always) package static var carriageReturn: UInt8 { 0x0D }
  @inlinable @inline(__always) package static var escape: UInt8 { 0x1B }
  @inlinable @inline(__always) package static var space: UInt8 { 0x20 }
  /// `!`
  @inlinable @inline(__always) package static var exclamationMark: UInt8 { 0x21 }
  /// `"`
  @inlinable @inline(__always) package static var quote: UInt8 { 0x22 }
  /// `#`
  @inlinable @inline(__always) package static var numberSign: UInt8 { 0x23 }
  /// `$`
  @inlinable @inline(__always) package static var dollar: UInt8 { 0x24 }
  /// `%`
  @inlinable @inline(__always) package static var percent: UInt8 { 0x25 }
  /// `&`
  @inlinable @inline(__always) package static var ampersand: UInt8 { 0x26 }
  /// `'`
  @inlinable @inline(__always) package static var apostrophe: UInt8 { 0x27 }
  /// `(`
  @inlinable @inline(__always) package static var leftParenthesis: UInt8 { 0x28 }
  /// `)`
  @inlinable @inline(__always) package static var rightParenthesis: UInt8 { 0x29 }
  /// `*`
  @inlinable @inline(__always) package static var asterisk: UInt8 { 0x2A }
  /// `+`
  @inlinable @inline(__always) package static var plus: UInt8 { 0x2B }
  /// `,`
  @inlinable @inline(__always) package static var comma: UInt8 { 0x2C }
  /// `-`
  @inlinable @inline(__always) package static var minus: UInt8 { 0x2D }
  /// `.`
  @inlinable @inline(__always) package static var period: UInt8 { 0x2E }
  /// `/`
  @inlinable @inline(__always) package static var slash: UInt8 { 0x2F }
  /// `0`
  @inlinable @inline(__always) package static var zero: UInt8 { 0x30 }
  /// `9`
  @inlinable @inline(__always) package static var nine: UInt8 { 0x39 }
  /// `:`
  @inlinable @inline(__always) package static var colon: UInt8 { 0x3A }
  /// `;`
  @inlinable @inline(__always) package static var semicolon: UInt8 { 0x3B }
  /// `<`
  @inlinable @inline(__always) package static var lessThan: UInt8 { 0x3C }
  /// `=`
  @inlinable @inline(__always) package static var equals: UInt8 { 0x3D }
  /// `>`
  @inlinable @inline(__always) package static var greaterThan: UInt8 { 0x3E }
  /// `?`
  @inlinable @inline(__always) package static var questionMark: UInt8 { 0x3F }
  /// `@`
  @inlinable @inline(__always) package static var at: UInt8 { 0x40 }
  /// `[`
  @inlinable @inline(__always) package static var leftBracket: UInt8 { 0x5B }
  /// `\`
  @inlinable @inline(__always) package static var backslash: UInt8 { 0x5C }
  /// `]`
  @inlinable @inline(__always) package static var rightBracket: UInt8 { 0x5D }
  /// `^`
  @inlinable @inline(__always) package static var caret: UInt8 { 0x5E }
  /// `_`
  @inlinable @inline(__always) package static var underscore: UInt8 { 0x5F }
  /// The grave accent.
  @inlinable @inline(__always) package static var backquote: UInt8 { 0x60 }
  /// `{`
  @inlinable @inline(__always) package static var leftBrace: UInt8 { 0x7B }
  /// `|`
  @inlinable @inline(__always) package static var verticalBar: UInt8 { 0x7C }
  /// `}`
  @inlinable @inline(__always) package static var rightBrace: UInt8 { 0x7D }
  /// `~`
  @inlinable @inline(__always) package static var tilde: UInt8 { 0x7E }
  @inlinable @inline(__always) package static var delete: UInt8 { 0x7F }
}
