internal import AdhereJSON

/// The body of a chat-completions request, kept byte for byte.
///
///     let request = try ChatRequest(body)
///     request.tools                     // JSON text, or nil
///     request.responseFormat            // what the content has to be
///     request.setting("model", "m2")    // the same body with another model
///
/// Members that are not known here stay as they are, in every change.
public struct ChatRequest: Sendable, Equatable {
  /// What the request says about calling tools.
  public enum ToolChoice: Sendable, Equatable {
    case auto, required, none
    case tool(String)
  }

  /// The body, JSON text.
  public let bytes: [UInt8]
  public let model: String?
  /// The answer is to be streamed.
  public let isStream: Bool
  /// The tools that are offered, JSON text in the provider's form; nil where there are none.
  public let tools: [UInt8]?
  /// Byte offset of ``tools`` in the body.
  public let toolsOffset: Int
  public let toolChoice: ToolChoice
  /// Several calls in one answer are allowed, as they are where nothing is said.
  public let parallelToolCalls: Bool
  public let responseFormat: ResponseFormat
  /// Most tokens of the answer, under any of the names for it.
  public let maximumTokens: Int?
  let formatMembers: [String]

  /// - Throws: ``RequestError`` where the body is no JSON object, or what it asks has no known
  ///   form.
  public init(_ bytes: [UInt8]) throws(RequestError) {
    let document: JSONDocument
    do throws(ParseError) {
      document = try JSONDocument(
        bytes, options: ParseOptions(maximumDepth: .max, duplicateKeys: .ignore))
    } catch {
      let place = error.position(in: bytes)
      throw RequestError(
        "the request is not JSON: line \(place.line), column \(place.column): \(error.message)",
        offset: error.offset)
    }
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard tape.kind(0) == .object else {
      throw RequestError("the request has to be a JSON object", offset: 0)
    }
    self.bytes = bytes
    model = tape.word("model", of: 0)
    isStream = tape.field("stream", of: 0).map { tape.kind($0) == .true } ?? false
    let list = tape.field("tools", of: 0) ?? tape.field("functions", of: 0)
    if let list, tape.kind(list) == .array, tape.count(of: list) > 0 {
      tools = tape.bytes(list)
      toolsOffset = tape.span(list).lowerBound
    } else {
      tools = nil
      toolsOffset = 0
    }
    toolChoice = try ChatRequest.choice(tape)
    parallelToolCalls =
      tape.field("parallel_tool_calls", of: 0).map { tape.kind($0) != .false } ?? true
    let reading = ResponseFormatReading(tape, 0)
    responseFormat = reading.format
    formatMembers = reading.members
    maximumTokens =
      tape.integer("max_completion_tokens", of: 0) ?? tape.integer("max_tokens", of: 0)
      ?? tape.integer("max_output_tokens", of: 0)
  }

  private static func choice(_ tape: Tape) throws(RequestError) -> ToolChoice {
    guard let node = tape.field("tool_choice", of: 0) ?? tape.field("function_call", of: 0) else {
      return .auto
    }
    func word(_ word: String) -> ToolChoice {
      switch word {
      case "auto": .auto
      case "required", "any": .required
      case "none": .none
      default: .tool(word)
      }
    }
    if let text = tape.string(node) { return word(text) }
    guard tape.kind(node) == .object else {
      throw RequestError(
        "tool_choice has to be a string or an object", offset: tape.span(node).lowerBound)
    }
    if let function = tape.field("function", of: node), let name = tape.word("name", of: function) {
      return .tool(name)
    }
    if let name = tape.word("name", of: node) { return .tool(name) }
    if let mode = tape.word("mode", of: node) { return word(mode) }
    if let type = tape.word("type", of: node) {
      // {"type":"allowed_tools","allowed_tools":{"mode":…}}
      if type == "allowed_tools", let inner = tape.field("allowed_tools", of: node) {
        return word(tape.word("mode", of: inner) ?? "auto")
      }
      return word(type)
    }
    throw RequestError("tool_choice names no tool", offset: tape.span(node).lowerBound)
  }
}
