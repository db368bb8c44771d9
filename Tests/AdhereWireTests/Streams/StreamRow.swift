import AdhereWire
import Testing

/// One quirk of a stream: its wire bytes, and what has to come of it.
struct StreamRow: Sendable, CustomStringConvertible {
  /// Name of the row in the catalogue.
  var name: String
  var stream: String
  /// Calls as `name(arguments)`.
  var calls: [String] = []
  var content: String?
  var reasoning: String?
  var finish: FinishReason?
  var error: ProviderError.Kind?
  var usage: String?
  /// Bytes that no String can hold.
  var bytes: [UInt8]?

  var description: String { name }
  var wire: [UInt8] { bytes ?? Array(stream.utf8) }

  /// A stream that has to give the usual call.
  static func usual(_ name: String, _ stream: String) -> StreamRow {
    StreamRow(name: name, stream: stream, calls: Wire.expected)
  }

  /// Holds what was read against the row.
  func expect(_ run: StreamRun) {
    #expect(run.calls.map(\.shown) == calls)
    #expect((run.content ?? "") == (content ?? ""))
    if let reasoning {
      let thoughts = run.completion.choices.first?.message.reasoning ?? []
      #expect(String(decoding: thoughts, as: UTF8.self) == reasoning)
    }
    if let finish { #expect(run.completion.choices.first?.finish == finish) }
    #expect(run.completion.error?.kind == error, "\(String(describing: run.completion.error))")
    if let usage {
      #expect(run.completion.usage.map { String(decoding: $0, as: UTF8.self) } == usage)
    }
    // What was handed over is what stands at the end.
    for (choice, text) in run.text {
      #expect(run.completion.choices[choice].message.content == text)
    }
    for (part, text) in run.arguments {
      guard case .arguments(let choice, let call) = part else { continue }
      #expect(run.completion.choices[choice].message.toolCalls[call].arguments == text)
    }
  }
}
