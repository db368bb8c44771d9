internal import AdhereJSON

/// The body of a request for an answer, of any API, kept byte for byte.
///
///     let request = try ChatRequest(body)
///     request.tools                     // JSON text, or nil
///     request.responseFormat            // what the content has to be
///     request.setting("model", "m2")    // the same body with another model
///
/// Members that are not known here stay as they are, in every change.
public struct ChatRequest: Sendable, Equatable {
  /// The body, JSON text.
  public let bytes: [UInt8]
  /// The model's name; nil where none is given.
  public let model: String?
  /// The answer is to be streamed.
  public let isStream: Bool
  /// The tools that are offered, JSON text in the provider's form; nil where there are none.
  public let tools: [UInt8]?
  /// Byte offset of ``tools`` in the body.
  public let toolsOffset: Int
  /// Whether calls are wanted.
  public let toolChoice: ToolChoice
  /// Several calls in one answer are allowed, which is the default.
  public let parallelToolCalls: Bool
  /// How many answers are wanted (`n`).
  public let choices: Int
  /// What the content has to be.
  public let responseFormat: ResponseFormat
  /// Most tokens of the answer, under any of the names for it.
  public let maximumTokens: Int?
  /// There is a member `plugins`.
  package let hasPlugins: Bool
  /// Members of the root that say what the content has to be.
  let formatMembers: [String]

  /// - Throws: ``InputError`` where the body is not a JSON object, or what it asks has no known
  ///   form.
  public init(_ bytes: [UInt8]) throws(InputError) {
    let document = try InputError.document(bytes, "the request", options: .anyDepth)
    defer { withExtendedLifetime(document) {} }
    let tape = document.tape
    guard tape.kind(0) == .object else {
      throw InputError("the request has to be a JSON object", offset: 0)
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
    toolChoice = try ToolChoice(request: tape)
    // Anthropic forbids it where it chooses tools.
    let isDisabled = tape.field("tool_choice", of: 0)
      .flatMap { tape.field("disable_parallel_tool_use", of: $0) }
      .map { tape.kind($0) == .true }
    parallelToolCalls =
      tape.field("parallel_tool_calls", of: 0).map { tape.kind($0) != .false }
      ?? !(isDisabled ?? false)
    hasPlugins = tape.field("plugins", of: 0) != nil
    choices = max(1, tape.integer("n", of: 0) ?? 1)
    let reading = ResponseFormatReading(tape, 0)
    responseFormat = reading.format
    formatMembers = reading.members
    maximumTokens =
      tape.integer("max_completion_tokens", of: 0) ?? tape.integer("max_tokens", of: 0)
      ?? tape.integer("max_output_tokens", of: 0)
  }

  /// Whether the root has a member of this name that is not null.
  public func hasMember(_ name: String) -> Bool {
    guard let document = try? JSONDocument(bytes, options: .anyDepth) else { return false }
    return document.withTape { tape in
      var name = name
      guard let node = name.withUTF8({ tape.member($0, of: 0) }) else { return false }
      return tape.kind(node) != .null
    }
  }
}
