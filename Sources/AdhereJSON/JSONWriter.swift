/// Writes JSON into a growing byte buffer. Commas and colons are its own affair:
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("id"); writer.string("a")
///     writer.key("span"); writer.beginArray(); writer.int(0); writer.int(4); writer.endArray()
///     writer.endObject()
///     writer.bytes        // {"id":"a","span":[0,4]}
public struct JSONWriter {
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

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

  public mutating func beginObject() { open(UInt8(ascii: "{")) }
  public mutating func endObject() { close(UInt8(ascii: "}")) }
  public mutating func beginArray() { open(UInt8(ascii: "[")) }
  public mutating func endArray() { close(UInt8(ascii: "]")) }

  public mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    name.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// A name that is not known when this is compiled; it may need escapes.
  @_disfavoredOverload
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  public mutating func string(_ value: String) {
    var value = value
    value.withUTF8 { string($0) }
  }

  public mutating func string(_ value: [UInt8]) {
    value.withUnsafeBufferPointer { string($0) }
  }

  public mutating func string(_ value: UnsafeBufferPointer<UInt8>) {
    separate()
    JSONWriter.append(quoted: value, to: &bytes)
  }

  public mutating func int(_ value: Int) {
    separate()
    var buffer = String(value)
    buffer.withUTF8 { bytes.append(contentsOf: $0) }
  }

  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: value ? "true".utf8 : "false".utf8)
  }

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

  /// Ends a line of JSON Lines; the next value begins without a comma.
  public mutating func newline() {
    bytes.append(UInt8(ascii: "\n"))
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
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  /// Appends a string in quotes, with the escapes RFC 8259 section 7 requires and no others.
  /// Bytes that are not UTF-8 become U+FFFD, surrogates in their three-byte form a `\u` escape.
  public static func append(quoted value: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    out.append(UInt8(ascii: "\""))
    append(escaped: value, to: &out)
    out.append(UInt8(ascii: "\""))
  }

  /// The inside of ``append(quoted:to:)``.
  public static func append(escaped value: UnsafeBufferPointer<UInt8>, to out: inout [UInt8]) {
    var clean = 0
    var i = 0
    while i < value.count {
      i = plainEnd(value, i)
      guard i < value.count else { break }
      let byte = value[i]
      if byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") {
        i += 1
        continue
      }
      if byte >= 0x80 {
        let size = sequenceSize(value, i)
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

  /// Past as many bytes from `i` on as stand for themselves, eight at a time.
  private static func plainEnd(_ value: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let memory = UnsafeRawBufferPointer(value)
    var i = i
    while i &+ 8 <= value.count {
      let word = UInt64(littleEndian: memory.loadUnaligned(fromByteOffset: i, as: UInt64.self))
      let quotes = word ^ ones &* 0x22
      let slashes = word ^ ones &* 0x5C
      let controls = (word &- ones &* 0x20) & ~word
      let special = controls | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes | word
      // A borrow may mark bytes that stand for themselves, but none before the first that does not.
      let marks = special & ones &* 0x80
      if marks != 0 { return i &+ marks.trailingZeroBitCount / 8 }
      i &+= 8
    }
    return i
  }

  /// Bytes of the well-formed sequence at `i`, 0 where there is none.
  private static func sequenceSize(_ value: UnsafeBufferPointer<UInt8>, _ i: Int) -> Int {
    if i + 4 <= value.count { return UTF8Sequence.size(value.baseAddress! + i) }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 8) { tail in
      tail.initialize(repeating: 0)
      for j in i..<value.count { tail[j - i] = value[j] }
      return UTF8Sequence.size(UnsafePointer(tail.baseAddress!))
    }
  }

  private static func appendEscape(
    _ value: UnsafeBufferPointer<UInt8>, _ i: Int, to out: inout [UInt8]
  ) -> Int {
    func short(_ letter: UInt8) {
      out.append(UInt8(ascii: "\\"))
      out.append(letter)
    }
    switch value[i] {
    case UInt8(ascii: "\""): short(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): short(UInt8(ascii: "\\"))
    case 0x0A: short(UInt8(ascii: "n"))
    case 0x0D: short(UInt8(ascii: "r"))
    case 0x09: short(UInt8(ascii: "t"))
    case 0x08: short(UInt8(ascii: "b"))
    case 0x0C: short(UInt8(ascii: "f"))
    case let byte where byte < 0x20:
      out += [0x5C, 0x75, 0x30, 0x30, hex(byte >> 4), hex(byte & 15)]
    case 0xED where i + 2 < value.count && value[i + 1] >= 0xA0 && value[i + 1] < 0xC0:
      // A surrogate that StringText.decode kept.
      let unit = 0xD000 | UInt16(value[i + 1] & 0x3F) << 6 | UInt16(value[i + 2] & 0x3F)
      out += [0x5C, 0x75]
      for shift in [12, 8, 4, 0] { out.append(hex(UInt8(unit >> UInt16(shift) & 15))) }
      return 3
    default: out += [0xEF, 0xBF, 0xBD]
    }
    return 1
  }

  private static func hex(_ digit: UInt8) -> UInt8 {
    digit < 10 ? 0x30 + digit : 0x61 + digit - 10
  }
}
