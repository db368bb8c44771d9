/// A chat completion, from one response body or put together from a stream. What providers write
/// in their own ways is the same here.
public struct ChatCompletion: Sendable, Equatable {
  /// The provider's name for the answer.
  public var id: String?
  /// The model that answered, as the provider names it.
  public var model: String?
  /// The answers, in the order in which they began.
  public var choices: [ChatChoice] = []
  /// The `usage` object as the provider wrote it, JSON text.
  public var usage: [UInt8]?
  /// What went wrong at the provider. A stream may fail after it began.
  public var error: ProviderError?

  /// A completion without choices.
  public init() {}
}

/// One of the answers.
public struct ChatChoice: Sendable, Equatable {
  /// The provider's number of the choice.
  public var index: Int
  /// What the model answered.
  public var message = ChatMessage()
  /// As it came; nil where the provider gave none.
  public var finishReason: String?

  /// A choice without content.
  public init(index: Int) { self.index = index }

  /// What the choice ended with, from what it holds: a provider's word that contradicts it does
  /// not count. Nil where the provider gave none.
  public var finish: FinishReason? {
    guard let finishReason, !finishReason.isEmpty else { return nil }
    let reason = FinishReason(word: finishReason)
    if reason == .stop, !message.toolCalls.isEmpty { return .toolCalls }
    if reason == .toolCalls, message.toolCalls.isEmpty { return .stop }
    return reason
  }
}

/// The message that a model answered with.
public struct ChatMessage: Sendable, Equatable {
  /// Usually `assistant`.
  public var role: String?
  /// The text; nil where there was none, or null.
  public var content: [UInt8]?
  /// The model's reasoning, where the provider gives it apart from the text.
  public var reasoning: [UInt8] = []
  /// Why the model refused, in its words; nil where it did not.
  public var refusal: [UInt8]?
  /// The calls, in the order in which they began.
  public var toolCalls: [ChatToolCall] = []

  /// An empty message.
  public init() {}
}

/// A call of a tool as the provider gave it.
public struct ChatToolCall: Sendable, Equatable {
  /// How the arguments were written.
  public enum Form: String, Sendable {
    /// A string that holds JSON text, as OpenAI has it.
    case string
    /// An object or another JSON value.
    case value
    /// Null, or nothing.
    case absent
  }

  /// The provider's name for the call.
  public var id: String?
  /// As the stream numbered it.
  public var index: Int?
  /// Of the tool; empty where the provider gave none.
  public var name: String
  /// JSON text: the string's content, or the value as it is written. Unchecked.
  public var arguments: [UInt8]
  /// How the arguments were written.
  public var form: Form
  /// It came as `function_call`, which tool calls replaced in 2023.
  public var isLegacy = false

  /// A call; by default one of which nothing is known yet.
  public init(
    id: String? = nil, index: Int? = nil, name: String = "", arguments: [UInt8] = [],
    form: Form = .absent, isLegacy: Bool = false
  ) {
    self.id = id
    self.index = index
    self.name = name
    self.arguments = arguments
    self.form = form
    self.isLegacy = isLegacy
  }
}
