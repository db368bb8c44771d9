import AdhereJSON
import AdhereJudging
import AdhereTallies

/// What a function returns: an outcome from 0 on, or what kept it from judging.
enum Status {
  /// A handle is none, or none of the kind that is wanted; or a length without bytes, or one that is
  /// too large.
  static let badArgument: Int32 = -1
  /// What was said about the output cannot be used; its record says why.
  static let badOptions: Int32 = -2
  /// The judge or stream has ended.
  static let ended: Int32 = -3

  static func of(_ outcome: Outcome) -> Int32 { Int32(truncatingIfNeeded: outcome.position) }

  /// `{"error":{"message":…,"offset":…}}`
  static func error(_ message: String, offset: Int? = nil) -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("error")
    writer.beginObject()
    writer.member("message", message)
    if let offset { writer.member("offset", offset) }
    writer.endObject()
    writer.endObject()
    return writer.bytes
  }
}

/// Bytes that C gave; nil where there is a length without bytes, or a length that no text has.
@inline(__always)
func bytes(_ start: UnsafePointer<UInt8>?, _ count: Int) -> UnsafeBufferPointer<UInt8>? {
  if count == 0 { return UnsafeBufferPointer(start: start, count: 0) }
  guard let start, count > 0, count <= 1 << 30 else { return nil }
  return UnsafeBufferPointer(start: start, count: count)
}
