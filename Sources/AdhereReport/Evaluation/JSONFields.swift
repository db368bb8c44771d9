import AdhereJSON
import AdhereJudging
import AdhereTraces

/// Members of an object of a case or an output, by name.
struct JSONFields {
  let tape: Tape
  var object = 0

  var isObject: Bool { tape.kind(object) == .object }

  private func member(_ name: StaticString) -> Int? {
    guard let node = tape.member(name, of: object), tape.kind(node) != .null else { return nil }
    return node
  }

  func string(_ name: StaticString) -> String? {
    guard let node = member(name), tape.kind(node) == .string else { return nil }
    return String(decoding: StringText.decode(tape, node), as: UTF8.self)
  }

  func object(_ name: StaticString) -> JSONFields? {
    guard let node = member(name), tape.kind(node) == .object else { return nil }
    return JSONFields(tape: tape, object: node)
  }

  func calls(_ name: StaticString) -> [ToolCall]? {
    guard let node = member(name), tape.kind(node) == .array else { return nil }
    return try? ToolCall.list(tape, at: node)
  }

  private func json(_ name: StaticString) -> [UInt8]? {
    member(name).map { Array(tape.source($0)) }
  }

  var request: Trace.Request {
    Trace.Request(
      messages: json("messages"), prompt: json("prompt"), schema: json("schema"),
      tools: json("tools"), toolChoice: json("tool_choice"), parameters: json("parameters"))
  }

  /// The output; nil where there is none at all.
  var raw: Trace.Raw? {
    guard let node = tape.member("raw", of: object) else { return nil }
    switch tape.kind(node) {
    case .string: return .text(StringText.decode(tape, node))
    case .array: return .calls(json: Array(tape.source(node)))
    case .null: return Trace.Raw.none
    default: return nil
    }
  }
}
