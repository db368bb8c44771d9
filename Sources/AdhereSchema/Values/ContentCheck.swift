internal import AdhereBytes
internal import AdhereJSON

/// What the values of `contentEncoding` and `contentMediaType` ask of a string.
struct ContentCheck: OptionSet {
  let rawValue: UInt32
  /// Base64 (RFC 4648 section 4).
  static let base64 = ContentCheck(rawValue: 1)
  /// JSON, after decoding.
  static let json = ContentCheck(rawValue: 2)

  func accepts(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    if !contains(.base64) { return isJSON(text) }
    guard let decoded = Base64.decode(text) else { return false }
    return !contains(.json) || decoded.withUnsafeBufferPointer { isJSON($0) }
  }

  private func isJSON(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    do throws(ParseError) {
      _ = try JSONDocument(text)
      return true
    } catch {
      return false
    }
  }
}
