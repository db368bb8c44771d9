package import AdhereJudging
public import AdhereWire
import AdhereJSON

extension Trace.Request {
  /// What the body of a chat-completions request asks, part by part: the schema of its content
  /// without the provider's wrapping, the tools as they stand, and under ``parameters`` every
  /// member that has no part of its own, such as `temperature`.
  public init(_ request: ChatRequest) {
    self.init()
    if case .schema(let json, _, _) = request.responseFormat { schema = Self.onOneLine(json) }
    tools = request.tools.map { Self.onOneLine($0) }
    guard let document = try? JSONDocument(request.bytes, options: .anyDepth) else { return }
    document.withTape { tape in
      func json(_ name: StaticString) -> [UInt8]? {
        guard let node = tape.member(name, of: 0), tape.kind(node) != .null else { return nil }
        return Self.onOneLine(Array(tape.source(node)))
      }
      messages = json("messages")
      prompt = json("prompt")
      if tools != nil { toolChoice = json("tool_choice") ?? json("function_call") }
      var writer = JSONWriter()
      writer.beginObject()
      var isEmpty = true
      for key in tape.children(of: 0) {
        let name = StringText.decode(tape, key)
        guard !Trace.Request.named.contains(name), tape.kind(key + 1) != .null else { continue }
        writer.member(String(decoding: name, as: UTF8.self), raw: tape.source(key + 1))
        isEmpty = false
      }
      writer.endObject()
      if !isEmpty { parameters = Self.onOneLine(writer.bytes) }
    }
  }

  /// JSON as a line of JSON Lines holds it: line ends can only stand between its tokens. What is
  /// kept is to be the same before and after it was written.
  static func onOneLine(_ json: [UInt8]) -> [UInt8] {
    guard json.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return json }
    return json.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
  }

  /// What was asked of this surface, as a record of the same output says it.
  package func only(_ surface: Contract.Surface) -> Trace.Request {
    var request = self
    if surface == .tool {
      request.schema = nil
    } else {
      (request.tools, request.toolChoice) = (nil, nil)
    }
    return request
  }

  /// Members of a body that are told elsewhere, or say nothing about the answer.
  private static let named: Set<[UInt8]> = Set(
    [
      "model", "messages", "prompt", "tools", "functions", "tool_choice", "function_call",
      "response_format", "stream", "stream_options", "user", "metadata", "store",
    ].map { Array($0.utf8) })
}
