public import AdhereWire
public import AdhereSchema
import AdhereJSON
public import AdhereRepair

/// What a whole answer has to be: its tool calls, its content, or both.
///
///     let contract = try CompletionContract(request: ChatRequest(body))
///     contract.judge(ChatBody(answer).completion)
public struct CompletionContract: Sendable {
  /// The tools that were offered; nil where none were.
  public var tools: Contract?
  /// What the content has to be; nil where it is free text.
  public var content: Contract?
  /// Whether one answer may hold several calls (`parallel_tool_calls`).
  public var allowsParallelCalls = true
  /// The words of the user, UTF-8; see ``Output/prompt``.
  public var prompt: [UInt8]?
  /// The request is not known: whatever structure there is gets judged.
  var isOpen = false

  /// - Parameters:
  ///   - tools: a contract of the tool surface.
  ///   - content: a contract of the json surface.
  ///   - allowsParallelCalls: whether one answer may hold several calls.
  public init(tools: Contract? = nil, content: Contract? = nil, allowsParallelCalls: Bool = true) {
    self.tools = tools
    self.content = content
    self.allowsParallelCalls = allowsParallelCalls
  }

  /// For answers whose only structure is that of one contract.
  public init(_ contract: Contract) {
    self.init(
      tools: contract.surface == .tool ? contract : nil,
      content: contract.surface == .json ? contract : nil)
  }

  /// For answers to an unknown request: any JSON conforms as content, and any call.
  ///
  /// - Parameter policy: permitted repairs.
  public init(any policy: Policy) {
    self.init(
      tools: Contract(any: .tool, policy: policy), content: Contract(any: .json, policy: policy))
    isOpen = true
  }

  /// From the body of a request: `tools`, `tool_choice`, `parallel_tool_calls` and
  /// `response_format` in any form that providers take.
  ///
  /// - Parameters:
  ///   - policy: permitted repairs.
  ///   - options: how the schemas are read.
  /// - Throws: `InputError` where a schema cannot be used; offsets of tools count in the body.
  public init(
    request: ChatRequest, policy: Policy = Policy(), options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    self.init(allowsParallelCalls: request.parallelToolCalls)
    if let list = request.tools {
      prompt = try? JSONDocument(request.bytes, options: .anyDepth).withTape {
        UserWords.of(request: 0, in: $0)
      }
      do throws(InputError) {
        tools = try Contract(
          tools: list, choice: request.toolChoice, policy: policy, options: options)
      } catch {
        throw InputError(error.message, offset: error.offset.map { $0 + request.toolsOffset })
      }
    }
    switch request.responseFormat {
    case .json: content = Contract(any: .json, policy: policy)
    case .schema(let schema, _, _):
      do throws(InputError) {
        content = try Contract(schema: schema, policy: policy, options: options)
      } catch {
        throw InputError("response_format: \(error.message)")
      }
    case .text, .regex, .grammar, .choice, .other: break
    }
  }

  /// No structure was asked for.
  var asksNothing: Bool { tools == nil && content == nil }
}
