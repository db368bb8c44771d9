import AdhereJSON
public import AdhereJudging

extension Trace {
  /// The output as it came.
  public enum Raw: Sendable, Equatable {
    /// The model's text; its bytes need not be UTF-8.
    case text([UInt8])
    /// The calls as the API gave them: a JSON array, byte for byte, ids included.
    case calls(json: [UInt8])
    /// The output is missing or empty.
    case none
  }

  /// The calls of ``raw``; nil where the output was text, or the array is malformed.
  public var nativeCalls: [ToolCall]? {
    guard case .calls(let json) = raw, let document = try? JSONDocument(json, options: .anyDepth)
    else { return nil }
    return document.withTape { try? ToolCall.list($0, at: 0) }
  }
}

extension Trace.Raw {
  /// One output of an answer; empty text is ``none``.
  package init(_ raw: Output.Raw) {
    switch raw {
    case .text(let text): self = text.isEmpty ? .none : .text(text)
    case .calls(let calls): self.init(calls)
    }
  }

  /// Calls whose JSON text is not at hand: an array of `name` and `arguments`, a string.
  public init(_ calls: [ToolCall]) {
    var writer = JSONWriter()
    writer.beginArray()
    for call in calls {
      writer.beginObject()
      writer.member("name", call.name)
      writer.member("arguments", call.arguments)
      writer.endObject()
    }
    writer.endArray()
    self = .calls(json: writer.bytes)
  }
}
