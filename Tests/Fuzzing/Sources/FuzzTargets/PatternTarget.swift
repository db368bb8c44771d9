import AdhereJSON
import AdhereSchema

/// A pattern of ECMA-262 up to the first line end, and a text behind it. The verdict is the same
/// however often it is asked.
enum PatternTarget {
  static func run(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].count < 256 else { return }
    var writer = JSONWriter()
    writer.beginObject()
    writer.member("pattern", String(decoding: parts[0], as: UTF8.self))
    writer.endObject()
    guard let schema = try? CompiledSchema(JSONDocument(writer.bytes)) else { return }
    var text: [UInt8] = []
    Array(parts[1].prefix(512)).withUnsafeBufferPointer { JSONWriter.append(quoted: $0, to: &text) }
    guard let document = try? JSONDocument(text) else { return }
    document.withTape { tape in
      let first = schema.isValid(tape, at: 0)
      for _ in 0..<9 { precondition(schema.isValid(tape, at: 0) == first, "changes its verdict") }
    }
  }
}
