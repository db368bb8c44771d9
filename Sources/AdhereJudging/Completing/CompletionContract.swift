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
  /// The words of the user, UTF-8; see ``Output/prompt``. Those of a request are read out of it
  /// each time: few answers need them.
  public var prompt: [UInt8]? {
    get { words ?? asked.flatMap(Self.prompt) }
    set {
      words = newValue
      asked = nil
    }
  }
  private var words: [UInt8]?
  /// The request that holds the words of the user.
  package var asked: ChatRequest?
  /// What was asked of the content and is not judged, in words; nil where everything is.
  public var unjudged: String?
  /// How many answers were asked for.
  public var choices = 1
  /// What the content has to be where that is a text and no JSON.
  var text: TextContract?
  /// Tools that are offered and take text.
  var customTools = CustomTools()
  /// A call is due, and no tool is offered but those that take text.
  var requiresCustomCall = false
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
  ///   - request: what was asked.
  ///   - policy: permitted repairs.
  ///   - options: how the schemas are read.
  /// - Throws: `InputError` where a schema cannot be used, and those of all tools; offsets of tools
  ///   count in the body. A tool whose parameters alone cannot be read spoils its own calls: they
  ///   are judged `error`.
  public init(
    request: ChatRequest, policy: Policy = Policy(), options: SchemaOptions = SchemaOptions()
  ) throws(InputError) {
    self.init(allowsParallelCalls: request.parallelToolCalls)
    choices = request.choices
    if let list = request.tools { customTools = CustomTools(list) }
    requiresCustomCall = !customTools.tools.isEmpty && request.toolChoice.requiresCall
    // Of the provider's own tools and of those that take text there is no schema.
    if let list = request.tools,
      customTools.hasOthers || customTools.tools.isEmpty && customTools.builtIn.isEmpty
    {
      let choice = Self.functionChoice(request.toolChoice, customTools)
      asked = request
      do throws(InputError) {
        tools = try Contract(
          tools: list, choice: choice, policy: policy, options: options, spares: true)
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
    case .regex, .choice: text = TextContract(request.responseFormat)
    case .text, .grammar, .other: break
    }
    unjudged = request.responseFormat.unjudged
  }

  /// The words of the user in a request, as ``prompt`` has them.
  private static func prompt(of request: ChatRequest) -> [UInt8]? {
    try? JSONDocument(request.bytes, options: .anyDepth).withTape {
      UserWords.of(request: 0, in: $0)
    }
  }

  /// What the choice of tools says about functions: another tool that has to be called is none.
  private static func functionChoice(_ choice: ToolChoice, _ tools: CustomTools) -> ToolChoice {
    switch choice {
    case .tool(let name) where tools.tool(name) != nil || tools.builtIn.contains(name): .auto
    // Any of them will do.
    case .required where !tools.tools.isEmpty || !tools.builtIn.isEmpty: .auto
    default: choice
    }
  }

  /// No structure was asked for.
  package var asksNothing: Bool {
    tools == nil && content == nil && text == nil && unjudged == nil && customTools.tools.isEmpty
  }
}
