internal import AdhereJSON

/// `contentEncoding: base64` and `contentMediaType: application/json`, asserted where the draft
/// or the caller asks for it.
extension Compiler {
  mutating func writeContent(_ work: Work) {
    let tape = sources[work.source].tape
    func names(_ keyword: Keyword, _ name: String) -> Int? {
      guard let node = value(keyword), string(work.source, node) == name else { return nil }
      return node
    }
    _ = tape
    let encoding = names(.contentEncoding, "base64")
    let media = names(.contentMediaType, "application/json")
    if let encoding {
      emit(Instruction(.content, .contentEncoding, a: Content.base64), work, encoding)
    }
    if let media {
      // Another encoding than base64 cannot be looked into.
      if encoding == nil, value(.contentEncoding) != nil { return }
      let both = Content.json | (encoding == nil ? 0 : Content.base64)
      emit(Instruction(.content, .contentMediaType, a: both), work, media)
    }
  }
}

enum Content {
  static let base64: UInt32 = 1
  static let json: UInt32 = 2

  /// Whether the string is what its encoding (RFC 4648 section 4) and media type say.
  static func check(_ text: UnsafeBufferPointer<UInt8>, _ what: UInt32) -> Bool {
    if what & base64 == 0 { return isJSON(text) }
    guard let decoded = decodeBase64(text) else { return false }
    return what & json == 0 || decoded.withUnsafeBufferPointer { isJSON($0) }
  }

  private static func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    do throws(ParseError) {
      _ = try JSONDocument(text)
      return true
    } catch {
      return false
    }
  }

  private static func decodeBase64(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
    guard text.count % 4 == 0 else { return nil }
    var out: [UInt8] = []
    var word: UInt32 = 0
    var pads = 0
    for (i, byte) in text.enumerated() {
      let digit: UInt32
      switch byte {
      case 0x41...0x5A: digit = UInt32(byte) - 0x41
      case 0x61...0x7A: digit = UInt32(byte) - 0x61 + 26
      case 0x30...0x39: digit = UInt32(byte) - 0x30 + 52
      case UInt8(ascii: "+"): digit = 62
      case UInt8(ascii: "/"): digit = 63
      case UInt8(ascii: "=") where i >= text.count - 2:
        pads += 1
        digit = 0
      default: return nil
      }
      if pads > 0, byte != UInt8(ascii: "=") { return nil }
      word = word << 6 | digit
      if i % 4 == 3 {
        out.append(UInt8(truncatingIfNeeded: word >> 16))
        if pads < 2 { out.append(UInt8(truncatingIfNeeded: word >> 8)) }
        if pads < 1 { out.append(UInt8(truncatingIfNeeded: word)) }
        word = 0
      }
    }
    return out
  }
}

extension Evaluator {
  @inline(never)
  func hasContent(_ node: Int, _ what: UInt32) -> Bool {
    withDecoded(node) { Content.check($0, what) }
  }
}
