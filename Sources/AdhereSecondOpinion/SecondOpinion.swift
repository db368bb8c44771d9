package import AdhereJSON
internal import CAdhereJansson

/// Reads a text with libjansson, a parser that shares no code with ours, and compares the values
/// that the two read.
///
///     SecondOpinion.read(Array(#"{"a":1}"#.utf8))     // .agrees
package enum SecondOpinion {
  /// What libjansson makes of a text that our reader accepts.
  package enum Opinion: Equatable, Sendable {
    /// The same value.
    case agrees
    /// It cannot hold the value, for a reason that lies in libjansson.
    case cannotHold(Limit)
    /// It reads something else, or nothing: a defect of ours.
    case disagrees(String)
  }

  /// What libjansson 2.14 cannot hold although RFC 8259 allows it.
  package enum Limit: String, Sendable {
    case integer = "an integer beyond 64 bits"
    case real = "a real number beyond the range of a double"
    case keyWithNUL = "a NUL in a key"
    case depth = "nesting deeper than 2,048"
    case surrogate = "an escaped surrogate without its partner"
  }

  /// Reads the text, which is JSON by our reading of it.
  package static func read(_ text: UnsafeBufferPointer<UInt8>) -> Opinion {
    read(text) {
      try? JSONDocument(
        text, options: ParseOptions(maximumDepth: 4_096, duplicateKeys: .report))
    }
  }

  private static func read(
    _ text: UnsafeBufferPointer<UInt8>, _ ours: () -> JSONDocument?
  ) -> Opinion {
    let (value, error) = load(text)
    guard let value else { return explain(error) }
    defer { json_decref(value) }
    guard let document = ours() else {
      return .disagrees("libjansson accepts what our reader refuses")
    }
    // With a repeated key libjansson keeps the last one; the trees differ in form.
    if document.duplicateKey != nil { return .agrees }
    return document.withTape { TreeComparison.compare($0, value) } ?? .agrees
  }

  /// Reads the text, which is JSON by our reading of it.
  package static func read(_ text: [UInt8]) -> Opinion {
    text.withUnsafeBufferPointer { read($0) }
  }

  /// Reads the text and compares it with what our reader has made of it already.
  ///
  /// - Parameter document: read from `text` with the repeated keys reported.
  package static func read(_ text: [UInt8], as document: JSONDocument) -> Opinion {
    text.withUnsafeBufferPointer { read($0) { document } }
  }

  /// Whether libjansson accepts the text at all.
  package static func accepts(_ text: [UInt8]) -> Bool {
    guard let value = text.withUnsafeBufferPointer({ load($0).value }) else { return false }
    json_decref(value)
    return true
  }

  /// libjansson's tree, which the caller has to release; else why there is none.
  private static func load(
    _ text: UnsafeBufferPointer<UInt8>
  ) -> (value: UnsafeMutablePointer<json_t>?, error: json_error_t) {
    var error = json_error_t()
    // JSON_DECODE_ANY: scalars at the top; JSON_ALLOW_NUL: \u0000 in strings.
    let flags = Int(JSON_DECODE_ANY) | Int(JSON_ALLOW_NUL)
    let value = text.withMemoryRebound(to: CChar.self) {
      json_loadb($0.baseAddress, $0.count, flags, &error)
    }
    return (value, error)
  }

  /// The last byte of `json_error_t.text` is the error code (jansson.h, json_error_code).
  private static func explain(_ error: json_error_t) -> Opinion {
    var error = error
    let (code, message) = withUnsafeBytes(of: &error.text) { bytes in
      (
        json_error_code(rawValue: json_error_code.RawValue(bytes[bytes.count - 1])),
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      )
    }
    switch code {
    case json_error_stack_overflow: return .cannotHold(.depth)
    case json_error_null_byte_in_key: return .cannotHold(.keyWithNUL)
    case json_error_numeric_overflow:
      return .cannotHold(message.contains("integer") ? .integer : .real)
    case json_error_invalid_syntax where message.contains("invalid Unicode"):
      return .cannotHold(.surrogate)
    default:
      return .disagrees("libjansson: \(message) at byte \(error.position)")
    }
  }
}
