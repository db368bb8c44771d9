internal import AdhereBytes

/// Writes JSON into a growing byte buffer and puts the commas and colons itself:
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("id"); writer.string("a")
///     writer.key("span"); writer.beginArray(); writer.int(0); writer.int(4); writer.endArray()
///     writer.endObject()
///     writer.bytes        // {"id":"a","span":[0,4]}
public struct JSONWriter {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// A writer with an empty buffer.
  public init() {}

  /// Begins anew in the memory of a buffer that is not needed any more.
  public init(reusing buffer: [UInt8]) {
    bytes = buffer
    bytes.removeAll(keepingCapacity: true)
  }

  /// Empties the buffer, keeps its memory.
  public mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  /// `{`; what follows are keys with their values.
  public mutating func beginObject() { open(ASCII.leftBrace) }
  /// `}`
  public mutating func endObject() { close(ASCII.rightBrace) }
  /// `[`; what follows are values.
  public mutating func beginArray() { open(ASCII.leftBracket) }
  /// `]`
  public mutating func endArray() { close(ASCII.rightBracket) }

  /// The name of a member; its value comes next.
  ///
  /// - Parameter name: free of characters that need an escape.
  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(ASCII.quote)
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(ASCII.quote)
    bytes.append(ASCII.colon)
    needsComma = false
  }

  /// A name that is not known when this is compiled; it may need escapes.
  @_disfavoredOverload
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(ASCII.colon)
    needsComma = false
  }

  /// A string with the escapes it needs.
  public mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string($0) }
  }

  /// A string with the escapes it needs.
  ///
  /// - Parameter value: its UTF-8.
  public mutating func string(_ value: [UInt8]) {
    value.withUnsafeBufferPointer { string($0) }
  }

  /// A string with the escapes it needs.
  ///
  /// - Parameter value: its UTF-8.
  public mutating func string(_ value: UnsafeBufferPointer<UInt8>) {
    separate()
    JSONWriter.append(quoted: value, to: &bytes)
  }

  /// A whole number.
  public mutating func int(_ value: Int) {
    separate()
    var buffer = String(value)
    buffer.withUTF8 { bytes.append(contentsOf: $0) }
  }

  /// `true` or `false`.
  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
  }

  /// `null`
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Text that is JSON already.
  public mutating func raw(_ json: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Text that is JSON already.
  public mutating func raw(_ json: [UInt8]) {
    separate()
    bytes.append(contentsOf: json)
  }

  /// Bytes that are no value: what follows stands as it would without them.
  package mutating func passOver(_ text: [UInt8]) { bytes.append(contentsOf: text) }

  /// Text that is JSON already, as a value; with `onOneLine` its line ends become spaces. They can
  /// only be white space between its tokens, so a line holds the whole of it and no offset moves.
  package mutating func appendValue(_ json: UnsafeBufferPointer<UInt8>, onOneLine: Bool) {
    guard onOneLine, json.contains(where: JSONWriter.isLineEnd) else { return raw(json) }
    raw(json.map { JSONWriter.isLineEnd($0) ? ASCII.space : $0 })
  }

  /// JSON text with its line ends made spaces, which they can be everywhere between tokens.
  package static func onOneLine(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: isLineEnd) else { return json }
    return json.map { isLineEnd($0) ? ASCII.space : $0 }
  }

  private static func isLineEnd(_ byte: UInt8) -> Bool {
    byte == ASCII.lineFeed || byte == ASCII.carriageReturn
  }

  /// Ends a line of JSON Lines; the next value begins without a comma.
  public mutating func newline() {
    bytes.append(ASCII.lineFeed)
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(ASCII.comma) }
    needsComma = true
  }
}

/// Strings as JSON writes them.
extension JSONWriter {
  /// Appends a string in quotes, with the escapes RFC 8259 section 7 requires and no others.
  /// Bytes that are not UTF-8 become U+FFFD, surrogates in their three-byte form a `\u` escape.
  public static func append(quoted value: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(ASCII.quote)
    append(escaped: value, to: &out)
    out.append(ASCII.quote)
  }

  /// A string in quotes, as ``append(quoted:to:)`` writes it.
  package static func quoted(_ value: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(value.count + 2)
    value.withUnsafeBufferPointer { append(quoted: $0, to: &out) }
    return out
  }

  /// A string in quotes, as ``append(quoted:to:)`` writes it.
  package static func quoted(_ value: String) -> [UInt8] { quoted(Array(value.utf8)) }

  /// An ASCII byte as the inside of a string has it.
  package static func escaped(_ byte: UInt8) -> [UInt8] {
    var out: [UInt8] = []
    withUnsafePointer(to: byte) {
      append(escaped: UnsafeBufferPointer(start: $0, count: 1), to: &out)
    }
    return out
  }

  /// The inside of ``append(quoted:to:)``.
  package static func append(escaped value: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var clean = 0
    var i = 0
    while i < value.count {
      i = ByteScan.plainEnd(value, from: i)
      guard i < value.count else { break }
      let byte = value[i]
      if byte >= 0x20, byte < 0x80, byte != ASCII.quote, byte != ASCII.backslash {
        i += 1
        continue
      }
      if byte.isNonASCII {
        let size = UTF8Sequence.size(value, at: i)
        if size > 0 {
          i += size
          continue
        }
      }
      out.append(contentsOf: value[clean..<i])
      i += appendEscape(value, i, to: &out)
      clean = i
    }
    out.append(contentsOf: value[clean...])
  }

  /// Appends the escape of the byte at `i`, which a string cannot hold as it is.
  ///
  /// - Returns: how many bytes that replaces.
  private static func appendEscape(
    _ value: UnsafeBufferPointer<UInt8>, _ i: Int, to out: inout [UInt8]
  ) -> Int {
    let byte = value[i]
    if byte == ASCII.quote || byte == ASCII.backslash {
      out += [ASCII.backslash, byte]
    } else if let letter = shortEscape(byte) {
      out += [ASCII.backslash, letter]
    } else if byte < 0x20 {
      out += [ASCII.backslash, UInt8(ascii: "u")]
      Hex.append(unit: UInt16(byte), to: &out)
    } else if byte == 0xED, i + 2 < value.count, value[i + 1] >= 0xA0, value[i + 1] < 0xC0 {
      // A surrogate that StringText kept.
      let unit = 0xD000 | UInt16(value[i + 1] & 0x3F) << 6 | UInt16(value[i + 2] & 0x3F)
      out += [ASCII.backslash, UInt8(ascii: "u")]
      Hex.append(unit: unit, to: &out)
      return 3
    } else {
      UTF8Sequence.append(0xFFFD, to: &out)
    }
    return 1
  }

  private static func shortEscape(_ byte: UInt8) -> UInt8? {
    switch byte {
    case ASCII.lineFeed: UInt8(ascii: "n")
    case ASCII.carriageReturn: UInt8(ascii: "r")
    case ASCII.tab: UInt8(ascii: "t")
    case ASCII.backspace: UInt8(ascii: "b")
    case ASCII.formFeed: UInt8(ascii: "f")
    default: nil
    }
  }
}
